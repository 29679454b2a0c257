"""There is too little history to certify, however complete the documents are."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from assay.checks.facts.history import Advice, history_of
from assay.checks.operation import Operation
from assay.domain.deviation import Verdict
from assay.domain.internal_audit import AuditStatus, InternalAudit
from assay.domain.management_review import ManagementReview, ReviewStatus
from tests.lib.stage2 import look, operation, said, untold

CHECK = "history-too-thin"
AUDIT = InternalAudit(
    key="IA-1",
    status=AuditStatus.COMPLETED,
    began_on=date(2025, 11, 1),
    ended_on=date(2025, 11, 3),
    reported_on=date(2025, 11, 10),
)
REVIEW = ManagementReview(key="MR-1", held_on=date(2025, 12, 1), status=ReviewStatus.HELD)


def orders(days: Iterable[date]) -> str:
    lines = ["job_id | order | part | revision | quantity | finished_at", "-+-+-+-+-+-"]
    lines += [
        f"J-{place} | O | P | A | 1 | {day} 10:00:00" for place, day in enumerate(days, start=1)
    ]
    return "\n".join(lines)


def at(finished: int = 5, *, every: int = 10, reports: int = 2, audit: bool = True) -> Operation:
    days = [date(2025, 11, 20) + timedelta(every * place) for place in range(finished)]
    ncrs = "\n".join(
        f"N-{month} | 2025-{month:02}-05 10:00:00 | ana" for month in (9, 11)[:reports]
    )
    records = {
        "work_order": orders(days),
        "ncr": f"ncr_id | raised_at | raised_by\n-+-+-\n{ncrs}",
        "capa": "capa_id | ncr | opened_at\n-+-+-\nC-1 | N-9 | 2025-09-08 10:00:00",
    }
    items = [AUDIT, REVIEW] if audit else [REVIEW]
    return operation(*items, records=records, standards=("iso9001-2015",))


@pytest.mark.row("R-155")
def test_a_history_of_five_finished_orders_is_silent() -> None:
    assert look(CHECK, at()).verdict is Verdict.CONFORMS
    assert history_of(at()).advice is Advice.GO_ON


@pytest.mark.row("R-155")
def test_four_finished_orders_recommend_delay() -> None:
    assert said(CHECK, at(4)) == {
        "work_order": (
            "There are 4 finished work orders by 2026-01-31; the history recommends: delay."
        )
    }
    assert history_of(at(4)).advice is Advice.DELAY


@pytest.mark.row("R-155")
@pytest.mark.parametrize("missing", ["reports", "audit"])
def test_one_kind_without_a_case_recommends_delay(missing: str) -> None:
    thin = at(reports=0) if missing == "reports" else at(audit=False)

    assert list(said(CHECK, thin)) == ["ncr" if missing == "reports" else "audit"]
    assert history_of(thin).advice is Advice.DELAY


@pytest.mark.row("R-155")
@pytest.mark.parametrize(("every", "silent"), [(8, True), (7, False)])
def test_all_orders_within_30_days_are_one_burst(
    every: int,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    assert said(CHECK, at(every=every)) == (
        {}
        if silent
        else {
            "work_order": (
                "All 5 finished work orders are from 2025-11-20 to 2025-12-18; "
                "the history recommends: delay."
            )
        }
    )


@pytest.mark.row("R-155", "R-306")
def test_what_was_not_handed_in_leaves_the_recommendation_open() -> None:
    nothing = operation(AUDIT, REVIEW, standards=("iso9001-2015",))

    assert look(CHECK, nothing).verdict is Verdict.NOT_TESTED
    assert list(untold(CHECK, nothing)) == ["capa", "ncr", "work_order"]
    assert history_of(nothing).advice is Advice.OPEN
