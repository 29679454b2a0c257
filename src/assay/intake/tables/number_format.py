"""What the format of a spreadsheet cell makes of the number in it.

A spreadsheet stores 2026-01-31, 45% and 0007 all as numbers; only the format
tells them apart, so keys and dates go wrong where it is not looked at.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum, auto
from functools import cache
from typing import Final

from assay.intake.tables.cell import Cell, Fault, Number


class Shape(Enum):
    """What kind of thing a format shows."""

    NUMBER = auto()
    PERCENT = auto()
    DAY = auto()
    MOMENT = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The part of a format that changes what its reader takes the number for."""

    shape: Shape = Shape.NUMBER
    prefix: str = ""
    digits: int = 1  # so many at least before the decimal sign
    decimals: int | None = None  # None: as many as there are
    suffix: str = ""


GENERAL: Final = NumberFormat()

_DAYS: Final = frozenset({14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)})
_TIMES: Final = frozenset({18, 19, 20, 21, 32, 33, 45, 46, 47})
_MOMENT: Final = 22
_BUILT_IN: Final = {
    1: NumberFormat(decimals=0),
    2: NumberFormat(decimals=2),
    9: NumberFormat(Shape.PERCENT),
    10: NumberFormat(Shape.PERCENT),
    _MOMENT: NumberFormat(Shape.MOMENT),
    **dict.fromkeys(_DAYS, NumberFormat(Shape.DAY)),
    **dict.fromkeys(_TIMES, NumberFormat(Shape.TIME)),
}

_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_PLAIN_DIGITS: Final = re.compile(r"\A([^0#?.,]*)(0+)(?:\.(0+))?([^0#?.,]*)\Z")
_HALF_OF_DAY: Final = re.compile(r"AM/PM|A/P", re.IGNORECASE)
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_MONTH_OR_DAY_OR_YEAR: Final = re.compile(r"[dy]|(?<![hsm:])m+(?![m:])", re.IGNORECASE)
_HOUR_OR_SECOND: Final = re.compile(r"[hs]", re.IGNORECASE)
# Stands for a literal while the rest of the format is looked at; no format contains it.
_HELD: Final = "\ue000"

_SIGNIFICANT: Final = 15
_MOST_DIGITS: Final = 400
_LAST_SERIAL: Final = 2_958_466
_FALSE_LEAP_DAY: Final = 60
_EPOCH_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - the same


def built_in_format(number: int) -> NumberFormat:
    """Return one of the formats that a workbook uses without spelling them out."""
    return _BUILT_IN.get(number, GENERAL)


@cache
def parse_format(code: str) -> NumberFormat:
    """Return what a format's code says; what it says of colours and signs is left out."""
    code = code.partition(";")[0] if '"' not in code else _first_section(code)
    if _ELAPSED.search(code):
        return NumberFormat(Shape.TIME)
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[1] or match[2] or match[3] or "")
        return _HELD

    bare = _LITERAL.sub(hold, _HALF_OF_DAY.sub("", code))
    if "general" in bare.casefold():
        return GENERAL
    if (shape := _shape_of(bare)) is not Shape.NUMBER:
        return NumberFormat(shape)
    if not (digits := _PLAIN_DIGITS.match(bare)):
        return GENERAL
    literals = iter(held)
    prefix = "".join(next(literals) if char == _HELD else char for char in digits[1])
    suffix = "".join(next(literals) if char == _HELD else char for char in digits[4])
    return NumberFormat(
        Shape.NUMBER, prefix.lstrip(), len(digits[2]), len(digits[3] or ""), suffix.rstrip()
    )


def format_number(raw: str, form: NumberFormat, *, since_1904: bool) -> Cell:
    """Return what a stored number is under its format."""
    try:
        value = _significant(raw)
    except (InvalidOperation, ValueError):
        return Fault(f"'{raw[:40]}' as a number", "a number")
    match form.shape:
        case Shape.NUMBER:
            return Number(value, _shown(value, form))
        case Shape.PERCENT:
            hundredths = _plain(value * 100)
            return Number(hundredths, f"{hundredths:f}%")
        case _:
            return _moment(value, form.shape, since_1904=since_1904)


def moment_of_serial(serial: Decimal, *, since_1904: bool = False) -> datetime | None:
    """Return the moment that a spreadsheet counts as so many days, or nothing beyond its reach."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    if since_1904:
        epoch = _EPOCH_1904
    elif serial < _FALSE_LEAP_DAY:
        # The count of 1900 has a 29 February that never was, and starts at day 1.
        epoch = _EPOCH_1900 + timedelta(days=1)
    elif serial < _FALSE_LEAP_DAY + 1:
        return None
    else:
        epoch = _EPOCH_1900
    days = int(serial)
    milliseconds = round((serial - days) * 86_400_000)
    return epoch + timedelta(days=days, milliseconds=milliseconds)


def _round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Return the number as a spreadsheet rounds it for show."""
    if value.adjusted() > _SIGNIFICANT:
        return value
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _moment(value: Decimal, shape: Shape, *, since_1904: bool) -> Cell:
    if shape is Shape.TIME:
        seconds = round(value * 86_400)
        return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    moment = moment_of_serial(value, since_1904=since_1904)
    if moment is None:
        return Fault(f"{value:f} as a date", "a date such as 2026-01-31")
    is_midnight = not (moment.hour or moment.minute or moment.second)
    day: date = moment.date()
    return day if shape is Shape.DAY and is_midnight else moment


def _significant(raw: str) -> Decimal:
    """Return a number with the digits that a spreadsheet keeps: 0.30000000000000004 is 0.3."""
    value = Decimal(raw)
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError
    if len(value.as_tuple().digits) > _SIGNIFICANT:
        value = Decimal(f"{value:.{_SIGNIFICANT - 1}e}")
    return _plain(value)


def _plain(value: Decimal) -> Decimal:
    """Return the number without trailing zeros and without an exponent: 1.0 is 1."""
    return Decimal(f"{value.normalize():f}")


def _shown(value: Decimal, form: NumberFormat) -> str:
    if form.decimals is not None:
        value = _round_half_up(value, form.decimals)
    text = f"{value:f}"
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = text.partition(".")
    return f"{sign}{form.prefix}{whole.zfill(form.digits)}{point}{rest}{form.suffix}"


def _shape_of(bare: str) -> Shape:
    has_day = bool(_MONTH_OR_DAY_OR_YEAR.search(bare))
    has_time = bool(_HOUR_OR_SECOND.search(bare))
    if has_day:
        return Shape.MOMENT if has_time else Shape.DAY
    if has_time:
        return Shape.TIME
    return Shape.PERCENT if "%" in bare else Shape.NUMBER


def _first_section(code: str) -> str:
    """Return what stands before the first semicolon that is no literal."""
    for match in re.finditer(r'"[^"]*"|\\.|;', code):
        if match[0] == ";":
            return code[: match.start()]
    return code
