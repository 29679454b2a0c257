"""Turns a table of the package into register items, said by somebody at some time.

In these tables a day is a whole number: so many days before the audit date,
negative for days to come; ``"120+3"`` is three working days after the one that
was 120 days ago, for what lasts days whatever holidays lie between.

``@qd`` is the person of the cast with that handle, ``$name`` one of the
company's words.  Four columns are not the item's own: ``said`` (days ago),
``said_by``, ``because``, and ``earlier``, a list of how the item read before,
each with its own ``said``.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from assay.demo.factory.facts import HEAD_OFFICE
from assay.demo.factory.packed import packed_toml
from assay.demo.factory.world import LEDGER_DAYS, World
from assay.domain.item import Item, registers

_OWN = frozenset({"said", "said_by", "because", "earlier"})


def say_table(world: World, name: str) -> None:
    """Say every item of one table."""
    for register, rows in packed_toml(f"tables/{name}.toml").items():
        for row in rows:
            say_row(world, register, row)


def say_row(world: World, register: str, row: Mapping[str, Any]) -> None:
    """Say one item of a table, as it read before and as it reads now."""
    kind = registers()[register]
    said = {name: value for name, value in row.items() if name in _OWN}
    fields = {name: value for name, value in row.items() if name not in _OWN}
    for before in said.get("earlier", ()):
        changes = {name: value for name, value in before.items() if name not in _OWN}
        item = kind(**resolved(world, kind, {**fields, **changes}))
        _say(world, item, before, said.get("said_by", ""))
    _say(world, kind(**resolved(world, kind, fields)), said, "")


def _say(world: World, item: Item, said: Mapping[str, Any], usual: str) -> None:
    by = world.staff[str(said.get("said_by") or usual or "@doc").removeprefix("@")]
    if "said" in said:
        on = world.clock.on(said["said"], world.workers[by].site)
    else:
        on = latest_day(item, world.as_of)
    world.say(item, by=by, on=on, because=world.filled(str(said.get("because", ""))))


def latest_day(item: Item, as_of: date) -> date:
    """Return the last day that an item speaks of and that has passed."""
    days = (getattr(item, name) for name in day_fields(type(item)))
    past = [day for day in days if day is not None and day <= as_of]
    return max(past, default=as_of - timedelta(days=LEDGER_DAYS - 10))


def resolved(world: World, kind: type[Item], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's values with days, people and words put in."""
    days = day_fields(kind)
    site = str(fields.get("site") or HEAD_OFFICE)
    # An empty day takes back what a later reading of the item says.
    said = {name: value for name, value in fields.items() if not (name in days and value == "")}
    return {
        name: world.clock.on(value, site) if name in days else _plain(world, value)
        for name, value in said.items()
    }


def _plain(world: World, value: object) -> object:
    if isinstance(value, list):
        return [_plain(world, each) for each in value]
    if isinstance(value, str):
        return world.staff[value[1:]] if value.startswith("@") else world.filled(value)
    return value


@cache
def day_fields(kind: type[Item]) -> frozenset[str]:
    """Return the fields of a noun that hold a day."""
    return frozenset(
        name for name, field in kind.model_fields.items() if date in _types(field.annotation)
    )


def _types(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - annotations have no common type
    if get_origin(annotation) in {Union, UnionType}:
        yield from get_args(annotation)
    else:
        yield annotation
