"""A treatment has not moved for months, or is past its date."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.treatment import Treatment, TreatmentStatus
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.stage1 import ANA
from tests.lib.stage2 import look, operation, said

CHECK = "treatment-plan-frozen"
PUMP = Treatment(
    key="T-1",
    action="A second pump",
    planned_on=date(2025, 9, 1),
    progressed_on=date(2025, 10, 31),
    due_on=date(2026, 6, 30),
    status=TreatmentStatus.IN_PROGRESS,
)


@pytest.mark.row("R-061")
@pytest.mark.parametrize(("moved_on", "speaks"), [(31, False), (30, True)])
def test_three_months_are_silent_at_stage_2_and_a_day_more_speaks(
    moved_on: int,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    found = said(CHECK, operation(PUMP.changed(progressed_on=date(2025, 10, moved_on))))

    says = "T-1 (A second pump) is in progress and last changed on 2025-10-30, 93 days ago."
    assert found == ({"T-1": says} if speaks else {})


@pytest.mark.row("R-061")
def test_what_was_silent_at_stage_1_speaks_once_nothing_moved_between_the_stages() -> None:
    assert said(CHECK, operation(PUMP, as_of=date(2026, 1, 31))) == {}
    assert list(said(CHECK, operation(PUMP, as_of=date(2026, 2, 1)))) == ["T-1"]


@pytest.mark.row("R-061")
@pytest.mark.parametrize(
    ("after", "speaks"),
    [({}, True), ({"progressed_on": date(2026, 1, 20)}, True), ({"progress": "Ordered"}, False)],
)
def test_saving_again_between_the_stages_moves_nothing(
    after: dict[str, object],
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    still = PUMP.changed(progressed_on=date(2025, 9, 10))
    ledger = Ledger("somewhere")
    at = datetime(2025, 9, 10, 9, tzinfo=UTC)
    ledger.append([saying(still)], by=ANA, recorded_at=at)
    ledger.append([saying(still.changed(**after))], by=ANA, recorded_at=at.replace(2026, 1, 20))

    assert (said(CHECK, operation(ledger=ledger)) != {}) is speaks


def test_no_open_treatment_is_not_tested() -> None:
    found = look(CHECK, operation(PUMP.changed(status=TreatmentStatus.DONE)))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "no treatment is open"
