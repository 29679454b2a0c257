"""Reads a column of numbers, deciding once for the column which sign is the decimal one.

``1.234`` is one and a bit in London and a thousand and more in Berlin.  As with
dates, another cell of the column may show which; where none does and the file
gives no hint, the cell is refused rather than read a thousand times too large.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from assay.intake.registers.heading import units_in
from assay.intake.registers.value import Unreadable, Value
from assay.intake.tables.cell import Cell, Number

_A_NUMBER: Final = "a number such as 12.5"
_A_WHOLE_NUMBER: Final = "a whole number such as 12"
_BLANKS: Final = re.compile("(?<=\\d)[ \u00a0\u2009\u202f'\u2019](?=\\d{3})")
_PLAIN: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?")
# One group of three digits after a sign: that sign may divide thousands or begin decimals.
_OPEN: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_DECIMAL_COMMA: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d*,(?:\d{1,2}|\d{4,})|0+,\d+|\d{4,},\d+)"
)
_DECIMAL_POINT: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d*\.(?:\d{1,2}|\d{4,})|0+\.\d+|\d{4,}\.\d+)"
)
# "4 - Likely" and "4 (likely)" are a number and its label, "12 months" one and its unit.
_LABELLED: Final = re.compile(
    r"([+-]?\d{1,4})\s*(?:[-\u2013\u2014:=.)]\s*|(?=[(\[]))([(\[]?[^\W\d_].*)", re.DOTALL
)
_WITH_UNIT: Final = re.compile(r"(\d{1,4})\s*([^\W\d_]+)\.?")
_LONGEST: Final = 1000


class Convention(NamedTuple):
    """What the numbers of a column say about their decimal sign."""

    point: str = ""  # a text in which the point can only be decimal
    comma: str = ""
    comma_is_usual: bool = False  # where the file's own separator is a semicolon


class NumberReader:
    """Reads the cells of one column of numbers."""

    def __init__(
        self, texts: Mapping[str, int], *, name: str, whole: bool, comma_is_usual: bool
    ) -> None:
        point = comma = ""
        for text in texts:
            bare = _bare(text)
            point = point or (text if _DECIMAL_POINT.fullmatch(bare) else "")
            comma = comma or (text if _DECIMAL_COMMA.fullmatch(bare) else "")
        self._convention = Convention(point, comma, comma_is_usual)
        self._whole = whole
        self._units = units_in(name)
        self._expected = _A_WHOLE_NUMBER if whole else _A_NUMBER
        self._texts = texts
        self._percent = self._decided = self._label = ""

    def read(self, cell: Cell) -> Value:
        """Return the number in a cell."""
        match cell:
            case Number():
                self._percent = self._percent or (cell.shown if cell.shown.endswith("%") else "")
                return self._fitting(cell.value)
            case str():
                return self._read_text(cell)
            case _:
                return Unreadable(self._expected)

    def remarks(self) -> Iterable[str]:
        """Yield what was decided for the column."""
        if self._percent:
            yield f"percentages such as {self._percent} are read as the figure before the sign"
        if self._decided:
            because = self._convention.comma or self._convention.point
            sign = "comma" if self._convention.comma else "point"
            reason = (
                f"because of {because} in row {self._texts[because]}"
                if because
                else "because the columns are separated by semicolons"
            )
            yield f"numbers such as {self._decided} are read with a decimal {sign}, {reason}"
        if self._label:
            yield f"words beside a number are left out, such as those of '{self._label}'"

    def _read_text(self, text: str) -> Value:
        if len(text) > _LONGEST:
            return Unreadable(self._expected)
        bare = _bare(text)
        if text.endswith("%"):
            self._percent = self._percent or text
        if bare.isdecimal():
            return self._fitting(Decimal(bare))
        if _OPEN.fullmatch(bare):
            return self._settle(bare, text)
        for pattern, thousands, sign in ((_DECIMAL_POINT, ",", "."), (_DECIMAL_COMMA, ".", ",")):
            if pattern.fullmatch(bare):
                return self._of_plain(bare.replace(thousands, "").replace(sign, "."))
        if _PLAIN.fullmatch(bare):
            return self._of_plain(bare)
        return self._without_label(text)

    def _settle(self, bare: str, text: str) -> Value:
        """Return what one group of three digits means, by the rest of the column."""
        point, comma, comma_is_usual = self._convention
        as_thousands = Decimal(bare.replace(".", "").replace(",", ""))
        as_decimals = Decimal(bare.replace(",", "."))
        is_dotted = "." in bare
        if bool(point) != bool(comma):
            self._decided = self._decided or text
            return self._fitting(as_decimals if is_dotted == bool(point) else as_thousands)
        # A whole number cannot have decimals, unless they are all zero.
        if self._whole and as_decimals != as_decimals.to_integral_value():
            return self._fitting(as_thousands)
        if is_dotted and not point and not comma_is_usual and not self._whole:
            # How Assay and every machine writes it.
            return as_decimals
        if not is_dotted and comma_is_usual and not comma and not self._whole:
            return as_decimals
        return Unreadable(
            f"{self._expected}, for this may be {as_thousands:f} or {as_decimals.normalize():f}"
        )

    def _of_plain(self, bare: str) -> Value:
        try:
            return self._fitting(Decimal(bare))
        except InvalidOperation:
            return Unreadable(self._expected)

    def _without_label(self, text: str) -> Value:
        match = (_LABELLED.fullmatch(text) or _WITH_UNIT.fullmatch(text)) if self._whole else None
        if match is None or "%" in text:
            return Unreadable(self._expected)
        units = units_in(match[2])
        is_label = match.re is _LABELLED and not units
        if not is_label and not (units and units == self._units):
            return Unreadable(self._expected)
        self._label = self._label or " ".join(text.split())
        return int(match[1])

    def _fitting(self, value: Decimal) -> Value:
        if not self._whole:
            return value
        if value.adjusted() > _LONGEST or value != value.to_integral_value():
            return Unreadable(self._expected)
        return int(value)


def _bare(text: str) -> str:
    stripped = text.strip().removesuffix("%").rstrip().replace("\u2212", "-")
    return _BLANKS.sub("", stripped)
