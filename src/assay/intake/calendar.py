"""Reads a day and a time of day out of text, in the ways that people write them.

``03/04/2026`` is two days, and nothing in it says which.  So what is written is
kept apart from what is meant: here the two numbers stay *open*.  In a register
the column decides (``assay.intake.registers.dates``); in a document nothing
does, and such a date is not read at all rather than wrongly.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import Final

from assay.intake.plain_letters import without_accents

_MONTHS: Final = (
    "january jan januar janner jaenner janvier janv enero ene gennaio gen januari janeiro",
    "february feb februar februari fevrier fevr febrero febbraio fevereiro fev",
    "march mar marz maerz mrz mars marzo maart mrt marco",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag mei maio",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug aout agosto ago augustus",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dicembre dezembro",
)
_MONTH_OF: Final = {
    name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}
_WEEKDAYS: Final = frozenset(
    """monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat
    sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend
    sonntag so lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim
    lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom lunedi martedi
    mercoledi giovedi gio venerdi sabato domenica""".split()  # noqa: SIM905 - words read best as text
)

_TIME: Final = re.compile(
    r"""(?:T|,?\s+(?:at\s+|um\s+|à\s+|a\s+las\s+|alle\s+)?)
    (?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?
    \s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:uhr|h))?
    \s*(?P<zone>z|utc|gmt|(?:utc|gmt)?[+-]\d{2}:?(?:\d{2})?)?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAY: Final = re.compile(r"\A([^\W\d_]{2,})\.?,?\s+(?=\S)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_IN_ONE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?=\Z|T)")
_NUMBERS: Final = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_DAY_AND_NAME: Final = re.compile(
    r"""(\d{1,2})(?:st|nd|rd|th|er|\.|\u00ba|\u00b0)?[\s/-]*(?:(?:of|de|di)\s+)?
    ([^\W\d_]{3,})\.?[\s/,-]*(?:(?:de|del)\s+)?'?(\d{4}|\d{2})(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME_AND_DAY: Final = re.compile(
    r"([^\W\d_]{3,})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+|-)(\d{4})(?!\d)", re.IGNORECASE
)
_YEAR_AND_NAME: Final = re.compile(r"(\d{4})[\s/-]([^\W\d_]{3,})\.?[\s/-](\d{1,2})(?!\d)")

_LONGEST: Final = 60
_TURN_OF_CENTURY: Final = 69  # as POSIX has it: 69 is 1969, 68 is 2068
_NOON: Final = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it is written: its numbers, which of them is the month, and the time with it."""

    year: int
    first: int
    second: int
    month_is: int = 0  # 1 or 2: which number is the month; 0: that is open
    at: time | None = None
    short_year: bool = False

    def day(self, *, day_first: bool = True) -> date | None:
        """Return the day that is meant, or nothing where there is no such day."""
        month_is = self.month_is or (2 if day_first else 1)
        month, day = (self.first, self.second) if month_is == 1 else (self.second, self.first)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None

    @property
    def is_open(self) -> bool:
        """Say whether the numbers make two different days."""
        if self.month_is or self.first == self.second:
            return False
        return self.day(day_first=True) is not None and self.day(day_first=False) is not None


def parse_written(text: str) -> Written | None:
    """Return what is written, or nothing where that is no day."""
    if len(text) > _LONGEST:
        return None
    if (weekday := _WEEKDAY.match(text)) and without_accents(weekday[1]) in _WEEKDAYS:
        text = text[weekday.end() :]
    for parse in (_parse_numbers, _parse_names):
        if found := parse(text):
            written, end = found
            return _with_time(written, text[end:])
    return None


def in_utc(moment: datetime) -> datetime | None:
    """Return the same moment in UTC, or nothing where the calendar ends before it."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the year 1 or 9999, near midnight
        return None


def _parse_numbers(text: str) -> tuple[Written, int] | None:
    if match := _YEAR_FIRST.match(text):
        return Written(int(match[1]), int(match[3]), int(match[4]), 1), match.end()
    if match := _IN_ONE.match(text):
        return Written(int(match[1]), int(match[2]), int(match[3]), 1), match.end()
    if match := _NUMBERS.match(text):
        # Nobody writes the month first with dots.
        month_is = 2 if match[2] == "." else 0
        year, is_short = _full_year(match[4])
        written = Written(year, int(match[1]), int(match[3]), month_is, short_year=is_short)
        return written, match.end()
    return None


def _parse_names(text: str) -> tuple[Written, int] | None:
    for pattern, (day_at, name_at, year_at) in (
        (_DAY_AND_NAME, (1, 2, 3)),
        (_NAME_AND_DAY, (2, 1, 3)),
        (_YEAR_AND_NAME, (3, 2, 1)),
    ):
        match = pattern.match(text)
        if match and (month := _month(match[name_at])):
            year, is_short = _full_year(match[year_at])
            return Written(year, month, int(match[day_at]), 1, short_year=is_short), match.end()
    return None


@cache
def _month(name: str) -> int:
    return _MONTH_OF.get(without_accents(name), 0)


def _full_year(digits: str) -> tuple[int, bool]:
    year = int(digits)
    if len(digits) > len("26"):
        return year, False
    return year + (1900 if year >= _TURN_OF_CENTURY else 2000), True


def _with_time(written: Written, rest: str) -> Written | None:
    if not rest.strip():
        return written
    match = _TIME.match(rest)
    if not match:
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match["half"].lower().startswith("p") else 0)
    part = (match["part"] or "").ljust(6, "0")[:6]
    try:
        at = time(
            hour, int(match["minute"]), int(match["second"] or 0), int(part), _offset(match["zone"])
        )
    except ValueError:
        return None
    return Written(
        written.year, written.first, written.second, written.month_is, at, written.short_year
    )


def _offset(zone: str | None) -> timezone | None:
    if not zone:
        return None
    digits = zone.lower().removeprefix("utc").removeprefix("gmt").replace(":", "")
    if digits in {"", "z"}:
        return timezone.utc  # noqa: UP017 - beside the other timezones made here
    ahead = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:] or 0))
    return timezone(-ahead if digits[0] == "-" else ahead)
