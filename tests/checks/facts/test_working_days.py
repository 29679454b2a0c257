"""The working days of every site, out of the register of what is not as the weekday says."""

from datetime import date

from assay.checks.facts.working_days import calendars, working_day_rows
from assay.claims.conditions import midnight
from assay.domain.calendar_day import CalendarDay
from assay.domain.site import Site
from tests.lib.stage1 import material

NORTH, SOUTH = Site(key="N", name="North"), Site(key="S", name="South")
THURSDAY, SUNDAY = date(2026, 1, 1), date(2026, 1, 4)


def worked(*days: CalendarDay) -> dict[str, int]:
    """Return how many working days each site had in the first eleven days of the year."""
    rows = working_day_rows(material(NORTH, SOUTH, *days), THURSDAY, date(2026, 1, 11))
    return {site: number for site, _, number in rows}


def test_a_week_has_five_for_each_site_and_for_none() -> None:
    assert worked() == {"N": 7, "S": 7, "": 7}


def test_a_holiday_of_no_site_holds_for_all_and_one_of_a_site_for_that() -> None:
    everywhere = CalendarDay(key="1", on=THURSDAY, worked=False)
    north = CalendarDay(key="2", on=date(2026, 1, 6), site="N", worked=False)

    assert worked(everywhere, north) == {"N": 5, "S": 6, "": 6}


def test_a_sunday_that_is_worked_counts() -> None:
    assert worked(CalendarDay(key="1", on=SUNDAY, site="S", worked=True)) == {"N": 7, "S": 8, "": 7}


def test_each_day_is_told_with_the_working_days_until_its_end() -> None:
    rows = list(working_day_rows(material(), THURSDAY, SUNDAY))

    assert rows == [
        ("", midnight(date(2026, 1, day)), number)
        for day, number in ((1, 1), (2, 2), (3, 2), (4, 2))
    ]


def test_an_organisation_without_sites_has_one_calendar() -> None:
    assert [each.site for each in calendars(material())] == [""]
