"""Sources of logs fell silent."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "log-source-silent"
HEAD = "source_day_id | source | day | events | last_event_at\n"


def captured(*days: str, last: str = "", events: str = "100") -> dict[str, str]:
    rows = [f"v/{day} | vault | {day} | {events} | {day} 23:00:00" for day in days]
    if last:
        rows[-1] = rows[-1][: rows[-1].rindex("|")] + f"| {last}"
    return {"log_source": HEAD + "\n".join(rows)}


LAST_DAYS = ("2026-01-28", "2026-01-29", "2026-01-30")


@pytest.mark.row("R-178")
@pytest.mark.parametrize(
    ("last", "found"),
    [("2026-01-31 00:59:59", []), ("2026-01-31 00:00:00", []), ("2026-01-30 22:00:00", ["vault"])],
    ids=["23 hours", "24 hours", "26 hours"],
)
def test_a_day_since_the_last_event_is_silent_and_more_speaks(last: str, found: list[str]) -> None:
    assert keys(CHECK, operation(records=captured(*LAST_DAYS, last=last))) == found


@pytest.mark.row("R-178")
def test_a_day_without_events_in_the_middle_speaks_with_when_it_began() -> None:
    days = ("2026-01-27", "2026-01-29", "2026-01-30")
    at = operation(records=captured(*days, last="2026-01-31 00:30:00"))

    assert said(CHECK, at) == {
        "days with events": (
            "1 of 1 sources of logs were silent too long: vault (2 days from 2026-01-27)."
        )
    }


@pytest.mark.row("R-178")
def test_a_source_that_came_later_is_asked_from_its_first_day() -> None:
    at = operation(records=captured(*LAST_DAYS, last="2026-01-31 00:30:00"))

    assert look(CHECK, at).verdict is Verdict.CONFORMS


def test_a_record_without_its_last_instant_is_unknown() -> None:
    records = {"log_source": HEAD + "v/1 | vault | 2026-01-30 | 100 |"}

    assert untold(CHECK, operation(records=records)) == {
        "last event": "no case it applies to can be decided (log sources)"
    }


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
