"""Results that take seconds are made once for a state, kept, and shown by every page.

A page shows the result of the state that the ledger is in.  Where that one is
not made yet, the newest earlier one is shown and said to be of an earlier
state; it is never passed off as current.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from assay.actions.checked_out import CheckedOut, check_out
from assay.actions.jobs.line import put_in_line
from assay.actions.kept_charts import kept_chart
from assay.actions.result_parts import breaks, foretold
from assay.actions.stored_operation import stored_operation
from assay.assessment.claim_sheet import ClaimLine, claim_lines
from assay.assessment.fresh_reviews import fresh_reviews
from assay.assessment.stage1 import Stage1
from assay.assessment.stage1_sheets import stage1_sheets
from assay.assessment.stage2 import assess_stage2
from assay.assessment.stage2_readiness import stage2_readiness
from assay.checks.facts.evidence_spans import evidence_spans
from assay.checks.histograms import weeks
from assay.checks.operation import Operation
from assay.checks.remembering import Remembering
from assay.claims.population_test import PopulationTest
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author
from assay.output.charts import week_chart
from assay.output.claims import claims_as_json
from assay.output.evidence_spans import spans_as_json
from assay.output.readiness import readiness_as_json, stage2_readiness_as_json
from assay.output.stage1 import stage1_as_json
from assay.output.stage2 import stage2_as_json
from assay.store.jobs.models import Job
from assay.store.results.models import KeptResult

Progress = Callable[[str, int, int], None]

STAGE1: Final = "stage1"
STAGE2: Final = "stage2"
ASSESS: Final = "assess"
"""The kind of background work that makes results."""

_VERSION: Final = "3"
"""Changed whenever the same state gives another result."""

MOST_KEPT: Final = 12
"""How many results of one kind and day are kept of an organisation."""


@dataclass(frozen=True)
class Shown:
    """A result that can be shown, and whether it is of the state that the ledger is in."""

    body: Mapping[str, Any]
    seq: int
    current: bool


def state_of(dossier: Dossier) -> str:
    """Return what changes whenever a result of a dossier could."""
    last = dossier.entries[dossier.length - 1].hash if dossier.length else ""
    return sha256(f"{_VERSION} {last}".encode()).hexdigest()


def find_result(dossier: Dossier, day: date, kind: str) -> Shown | None:
    """Return the result of a state, or the newest earlier one; nothing where there is none."""
    rows = KeptResult.objects.filter(
        organisation=dossier.organisation, kind=kind, as_of=day, seq__lte=dossier.length
    )
    newest = rows.order_by("-seq", "-id").values_list("id", "seq", "made_of").first()
    if newest is None:
        return None
    number, seq, made_of = newest
    return Shown(_body(number, made_of), seq, made_of == state_of(dossier))


@lru_cache(maxsize=32)
def _body(number: int, made_of: str) -> Mapping[str, Any]:  # noqa: ARG001 - part of what it is
    body: Mapping[str, Any] = KeptResult.objects.values_list("body", flat=True).get(id=number)
    return body


def ask_for_results(dossier: Dossier, day: date, as_of: date | None, by: Author) -> Job:
    """Put the assessment of a state in line, unless it stands there, or has failed, already."""
    state = state_of(dossier)
    found = (
        Job.objects.filter(organisation=dossier.organisation, kind=ASSESS)
        .filter(payload__state=state, payload__day=day.isoformat())
        .exclude(state__in=[Job.State.DONE, Job.State.CANCELLED])
        .order_by("-id")
        .first()
    )
    asked = {
        "state": state,
        "day": day.isoformat(),
        "as_of": as_of.isoformat() if as_of else "",
    }
    return found or put_in_line(ASSESS, dossier.organisation, asked, by=by)


def make_results(dossier: Dossier, day: date, progress: Progress | None = None) -> None:
    """Assess a state in both stages, and keep what comes of it."""
    checked = check_out(dossier, day)
    _keep(dossier, day, STAGE1, _stage1(checked))
    with stored_operation(checked, progress=progress) as (operation, problems):
        body = _stage2(operation, checked.stage1, progress)
    _keep(dossier, day, STAGE2, {**body, "problems": [str(each) for each in problems]})


def _stage1(checked: CheckedOut) -> dict[str, Any]:
    sheets = stage1_sheets(checked.stage1, checked.material)
    return {
        **stage1_as_json(checked.stage1, sheets),
        "readiness": readiness_as_json(checked.readiness),
        "problems": [str(each) for each in checked.problems],
    }


def _stage2(operation: Operation, stage1: Stage1, progress: Progress | None) -> dict[str, Any]:
    remembering = Remembering(operation.populations)
    asked = replace(operation, populations=remembering)
    stage2 = assess_stage2(asked, progress=progress)
    looked = {each.check.name: each.looked for each in stage2.results}
    claims: list[dict[str, Any]] = []
    for line in claim_lines(asked, looked):
        if progress:
            progress("Drawing what promises came to", len(claims), len(claims) + 1)
        (told,) = claims_as_json([line])
        claims.append(_with_weeks(told, _weeks(asked, line, remembering.tests)))
    return {
        **stage2_as_json(stage2),
        "readiness": stage2_readiness_as_json(
            stage2_readiness(stage2, asked), fresh_reviews(asked)
        ),
        **foretold(asked, stage1, stage2),
        "breaks": breaks(operation),
        "spans": spans_as_json(evidence_spans(asked)),
        "claims": claims,
    }


def _with_weeks(claim: dict[str, Any], told: list[list[Any]]) -> dict[str, Any]:
    if told:
        # Drawn here, where nobody waits for a page.
        kept_chart(week_chart(told))
    return {**claim, "weeks": told}


def _weeks(
    operation: Operation, line: ClaimLine, tests: Mapping[str, PopulationTest]
) -> list[list[Any]]:
    return [
        [each.from_on.isoformat(), each.records, each.deviating]
        for figures in line.figures[-1:]
        for each in weeks(operation, figures.family, tests.get(figures.query))
    ]


def _keep(dossier: Dossier, day: date, kind: str, body: Mapping[str, Any]) -> None:
    KeptResult.objects.update_or_create(
        organisation=dossier.organisation,
        kind=kind,
        as_of=day,
        made_of=state_of(dossier),
        defaults={"seq": dossier.length, "body": body},
    )
    rows = KeptResult.objects.filter(organisation=dossier.organisation, kind=kind, as_of=day)
    newest = list(rows.order_by("-seq", "-id").values_list("id", flat=True)[:MOST_KEPT])
    rows.exclude(id__in=newest).delete()
