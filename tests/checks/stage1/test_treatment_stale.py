"""A treatment stands still, or is past its date and nobody planned it anew."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.treatment import Treatment, TreatmentStatus
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.stage1 import ANA, look, material, said

CHECK = "treatment-stale"
PUMP = Treatment(
    key="T-1",
    action="A second pump",
    planned_on=date(2025, 9, 1),
    progressed_on=date(2025, 12, 1),
    due_on=date(2026, 6, 30),
    status=TreatmentStatus.IN_PROGRESS,
)


@pytest.mark.row("R-061")
def test_a_treatment_that_moves_is_silent() -> None:
    assert look(CHECK, material(PUMP)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-061")
@pytest.mark.parametrize(
    ("moved_on", "as_of", "silent"),
    [
        (date(2025, 10, 31), date(2026, 1, 31), True),
        (date(2025, 10, 30), date(2026, 1, 31), False),
        pytest.param(date(2025, 11, 30), date(2026, 2, 28), True, id="the month that is shorter"),
        pytest.param(date(2025, 11, 30), date(2026, 3, 1), False, id="a day after it"),
        pytest.param(date(2025, 11, 28), date(2026, 2, 28), True, id="its last day"),
        pytest.param(date(2025, 11, 27), date(2026, 2, 28), False, id="the day before"),
    ],
)
def test_three_months_are_silent_and_a_day_more_speaks(
    moved_on: date,
    as_of: date,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    found = said(CHECK, material(PUMP.changed(progressed_on=moved_on), as_of=as_of))

    days = (as_of - moved_on).days
    says = f"T-1 (A second pump) is in progress and last changed on {moved_on}, {days} days ago."
    assert found == ({} if silent else {"T-1": says})


@pytest.mark.row("R-061")
@pytest.mark.parametrize(
    ("after", "silent"),
    [
        pytest.param({}, False, id="saved again"),
        pytest.param({"progressed_on": date(2026, 1, 20)}, False, id="only the day of it moved"),
        pytest.param({"status": TreatmentStatus.IN_PROGRESS}, True, id="another status"),
        pytest.param({"progress": "The pump is ordered."}, True, id="progress"),
        pytest.param({"due_on": date(2026, 9, 30)}, True, id="another date"),
    ],
)
def test_only_a_real_change_resets_the_age(
    after: dict[str, object],
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    planned = PUMP.changed(status=TreatmentStatus.PLANNED, progressed_on=None)
    ledger = Ledger("somewhere")
    ledger.append([saying(planned)], by=ANA, recorded_at=datetime(2025, 9, 2, tzinfo=UTC))
    saved = [saying(planned.changed(**after))]
    ledger.append(saved, by=ANA, recorded_at=datetime(2026, 1, 20, tzinfo=UTC))

    found = look(CHECK, material(ledger=ledger)).deviations

    expected = [("still", "152 days", ("treatment T-1", "entry 1"))]
    assert [(each.reason, each.measured, each.evidence) for each in found] == (
        [] if silent else expected
    )


@pytest.mark.row("R-061")
def test_a_treatment_due_today_is_silent_and_one_due_yesterday_speaks() -> None:
    yesterday = PUMP.changed(due_on=date(2026, 1, 30))

    assert said(CHECK, material(PUMP.changed(due_on=date(2026, 1, 31)))) == {}
    assert said(CHECK, material(yesterday)) == {
        "T-1": (
            "T-1 (A second pump) was due on 2026-01-30, 1 days ago, and has not been planned anew."
        )
    }


@pytest.mark.row("R-061")
@pytest.mark.parametrize(
    ("replanned_on", "silent"),
    [(date(2026, 1, 10), False), (date(2026, 1, 21), True), (date(2026, 2, 1), False)],
)
def test_planning_anew_after_the_due_date_is_an_answer(
    replanned_on: date,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    late = PUMP.changed(due_on=date(2026, 1, 20), replanned_on=replanned_on)

    assert (said(CHECK, material(late)) == {}) is silent


@pytest.mark.parametrize("status", ["done", "verified", "cancelled"])
def test_what_is_over_may_stand_still(status: str) -> None:
    over = PUMP.changed(status=status, progressed_on=None, due_on=date(2025, 10, 1))

    assert look(CHECK, material(over)).why_not_tested == "no treatment is open"


@pytest.mark.row("R-061")
def test_what_was_only_read_from_a_file_and_claims_no_day_is_unknown() -> None:
    undated = PUMP.changed(planned_on=None, progressed_on=None)
    ledger = Ledger("somewhere")
    ledger.append([saying(undated)], by=ANA, recorded_at=datetime(2026, 1, 30, tzinfo=UTC))

    looked = look(CHECK, material(ledger=ledger))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.unknown[0].why == "nobody says when it was planned or last moved"


def test_an_entry_that_is_old_itself_tells_enough() -> None:
    undated = PUMP.changed(planned_on=None, progressed_on=None)

    assert list(said(CHECK, material(undated))) == ["T-1"]
