"""What the address of a register's page asks for: words, filters, an order, columns, a page.

Everything stands in the address, so that it can be sent to somebody: ``q`` for
the words, ``sort`` for a column (``-due_on`` the other way round), ``c`` for each
column, and a filter under its field's own name; ``due_on.from`` and
``due_on.to`` for a stretch of days, and ``~`` for nothing said.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.http import QueryDict

from assay.domain.item import Item
from assay.intake.registers.field import Field, Kind, fields_of
from assay.web.rooms.registers.table import InOrder, Row, Table

NOTHING_SAID: Final = "~"
PAGE_SIZE: Final = 100
FIRST_COLUMNS: Final = 8
_STRETCHES: Final = frozenset({Kind.DAY, Kind.MOMENT, Kind.NUMBER, Kind.WHOLE_NUMBER})


@dataclass(frozen=True)
class Asked:
    """What is asked for of one register."""

    words: str = ""
    sort: str = ""
    columns: tuple[str, ...] = ()
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def sorted_by(self) -> str:
        """Return the field in whose order the rows stand."""
        return self.sort.removeprefix("-")

    @property
    def backwards(self) -> bool:
        """Say whether the last comes first."""
        return self.sort.startswith("-")


def asked_of(kind: type[Item], query: QueryDict) -> Asked:
    """Return what an address asks for; what it cannot mean is left out."""
    fields = fields_of(kind)
    sort = query.get("sort", "")
    columns = tuple(name for name in query.getlist("c") if name in fields)
    filters = {
        name: said.strip()[:300]
        for name, said in query.items()
        if isinstance(said, str) and said.strip() and _is_filter(name, fields)
    }
    known = sort if sort.removeprefix("-") in fields else ""
    return Asked(query.get("q", "").strip()[:300], known, columns, filters)


def takes_a_stretch(field: Field) -> bool:
    """Say whether a column is filtered from one value to another."""
    return field.kind in _STRETCHES and not field.is_list


def columns_shown(asked: Asked, table: Table) -> tuple[str, ...]:
    """Return the columns to show: those asked for, or the first in which anything is said."""
    if asked.columns:
        chosen = set(asked.columns)
        return tuple(name for name in table.names if name in chosen or name == "key")
    fields = fields_of(table.register.kind)
    used = [name for name in table.used if name != "site"] or list(table.names)
    # Lists are long, and what people look for first is one word: they come last.
    used.sort(key=lambda name: fields[name].is_list)
    wanted = {name.partition(".")[0] for name in asked.filters} | {asked.sorted_by}
    first = set(used[:FIRST_COLUMNS]) | wanted
    return tuple(name for name in table.names if name in first)


def rows_asked_for(asked: Asked, table: Table) -> Sequence[Row]:
    """Return the rows that were asked for, in the order that was asked for."""
    rows = table.rows
    order: Sequence[int] = range(len(rows))
    if asked.sort:
        order = table.in_order_of(asked.sorted_by)
        if asked.backwards:
            said = table.said_in(asked.sorted_by)
            order = [*reversed(order[:said]), *order[said:]]
    ordered = InOrder(rows, order)
    if not asked.words and not asked.filters:
        return ordered
    found = iter(ordered)
    for word in asked.words.casefold().split():
        found = _holding(word, found)
    for name, wanted in asked.filters.items():
        found = _kept(name, wanted, table, found)
    return list(found)


def _is_filter(name: str, fields: Mapping[str, Field]) -> bool:
    stem, _, end = name.partition(".")
    return end in {"", "from", "to"} and stem in fields


def _holding(word: str, rows: Iterator[Row]) -> Iterator[Row]:
    return (row for row in rows if word in row.all_of_it)


def _kept(name: str, said: str, table: Table, rows: Iterator[Row]) -> Iterator[Row]:
    stem, _, end = name.partition(".")
    at = table.at(stem)
    field = fields_of(table.register.kind)[stem]
    if said == NOTHING_SAID:
        return (row for row in rows if not row.cells[at])
    if end:
        return _between(stem, field, rows, said, from_it=end == "from")
    if field.kind is Kind.TEXT and not field.holds_keys:
        wanted = said.casefold()
        return (row for row in rows if wanted in row.cells[at].casefold())
    if field.is_list:
        return (row for row in rows if said in map(str, getattr(row.item, stem)))
    return (row for row in rows if row.cells[at] == said)


def _between(
    name: str, field: Field, rows: Iterator[Row], said: str, *, from_it: bool
) -> Iterator[Row]:
    held: Callable[[Any], Any] = _day if field.kind in {Kind.DAY, Kind.MOMENT} else float
    limit = said if held is _day else _number(said)
    for row in rows:
        value = getattr(row.item, name)
        if value is None or limit is None:
            continue
        if held(value) >= limit if from_it else held(value) <= limit:
            yield row


def _day(value: date) -> str:
    return value.isoformat()[:10]


def _number(said: str) -> float | None:
    try:
        return float(said)
    except ValueError:
        return None
