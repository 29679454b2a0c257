"""What the cells of an export hold, told to DuckDB as SQL.

Everything is text first.  A cell that is not blank and has no value of its
column's type is a cell that cannot be read: it is listed by row and column,
and its row is listed too, never counted as a record with a gap.

An instant is kept in UTC, beside the day that the source itself wrote.  One
without a zone is read in the zone that its source names, and in none else; in
the hour that autumn has twice it is two instants, so it cannot be read.
"""

from dataclasses import dataclass
from typing import Final

from assay.domain.record_family import ColumnType
from assay.engine.column_words import NO, YES
from assay.engine.headings import DateOrder, MappedColumn

_DAY: Final = r"\d{4}-\d{1,2}-\d{1,2}"
_CLOCK: Final = r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?"
_OFFSET: Final = r" ?(Z|[+-]\d{2}(:?\d{2})?)"
_NUMBERS: Final = r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})"
_REST: Final = r"([T ].*)?"

EXPECTED: Final = {
    ColumnType.INSTANT: "an instant with its zone, such as 2026-01-31T14:05:00+01:00",
    ColumnType.DATE: "a date such as 2026-01-31",
    ColumnType.NUMBER: "a number such as 12.5",
    ColumnType.FLAG: "yes or no",
    ColumnType.TEXT: "text",
}


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class DateHabits:
    """What the whole of a column tells about how its dates are written."""

    filled: int
    by_day: int
    of_numbers: int
    first_over_twelve: int
    second_over_twelve: int
    dotted: int
    example: str


def habits_query(column: MappedColumn, table: str) -> str:
    """Return the query for the habits of one column of dates or instants."""
    cell = quoted(column.name)
    first, second = (
        f"TRY_CAST(regexp_extract({cell}, '^{_NUMBERS}', {group}) AS INTEGER)" for group in (1, 3)
    )
    of_numbers = f"regexp_full_match({cell}, '{_NUMBERS}{_REST}')"
    return (
        f"SELECT count({cell}), "
        f"count_if(regexp_full_match({cell}, '{_DAY}|{_NUMBERS}')), count_if({of_numbers}), "
        f"count_if({of_numbers} AND {first} > 12), count_if({of_numbers} AND {second} > 12), "
        f"count_if(regexp_full_match({cell}, '\\d{{1,2}}\\.\\d{{1,2}}\\.\\d{{4}}{_REST}')), "
        f"coalesce(min({cell}) FILTER ({of_numbers}), '') FROM {table}"
    )


def order_told(column: MappedColumn, habits: DateHabits) -> DateOrder | None:
    """Return which part of dates of only numbers comes first; nothing when nobody can tell."""
    if column.order or not habits.of_numbers:
        return column.order
    if habits.first_over_twelve and not habits.second_over_twelve:
        return DateOrder.DAY
    if habits.second_over_twelve and not habits.first_over_twelve:
        return DateOrder.MONTH
    # Nobody who writes dots puts the month first.
    return DateOrder.DAY if habits.dotted == habits.of_numbers else None


def _iso(cell: str, order: DateOrder | None) -> str:
    """Return the cell with its date written year first."""
    if order is None:
        return cell
    year_first = r"\4-\3-\1\5" if order is DateOrder.DAY else r"\4-\1-\3\5"
    return f"regexp_replace({cell}, '^{_NUMBERS}{_REST}$', '{year_first}')"


def day_of(cell: str, order: DateOrder | None) -> str:
    """Return the day that a cell begins with, as it stands there."""
    iso = _iso(cell, order)
    return f"TRY_CAST(regexp_extract({iso}, '^{_DAY}') AS DATE)"


def instant_of(cell: str, order: DateOrder | None, zone: str, *, by_day: bool) -> str:
    """Return the instant of a cell as a timestamp in UTC."""
    if by_day:
        return f"CAST({day_of(cell, order)} AS TIMESTAMP)"
    iso = f"replace({_iso(cell, order)}, ',', '.')"
    told = (
        f"WHEN regexp_full_match({iso}, '{_DAY}{_CLOCK}{_OFFSET}') "
        f"THEN epoch_us(TRY_CAST({iso} AS TIMESTAMPTZ)) "
    )
    if zone:
        told += (
            f"WHEN regexp_full_match({iso}, '{_DAY}{_CLOCK}') "
            f"THEN {_in_zone(f'TRY_CAST({iso} AS TIMESTAMP)', zone)} "
        )
    return f"make_timestamp(CASE {told}END)"


def _in_zone(naive: str, zone: str) -> str:
    """Return the microseconds of a local time that exists just once, else nothing."""
    utc = f"timezone({literal(zone)}, {naive})"
    once = " AND ".join(
        f"timezone({literal(zone)}, {utc} {shift}) {sign} {naive}"
        for shift, sign in (
            ("", "="),
            ("+ INTERVAL 1 HOUR", "<>"),
            ("- INTERVAL 1 HOUR", "<>"),
            ("+ INTERVAL 30 MINUTE", "<>"),
            ("- INTERVAL 30 MINUTE", "<>"),
        )
    )
    return f"CASE WHEN {once} THEN epoch_us({utc}) END"


def number_of(cell: str) -> str:
    """Return the number of a cell, exactly as many digits as it has."""
    return (
        f"CASE WHEN regexp_full_match({cell}, '[+-]?\\d{{1,18}}(\\.\\d{{1,9}})?') "
        f"THEN TRY_CAST({cell} AS DECIMAL(28, 9)) END"
    )


def flag_of(cell: str) -> str:
    """Return 1 for a yes and 0 for a no."""
    yes, no = (", ".join(literal(word) for word in words) for words in (YES, NO))
    return (
        f"CASE WHEN lower({cell}) IN ({yes}) THEN CAST(1 AS INTEGER) "
        f"WHEN lower({cell}) IN ({no}) THEN CAST(0 AS INTEGER) END"
    )


def value_of(column: MappedColumn, order: DateOrder | None, zone: str, *, by_day: bool) -> str:
    """Return the expression for the value of a column's cells."""
    cell = quoted(column.name)
    match column.type:
        case ColumnType.INSTANT:
            return instant_of(cell, order, zone, by_day=by_day)
        case ColumnType.DATE:
            return (
                f"CASE WHEN regexp_full_match({_iso(cell, order)}, '{_DAY}({_CLOCK}({_OFFSET})?)?')"
                f" THEN {day_of(cell, order)} END"
            )
        case ColumnType.NUMBER:
            return number_of(cell)
        case ColumnType.FLAG:
            return flag_of(cell)
        case ColumnType.TEXT:
            return cell


def canonical(column: str, kind: ColumnType) -> str:
    """Return the text that a value is hashed as: its length and itself, or a sign for nothing."""
    name = quoted(column)
    text = f"CAST(epoch_us({name}) AS VARCHAR)" if kind is ColumnType.INSTANT else ""
    text = text or f"CAST({name} AS VARCHAR)"
    return f"coalesce(strlen({text}) || ':' || {text}, '-')"
