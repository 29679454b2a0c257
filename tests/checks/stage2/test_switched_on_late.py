"""Most of a control's records are from the last days before the audit."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from tests.lib.spans import WALK, slips
from tests.lib.stage2 import look, operation, said

CHECK = "switched-on-late"
EARLY = ("2025-09-01", "2025-10-01")


@pytest.mark.row("R-109")
@pytest.mark.parametrize(("late", "silent"), [(3, True), (4, False)])
def test_60_percent_are_silent_and_more_speak(
    late: int,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    days = [f"2026-01-{day:02}" for day in range(2, 2 + late)]

    found = look(CHECK, operation(WALK, *slips(*EARLY, *days)))

    assert [(each.measured, each.signal) for each in found.deviations] == (
        [] if silent else [("66 %", True)]
    )


@pytest.mark.row("R-109")
def test_it_says_how_many_of_how_many() -> None:
    at = operation(WALK, *slips(*EARLY, "2026-01-02", "2026-01-10", "2026-01-20", "2026-01-31"))

    assert said(CHECK, at) == {
        "A.7.4": (
            "A.7.4 (Physical security monitoring) works monthly; 4 of its 6 records since "
            "2025-07-31 are of the last 30 days."
        )
    }


@pytest.mark.row("R-109")
def test_the_thirty_first_day_before_is_none_of_the_last_30() -> None:
    at = operation(WALK, *slips("2026-01-01", "2026-01-01", "2026-01-01", "2026-01-02"))

    assert said(CHECK, at) == {}


@pytest.mark.row("R-109")
@pytest.mark.parametrize(
    ("frequency", "asked"),
    [
        (Frequency.QUARTERLY, True),
        (Frequency.HALF_YEARLY, False),
        (Frequency.YEARLY, False),
        (Frequency.PER_EVENT, False),
        (None, False),
    ],
)
def test_only_what_can_be_spread_is_asked(
    frequency: Frequency | None,
    asked: bool,  # noqa: FBT001 - one of two cases
) -> None:
    days = slips("2026-01-20", "2026-01-21")

    found = look(CHECK, operation(WALK.changed(frequency=frequency), *days))

    assert found.verdict is (Verdict.DEVIATES if asked else Verdict.NOT_TESTED)


@pytest.mark.parametrize("days", [(), ("2026-01-20",)])
def test_without_two_records_nothing_is_tested(days: tuple[str, ...]) -> None:
    assert look(CHECK, operation(WALK, *slips(*days))).verdict is Verdict.NOT_TESTED
