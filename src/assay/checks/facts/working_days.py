"""The working days of every site, out of the register of what is not as the weekday says.

A day without a site holds for all of them.  Where an organisation has no sites,
or its records name none, one calendar goes under an empty site.
"""

from collections.abc import Iterator
from datetime import date

from assay.checks.material import Material
from assay.claims.small_relations import Calendar
from assay.domain.calendar_day import CalendarDay
from assay.domain.site import Site


def calendars(material: Material) -> Iterator[Calendar]:
    """Yield a calendar for each site, and one for what names no site."""
    days = tuple(material[CalendarDay].values())
    for site in (*sorted(material[Site]), ""):
        own = [day for day in days if day.site in {"", site}]
        yield Calendar(
            site,
            frozenset(day.on for day in own if not day.worked),
            frozenset(day.on for day in own if day.worked),
        )


def working_day_rows(
    material: Material, first_on: date, last_on: date
) -> Iterator[tuple[str, int, int]]:
    """Yield each site and day with how many working days there have been until its end."""
    for calendar in calendars(material):
        yield from calendar.rows(first_on, last_on)
