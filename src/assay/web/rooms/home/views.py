"""Where an organisation stands: two figures, never one, and what stands behind each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse

from assay.actions.kept_results import STAGE1, STAGE2
from assay.actions.visits import Since, since_last_visit
from assay.domain.case import Case
from assay.domain.grade import HEAVIEST_FIRST
from assay.web.results import Result, result_for
from assay.web.visit import Visit, organisation_page

WORST = 5
_BEGAN = "visit_began"


@dataclass(frozen=True, slots=True)
class Figure:
    """One stage's figure with its parts; without any there is nothing to be shown as a figure."""

    stage: int
    title: str
    room: str
    conforming: int
    deviating: int
    unknown: int
    outcome: str

    @property
    def of(self) -> int:
        """Return how many checks there are."""
        return self.conforming + self.deviating + self.unknown

    @property
    def percent(self) -> int:
        """Return the share that conforms; unknown counts against it."""
        return 100 * self.conforming // self.of if self.of else 0


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """Show where the organisation stands."""
    first, second = result_for(visit, STAGE1), result_for(visit, STAGE2)
    findings = [
        {**each, "stage": stage}
        for stage, result in ((1, first), (2, second))
        for each in result.get("findings", [])
    ]
    broken = [each for each in second.get("claims", []) if each["verdict"] == "deviates"]
    return visit.render(
        "home/front.html",
        {
            "result": first if not first.current else second,
            "figures": (
                _figure(first, 1, "the design"),
                _figure(second, 2, "the operation"),
            ),
            "worst": sorted(findings, key=_weight)[:WORST],
            "proposals": len(findings),
            "assessed": first.body is not None and second.body is not None,
            "broken": broken[:WORST],
            "promises": len(second.get("claims", [])),
            "kept": sum(each["verdict"] == "conforms" for each in second.get("claims", [])),
            "many_broken": len(broken),
            "earliest": second.get("earliest"),
            "unknown": _unknown(first, second),
            "conditions": (first.get("readiness") or {}).get("conditions", []),
            "case": next(iter(visit.dossier[Case].values()), None),
            "since": None if visit.read_only else _since(visit),
        },
    )


def _figure(result: Result, stage: int, title: str) -> Figure:
    checks = (result.get("counts") or {}).get("checks", {})
    return Figure(
        stage,
        title,
        f"stage{stage}:front",
        checks.get("conforms", 0),
        checks.get("deviates", 0),
        checks.get("not tested", 0),
        (result.get("outcome") or {}).get("label", ""),
    )


def _weight(finding: Mapping[str, Any]) -> tuple[bool, int, int, str]:
    return (
        not finding["blocks"],
        HEAVIEST_FIRST.index(finding["grade_proposed"]),
        # A broken practice is dearer to mend than a paper.
        -finding["stage"],
        finding["check"],
    )


def _unknown(*results: Result) -> list[tuple[str, str]]:
    return [
        (each["check"], each["why"]) for result in results for each in result.get("not_tested", [])
    ]


def _since(visit: Visit) -> Since:
    """Return what is new since the visit before this one; a session is one visit, or several."""
    began: dict[str, int] = visit.request.session.get(_BEGAN, {})
    found = since_last_visit(
        visit.standing.membership,
        visit.dossier,
        datetime.now(UTC),
        began.get(visit.organisation),
    )
    if began.get(visit.organisation) != found.seq:
        visit.request.session[_BEGAN] = {**began, visit.organisation: found.seq}
    return found
