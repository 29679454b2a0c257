"""What Corvane promises, number by number: prose, claims and records all take it from here.

A number that stood twice would sooner or later be two numbers, and the clean
company would deviate from its own procedures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

SLUG = "corvane"
COMPANY = "Corvane Precision"
STANDARD = "iso9001-2015"
GAUGES = 45
"""How many gauges each site has."""


@dataclass(frozen=True, slots=True)
class Promises:
    """The parameters of the management system, with their unit in the name."""

    review_working_days: int = 5
    receipt_working_days: int = 2
    gauge_months: int = 12
    containment_working_days: int = 1
    disposition_working_days: int = 10
    complaint_working_days: int = 5
    effect_days: int = 90
    cause_working_days: int = 20
    on_time_percent: int = 95
    first_pass_percent: int = 96
    reconciliation_hours: int = 24
    reconciliation_percent: int = 99
    kpi_working_days: int = 10
    supplier_months: int = 12
    minor_supplier_months: int = 24
    document_months: int = 12
    training_months: int = 12
    joiner_days: int = 30
    retention_months: int = 120
    qualification_months: int = 36
    audit_action_days: int = 60
    emergency_days: int = 2
    risk_months: int = 6
    accept_score: int = 9


PROMISES = Promises()


def promised_words() -> Mapping[str, str]:
    """Return the words that the documents' prose takes in."""
    words = {name.name: str(getattr(PROMISES, name.name)) for name in fields(PROMISES)}
    words |= {
        "company": COMPANY,
        "retention_years": str(PROMISES.retention_months // 12),
        "gauges": str(GAUGES),
    }
    return MappingProxyType(words)


@dataclass(frozen=True, slots=True)
class Place:
    """One of the three sites."""

    key: str
    town: str
    zone: str
    country: str
    closed: tuple[tuple[int, int, str], ...]


_NEW_YEAR = (1, 1, "New Year's Day")
_MAY_DAY = (5, 1, "May Day")
_CHRISTMAS = (12, 25, "Christmas Day")
_SHUTDOWN = tuple((12, day, "Works shutdown") for day in (24, 26, 27, 28, 29, 30, 31))

PLACES = (
    Place(
        "TRB",
        "Tarbes",
        "Europe/Paris",
        "France",
        (
            _NEW_YEAR,
            _MAY_DAY,
            (5, 8, "Victory Day"),
            (7, 14, "Bastille Day"),
            (8, 15, "Assumption"),
            (11, 1, "All Saints"),
            (11, 11, "Armistice Day"),
            _CHRISTMAS,
            *_SHUTDOWN,
        ),
    ),
    Place(
        "BRS",
        "Bristol",
        "Europe/London",
        "United Kingdom",
        (_NEW_YEAR, (8, 25, "Bristol works holiday"), _CHRISTMAS, *_SHUTDOWN),
    ),
    Place(
        "BRN",
        "Brno",
        "Europe/Prague",
        "Czechia",
        (
            _NEW_YEAR,
            _MAY_DAY,
            (5, 8, "Liberation Day"),
            (7, 5, "Cyril and Methodius"),
            (7, 6, "Jan Hus Day"),
            (9, 28, "Statehood Day"),
            (10, 28, "Independence Day"),
            (11, 17, "Freedom and Democracy Day"),
            _CHRISTMAS,
            *_SHUTDOWN,
        ),
    ),
)
"""The days on which each site is closed, besides weekends and Easter Monday."""

HEAD_OFFICE = PLACES[0].key
