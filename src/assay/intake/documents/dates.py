"""Reads a date as somebody wrote it into a document.

What a newcomer would get wrong: a document has no column that says which of
two numbers is the month, and version 1.2.26 is no day in 2026.  What could be
two days, or no day, is not read; the cell as written is kept beside it.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from assay.intake.calendar import in_utc, parse_written

_PDF_INSTANT: Final = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?"
)


def parse_date(text: str) -> date | None:
    """Return the day, or nothing where it is none or could be two."""
    text = " ".join(text.split())
    written = parse_written(text)
    if written is None or written.is_open:
        return None
    has_letters = any(map(str.isalpha, text))
    if not has_letters and (written.short_year or text.isdecimal()):
        return None
    return written.day(day_first=True) or written.day(day_first=False)


def parse_instant(written: str) -> datetime | None:
    """Return a moment as Office files write it; one without a zone is taken as UTC."""
    try:
        instant = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return in_utc(instant if instant.tzinfo else instant.replace(tzinfo=UTC))


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
        return in_utc(datetime(int(year), month, day, hour, minute, second, tzinfo=zone))
    except ValueError:
        return None
