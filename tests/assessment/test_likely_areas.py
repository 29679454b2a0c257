"""Where Stage 2 will probably look follows from counted facts, the same every time."""

from datetime import date

import pytest

from assay.assessment.finding_proposal import CheckResult
from assay.assessment.likely_areas import likely_areas
from assay.domain.claim import Claim, ClaimKind
from assay.domain.claim_exception import ClaimException
from assay.domain.finding import Finding, FindingState, RaisedIn
from assay.domain.grade import Grade
from assay.domain.item import Item
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.soa_row import SoaRow
from tests.lib.results import fine, half_told, seen, stage1_of
from tests.lib.stage1 import AS_OF, material

Ranked = list[tuple[str, int, tuple[str, ...]]]
AUDIT_FINDING = Finding(
    key="IA-7",
    raised_in=RaisedIn.INTERNAL_AUDIT,
    clause="9.3.3",
    states="Decisions were not written down.",
    state=FindingState.OPEN,
)
PROMISE = Claim(key="CLM-1", document="POL-01", kind=ClaimKind.FREQUENCY, controls=("A.5.18",))
LET_OFF = ClaimException(key="EX-1", claim="CLM-1", until_on=AS_OF)
LOGS = SoaRow(key="A.8.15", families=("log_review",))


def ranked(
    *results: CheckResult, items: tuple[Item, ...] = (), days: tuple[date, ...] | None = None
) -> Ranked:
    whole = Stretch(len(days or ()))
    summary = RecordSummary("log_review", "logs.csv", whole, dict.fromkeys(days or (), 1))
    at = material(*items, records=None if days is None else (summary,))
    return [
        (area.reference.clause, area.weight, tuple(reason.says for reason in area.reasons))
        for area in likely_areas(stage1_of(*results), at)
    ]


@pytest.mark.row("R-106")
def test_open_gaps_rank_by_what_they_weigh_with_their_reasons() -> None:
    found = ranked(
        seen(Grade.MINOR, "4.3", name="scope-vague"),
        seen(Grade.MAJOR, "5.2", name="policy-gone"),
        half_told("4.3"),
        seen(Grade.OPPORTUNITY, "6.2"),
        fine("7.4"),
    )

    assert found == [
        ("5.2", 8, ("policy-gone found 1",)),
        ("4.3", 6, ("scope-vague found 1", "half-told could not tell everything")),
    ]


@pytest.mark.row("R-106")
def test_findings_left_open_by_earlier_audits_count_until_they_are_closed() -> None:
    closed = AUDIT_FINDING.changed(state=FindingState.CLOSED)

    assert ranked(items=(AUDIT_FINDING,)) == [
        ("9.3.3", 3, ("internal audit finding IA-7 is open",))
    ]
    assert ranked(items=(closed,)) == []


@pytest.mark.row("R-106")
def test_a_promise_that_need_not_be_kept_counts_until_the_leave_is_over() -> None:
    over = LET_OFF.changed(until_on=date(2026, 1, 30))

    assert ranked(items=(PROMISE, LET_OFF)) == [("A.5.18", 1, ("EX-1 lets a promise go unkept",))]
    assert ranked(items=(PROMISE, over)) == []


@pytest.mark.row("R-106")
@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (
            (date(2025, 7, 30),),
            [("A.8.15", 2, ("the last records are of 2025-07-30, before 2025-07-31",))],
        ),
        ((date(2025, 7, 30), date(2025, 7, 31)), []),
        # A record of after the audit date says nothing on the audit date.
        (
            (date(2025, 7, 30), date(2026, 2, 1)),
            [("A.8.15", 2, ("the last records are of 2025-07-30, before 2025-07-31",))],
        ),
        (None, []),
    ],
)
def test_records_that_stopped_before_the_window_count(
    days: tuple[date, ...] | None, expected: Ranked | None
) -> None:
    found = ranked(items=(LOGS,), days=days)

    # A record of after the audit date says nothing on the audit date.
    assert found == (
        ranked(items=(LOGS,), days=days and days[:1]) if expected is None else expected
    )


@pytest.mark.row("R-106")
def test_the_order_of_results_and_of_items_never_shows() -> None:
    results = [seen(Grade.MINOR, clause, name=f"n-{clause}") for clause in ("4.3", "5.2", "6.2")]
    items = (AUDIT_FINDING, PROMISE, LET_OFF)

    there = ranked(*results, items=items)
    back = ranked(*reversed(results), items=tuple(reversed(items)))

    assert there == back
    assert [clause for clause, *_ in there] == ["4.3", "5.2", "6.2", "9.3.3", "A.5.18"]
