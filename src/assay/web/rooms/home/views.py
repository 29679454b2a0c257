"""Where an organisation stands: two figures, never one, and what stands behind each."""

from dataclasses import dataclass

from django.http import HttpResponse

from assay.actions.checked_out import check_out
from assay.assessment.readiness import Readiness, ReadinessLine
from assay.domain.case import Case
from assay.domain.deviation import Verdict
from assay.web.visit import Visit, organisation_page

WORST = 5
_ORDER = {Verdict.DEVIATES: 0, Verdict.NOT_TESTED: 1, Verdict.CONFORMS: 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """One stage's figure with its parts; without any there is nothing to be shown as a figure."""

    stage: int
    title: str
    conforming: int
    deviating: int
    unknown: int
    why_not: str = ""

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
    checked = check_out(visit.dossier, visit.day)
    ready = checked.readiness
    return visit.render(
        "home/front.html",
        {
            "figures": (_stage1_figure(ready), _stage2_figure()),
            "outcome": checked.stage1.outcome,
            "conditions": sorted(ready.conditions, key=_worst_first),
            "unknown": ready.unknown,
            "worst": checked.stage1.proposals[:WORST],
            "proposals": len(checked.stage1.proposals),
            "case": next(iter(visit.dossier[Case].values()), None),
            "standards": checked.material.standards,
            "profile": checked.material.profile.name,
            "problems": checked.problems,
        },
    )


def _stage1_figure(ready: Readiness) -> Figure:
    return Figure(1, "the design", ready.conforming, ready.deviating, ready.not_tested)


def _stage2_figure() -> Figure:
    why = "the records are not held against the promises yet"
    return Figure(2, "the operation", 0, 0, 0, why)


def _worst_first(line: ReadinessLine) -> int:
    return _ORDER[line.verdict]
