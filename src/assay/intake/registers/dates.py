"""Reads a column of days or moments, deciding once for the column what is open.

A single ``31/01/2026`` shows that its column is written day first, and then
``03/04/2026`` beside it is 3 April.  Without one, or with evidence for both,
the open ones are refused: a date a month off is worse than none.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from typing import Final, NamedTuple

from assay.intake.calendar import Written, in_utc, parse_written
from assay.intake.registers.value import Unreadable, Value
from assay.intake.tables.cell import Cell, Number
from assay.intake.tables.number_format import moment_of_serial

_A_DAY: Final = "a date such as 2026-01-31"
_A_MOMENT: Final = "a date and time with its time zone, such as 2026-01-31T09:30:00+01:00"
_A_MOMENT_HERE: Final = "a date and time such as 2026-01-31 09:30"
# A bare number in a column of dates is a count of days only where people live in it.
_FIRST_SERIAL: Final = 20_000  # in 1954
_LAST_SERIAL: Final = 80_000  # in 2119
_SERIAL_DIGITS: Final = 5
_LENGTH_OF_ISO: Final = 10


class Order(NamedTuple):
    """What the days of a column say about which number comes first."""

    day_first: str = ""  # a text that can only be read so
    month_first: str = ""

    @property
    def is_decided(self) -> bool:
        """Say whether the texts agree on one order."""
        return bool(self.day_first) != bool(self.month_first)


class DayReader:
    """Reads the cells of one column of days."""

    def __init__(self, texts: Mapping[str, int]) -> None:
        self._order = _order_of(texts)
        self._texts = texts
        self._decided = self._timed = self._shortened = self._counted = ""

    def read(self, cell: Cell) -> Value:
        """Return the day in a cell."""
        match cell:
            case str():
                return self._read_text(cell)
            case datetime():
                self._timed = self._timed or (cell.isoformat(" ") if cell.time() != time() else "")
                return cell.date()
            case date():
                return cell
            case Number():
                return self._of_serial(cell.value, cell.shown)
            case _:
                return Unreadable(_A_DAY)

    def remarks(self) -> Iterable[str]:
        """Yield what was decided for the column."""
        if self._decided:
            order = "day" if self._order.day_first else "month"
            because = self._order.day_first or self._order.month_first
            row = self._texts[because]
            yield (
                f"dates such as {self._decided} are read {order} first, "
                f"because of {because} in row {row}"
            )
        if self._timed:
            yield f"times of day are left out, such as that of {self._timed}"
        if self._shortened:
            yield f"years in two digits are read as 1969 to 2068, such as that of {self._shortened}"
        if self._counted:
            yield f"numbers such as {self._counted} are read as a spreadsheet's count of days"

    def _read_text(self, text: str) -> Value:
        if len(text) == _LENGTH_OF_ISO and text[4] == "-":
            try:
                return date.fromisoformat(text)
            except ValueError:
                return Unreadable(_A_DAY)
        written = parse_written(text)
        if written is None:
            return self._of_digits(text)
        day = self._settle(written, text)
        if isinstance(day, date):
            self._timed = self._timed or (text if written.at not in {None, time()} else "")
            self._shortened = self._shortened or (text if written.short_year else "")
        return day

    def _settle(self, written: Written, text: str) -> Value:
        if written.is_open:
            if not self._order.is_decided:
                return Unreadable(_what_is_open(written, self._order))
            self._decided = self._decided or text
            day_first = bool(self._order.day_first)
        else:
            day_first = written.day(day_first=True) is not None
        return written.day(day_first=day_first) or Unreadable(_A_DAY)

    def _of_digits(self, text: str) -> Value:
        whole = text.partition(".")[0]
        if len(whole) == _SERIAL_DIGITS and text.replace(".", "", 1).isdecimal():
            return self._of_serial(Decimal(text), text)
        return Unreadable(_A_DAY)

    def _of_serial(self, serial: Decimal, shown: str) -> Value:
        if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
            return Unreadable(_A_DAY)
        moment = moment_of_serial(serial)
        self._counted = self._counted or shown
        return moment.date() if moment else Unreadable(_A_DAY)


class MomentReader:
    """Reads the cells of one column of moments; ``zone`` is that of times that name none."""

    def __init__(self, texts: Mapping[str, int], zone: tzinfo | None) -> None:
        self._order = _order_of(texts)
        self._zone = zone
        self._expected = _A_MOMENT if zone is None else _A_MOMENT_HERE
        self._placed = ""

    def read(self, cell: Cell) -> Value:
        """Return the moment in a cell, in UTC."""
        if isinstance(cell, datetime):
            return self._place(cell)
        if not isinstance(cell, str):
            return Unreadable(self._expected)
        written = parse_written(cell)
        if written is None or written.at is None:
            return Unreadable(self._expected)
        if written.is_open and not self._order.is_decided:
            return Unreadable(_what_is_open(written, self._order))
        is_day_first = written.day(day_first=True) is not None
        if written.is_open:
            is_day_first = bool(self._order.day_first)
        day = written.day(day_first=is_day_first)
        return self._place(datetime.combine(day, written.at)) if day else Unreadable(self._expected)

    def remarks(self) -> Iterable[str]:
        """Yield what was decided for the column."""
        if self._placed:
            yield f"times without a time zone, such as {self._placed}, are read as of {self._zone}"

    def _place(self, moment: datetime) -> Value:
        if moment.tzinfo is not None:
            return in_utc(moment) or Unreadable(self._expected)
        if self._zone is None:
            return Unreadable(self._expected)
        earlier, later = (moment.replace(tzinfo=self._zone, fold=fold) for fold in (0, 1))
        if earlier.utcoffset() != later.utcoffset():
            # The clocks go back or forward in this hour: it comes twice, or never.
            return Unreadable(_A_MOMENT)
        self._placed = self._placed or moment.isoformat(" ")
        return in_utc(earlier) or Unreadable(self._expected)


def _order_of(texts: Iterable[str]) -> Order:
    day_first = month_first = ""
    for text in texts:
        written = parse_written(text) if "/" in text or "-" in text else None
        if (
            written is None
            or written.month_is
            or written.is_open
            or written.first == written.second
        ):
            continue
        if written.day(day_first=True):
            day_first = day_first or text
        elif written.day(day_first=False):
            month_first = month_first or text
    return Order(day_first, month_first)


def _what_is_open(written: Written, order: Order) -> str:
    one, other = written.day(day_first=True), written.day(day_first=False)
    if order.day_first and order.month_first:
        return (
            f"a date such as 2026-01-31, for {order.day_first} and {order.month_first} in this "
            f"column are written in different orders and this may be {one} or {other}"
        )
    return f"a date such as 2026-01-31, for this may be {one} or {other}"
