"""What Assay found: the two stages, the two figures, promises, and the records behind them."""

from typing import Annotated, Any, Literal

from ninja import Query, Router, Status

from assay.actions.kept_results import STAGE1, STAGE2, Shown, ask_for_results, find_result
from assay.actions.promise_records import RecordsAsked, records_behind
from assay.api.answers import (
    ClaimsOfDay,
    NotYet,
    PopulationsOfDay,
    RecordsBehind,
    Result,
    TwoFigures,
)
from assay.api.caller import Caller, Limit, Offset, operation
from assay.api.operations.jobs import job_line
from assay.domain.claim import Claim
from assay.output.figures import record_as_json

router = Router()

NOT_YET: dict[int, Any] = {202: NotYet}


def _current(caller: Caller, kind: str) -> Shown | None:
    shown = find_result(caller.dossier, caller.day, kind)
    return shown if shown is not None and shown.current else None


def _not_yet(caller: Caller) -> Status[dict[str, Any]]:
    by = caller.standing.author
    job = ask_for_results(caller.dossier, caller.day, caller.as_of, by)
    return Status(202, {"day": caller.day, "job": job_line(job)})


def _stage(caller: Caller, kind: str) -> Any:  # noqa: ANN401 - a result, or none yet
    shown = _current(caller, kind)
    if shown is None:
        return _not_yet(caller)
    return {"day": caller.day, "seq": shown.seq, "result": shown.body}


@operation(router, "GET", "/stage1", answers={200: Result, **NOT_YET})
def stage1(caller: Caller) -> Any:  # noqa: ANN401 - a result, or none yet
    """Read the result of Stage 1: outcome, blockers, findings, what is unknown."""
    return _stage(caller, STAGE1)


@operation(router, "GET", "/stage2", answers={200: Result, **NOT_YET})
def stage2(caller: Caller) -> Any:  # noqa: ANN401 - a result, or none yet
    """Read the result of Stage 2: outcome, findings, population tests, forecast."""
    return _stage(caller, STAGE2)


@operation(router, "GET", "/readiness", answers={200: TwoFigures, **NOT_YET})
def readiness(caller: Caller) -> Any:  # noqa: ANN401 - two figures, or none yet
    """Read the two figures of readiness, one a stage; there is no third.

    What is unknown counts against a figure, and a stage of which nothing could be asked has none.
    """
    first, second = _current(caller, STAGE1), _current(caller, STAGE2)
    if first is None or second is None:
        return _not_yet(caller)
    return {"day": caller.day, "stage1": _figure(1, first), "stage2": _figure(2, second)}


def _figure(stage: int, shown: Shown) -> dict[str, Any]:
    counts = shown.body["counts"]["checks"]
    of = sum(counts.values())
    conforming = counts.get("conforms", 0)
    return {
        "stage": stage,
        "checks": of,
        "conforming": conforming,
        "deviating": counts.get("deviates", 0),
        "unknown": counts.get("not tested", 0),
        "percent": 100 * conforming // of if of else None,
        "outcome": shown.body["outcome"]["label"],
    }


@operation(router, "GET", "/claims", answers={200: ClaimsOfDay, **NOT_YET})
def list_claims(caller: Caller) -> Any:  # noqa: ANN401 - promises, or none yet
    """Read every promise with its verdict: conforms, deviates, or not tested and why."""
    shown = _current(caller, STAGE2)
    if shown is None:
        return _not_yet(caller)
    return {"day": caller.day, "seq": shown.seq, "claims": shown.body["claims"]}


@operation(router, "GET", "/populations", answers={200: PopulationsOfDay, **NOT_YET})
def list_populations(caller: Caller) -> Any:  # noqa: ANN401 - statements, or none yet
    """Read what each frozen population states: source, window, rows, hash, what is unreadable."""
    shown = _current(caller, STAGE2)
    if shown is None:
        return _not_yet(caller)
    return {
        "day": caller.day,
        "seq": shown.seq,
        "populations": shown.body["populations"],
        "problems": shown.body["problems"],
    }


@operation(router, "GET", "/claim-records/{path:key}", answers={200: RecordsBehind, **NOT_YET})
def claim_records(
    caller: Caller,
    key: str,
    side: Literal["deviating", "undecidable", "excepted", "conforming"] = "deviating",
    stretch: Annotated[
        int | None, Query(description="Which version; the latest.", ge=0, le=10_000)
    ] = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Any:  # noqa: ANN401 - records, or none yet
    """Read the records behind a promise, by pages, of one side and one version of its text."""
    caller.dossier[Claim].named(key)
    if _current(caller, STAGE2) is None:
        # Freezing records takes its time; it is done in the background, with the result.
        return _not_yet(caller)
    asked = RecordsAsked(side, stretch, offset, limit)
    page = records_behind(caller.dossier, caller.day, key, asked)
    return {
        "claim": key,
        "side": side,
        "stretch": page.stretch,
        "stretches": page.stretches,
        "in_force": page.in_force,
        "not_tested_because": page.not_tested_because,
        "population": page.population,
        "not_applicable": page.not_applicable,
        "counts": page.counts,
        "offset": page.offset,
        "records": [record_as_json(each) for each in page.records],
    }
