"""Reads a date as somebody wrote it into a document.

What a newcomer would get wrong: 03/04/2026 is the third of April to some and
the fourth of March to others.  Such a date is not read at all, rather than
wrongly; the cell as written is kept beside it.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d\d:\d\d.*)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4})")
_EITHER: Final = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_DAY_MONTH: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s-]+(\d{4})"
)
_MONTH_DAY: Final = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_PDF_INSTANT: Final = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?"
)
_MONTHS_IN_A_YEAR: Final = 12


def parse_date(written: str) -> date | None:
    """Return the day, or nothing where it is none or could be two."""
    text = " ".join(written.lower().split())
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _EITHER.fullmatch(text):
        return _day_or_nothing(found[3], found[1], found[2])
    if found := _DAY_MONTH.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    return None


def parse_instant(written: str) -> datetime | None:
    """Return a moment as Office files write it; one without a zone is taken as UTC."""
    try:
        instant = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return _in_utc(instant if instant.tzinfo else instant.replace(tzinfo=UTC))


def parse_pdf_instant(written: str) -> datetime | None:
    """Return a moment as PDFs write it: D:20260131120000+01'00'; without a zone, in UTC."""
    found = _PDF_INSTANT.match(written.strip())
    if not found:
        return None
    year, *rest = found.groups()[:6]
    month, day, hour, minute, second = (
        int(part) if part else least for part, least in zip(rest, (1, 1, 0, 0, 0), strict=True)
    )
    offset = timedelta(hours=int(found[9] or 0), minutes=int(found[10] or 0))
    try:
        zone = timezone(-offset if found[8] == "-" else offset)
        return _in_utc(datetime(int(year), month, day, hour, minute, second, tzinfo=zone))
    except ValueError:
        return None


def _in_utc(instant: datetime) -> datetime | None:
    try:
        return instant.astimezone(UTC)
    except OverflowError:  # the year 1 or 9999, near midnight
        return None


def _month(word: str) -> int:
    found = (number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word))
    return 9 if word == "sept" else next(found, 0)


def _day_or_nothing(year: str, first: str, second: str) -> date | None:
    if int(first) > _MONTHS_IN_A_YEAR or first == second:
        return _day(year, second, first)
    if int(second) > _MONTHS_IN_A_YEAR:
        return _day(year, first, second)
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
