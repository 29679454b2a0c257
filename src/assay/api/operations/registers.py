"""Registers: what is in them, one item with its history, and saying that it reads otherwise."""

import json
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field, ValidationError

from assay.actions.register_items import bring_back_item, put_items, retire_item
from assay.api.answers import ItemsPage, ItemWithHistory, Recorded, RegisterLine
from assay.api.caller import Caller, Limit, Offset, Seq, operation
from assay.api.refusals import UnreadableItemError, problems_of, said_by
from assay.domain.errors import NotFoundError
from assay.domain.item import Item, registers
from assay.domain.register_permission import (
    FieldNotAllowedError,
    may_write,
    register_permissions,
)
from assay.ledger.dossier import Revision
from assay.ledger.entry import body_of

router = Router()

Because = Annotated[str, Field(max_length=4_000)]
Filters = Annotated[
    list[str],
    Query(
        description="`field=value`, as often as wanted; all of them have to hold. "
        "`field=` finds where nothing is said.",
        max_length=20,
    ),
]


class Put(Schema):
    """How an item reads from now on, what its sender had read, and because of what."""

    item: Annotated[
        dict[str, Any],
        Field(
            description="One of the models of the registers, such as Risk. "
            "A field that is left out says nothing from now on.",
        ),
    ]
    read_seq: Annotated[Seq, Field(description="The `seq` of the answer that the sender read.")]
    because: Because = ""


class Retirement(Schema):
    """Because of what an item is retired or brought back, and what its sender had read."""

    because: Annotated[Because, Field(min_length=1)]
    read_seq: Seq


def _json(item: Item) -> dict[str, Any]:
    return item.model_dump(mode="json")


@operation(router, "GET", "/registers", answers=list[RegisterLine])
def list_registers(caller: Caller) -> list[dict[str, Any]]:
    """List every register, with how many items it holds."""
    return [
        {
            "register": name,
            "path": kind.plural,
            "title": kind.heading(),
            "items": len(caller.dossier[kind]),
            "may_write": may_write(caller.standing.role, kind),
        }
        for name, kind in registers().items()
    ]


@operation(router, "GET", "/registers/{name}", answers=ItemsPage)
def list_items(
    caller: Caller,
    name: str,
    q: Annotated[str, Query(description="Words that all have to be found.", max_length=300)] = "",
    where: Filters = [],  # noqa: B006 - ninja reads it, nobody changes it
    offset: Offset = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """Read one register, by pages, in the order in which its items came."""
    items = caller.dossier.register(name)
    wanted = [_filter(items.kind, each) for each in where]
    words = q.casefold().split()
    found = [
        item
        for item in items.values()
        if all(_reads(item, field, value) for field, value in wanted) and _holds(item, words)
    ]
    return {
        "register": items.kind.register,
        "seq": caller.dossier.length,
        "total": len(found),
        "offset": offset,
        "items": [_json(item) for item in found[offset : offset + limit]],
    }


def _filter(kind: type[Item], said: str) -> tuple[str, str]:
    name, _, value = said.partition("=")
    if name not in kind.model_fields:
        fields = ", ".join(kind.model_fields)
        problem = {"error": f"{kind.plural} have no {name[:60]!r}", "where": "where"}
        raise UnreadableItemError([{**problem, "expected": f"one of {fields}"}])
    return name, value


def _reads(item: Item, name: str, wanted: str) -> bool:
    value = getattr(item, name)
    if isinstance(value, tuple):
        return wanted in map(str, value) or (not value and not wanted)
    written = item.model_dump(mode="json", include={name})[name]
    return ("" if written is None else str(written)) == wanted


def _holds(item: Item, words: list[str]) -> bool:
    if not words:
        return True
    text = " ".join(map(str, _json(item).values())).casefold()
    return all(word in text for word in words)


@operation(router, "GET", "/registers/{name}/items/{path:key}", answers=ItemWithHistory)
def read_item(caller: Caller, name: str, key: str) -> dict[str, Any]:
    """Read one item with every entry about it, oldest first."""
    kind = caller.dossier.register(name).kind
    history = caller.dossier.history(kind, key)
    if not history:
        raise NotFoundError(f"{kind.plural}: there never was a {key[:200]!r}.")
    stands = caller.dossier[kind].get(key)
    return {
        "register": kind.register,
        "key": key,
        "retired": stands is None,
        "seq": caller.dossier.length,
        "item": _json(stands) if stands else None,
        "history": [_revision(each) for each in history],
    }


def _revision(revision: Revision[Any]) -> dict[str, Any]:
    entry = revision.entry
    return {
        "seq": entry.seq,
        "recorded_at": entry.recorded_at,
        "by": said_by(entry.by),
        "because": entry.because,
        "kind": revision.kind,
        "fields": changed_fields(revision.fields),
    }


def changed_fields(changes: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - field changes
    """Return how fields read before and after, as JSON holds them."""
    return [
        {"field": each.field, "before": _plain(each.before), "after": _plain(each.after)}
        for each in changes
    ]


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | bool | int) else str(value)


@operation(
    router,
    "PUT",
    "/registers/{name}/items/{path:key}",
    answers=Recorded,
    changes=True,
    extra={"x-permission": "by register"},
)
def put_item(caller: Caller, name: str, key: str, said: Put) -> dict[str, Any]:
    """Say how an item reads from now on.

    Where somebody else changed it after `read_seq`, the answer is 409 with both versions, and
    nothing is recorded. Which role writes which register and field is asked as on the pages.
    """
    kind = _written_kind(caller, name)
    item = _item_of(kind, key, said.item)
    desk = caller.desk(_known(caller, said.read_seq))
    put_items(desk, [item], said.because)
    return _recorded(desk.dossier, kind, key)


@operation(
    router,
    "POST",
    "/registers/{name}/retire/{path:key}",
    answers=Recorded,
    changes=True,
    extra={"x-permission": "by register"},
)
def retire(caller: Caller, name: str, key: str, said: Retirement) -> dict[str, Any]:
    """Take an item out of its register; its history stays."""
    kind = _written_kind(caller, name)
    desk = caller.desk(_known(caller, said.read_seq))
    retire_item(desk, kind, key, said.because)
    return _recorded(desk.dossier, kind, key)


@operation(
    router,
    "POST",
    "/registers/{name}/bring-back/{path:key}",
    answers=Recorded,
    changes=True,
    extra={"x-permission": "by register"},
)
def bring_back(caller: Caller, name: str, key: str, said: Retirement) -> dict[str, Any]:
    """Put a retired item back into its register, as it last read."""
    kind = _written_kind(caller, name)
    desk = caller.desk(_known(caller, said.read_seq))
    bring_back_item(desk, kind, key, said.because)
    return _recorded(desk.dossier, kind, key)


def _written_kind(caller: Caller, name: str) -> type[Item]:
    kind = caller.dossier.register(name).kind
    if not may_write(caller.standing.role, kind):
        raise FieldNotAllowedError(caller.standing.role, kind.plural, register_permissions(kind))
    return kind


def _known(caller: Caller, read_seq: int) -> int:
    """Return how far the caller had read; nobody has read what is not recorded yet."""
    return min(read_seq, caller.dossier.length)


def _item_of(kind: type[Item], key: str, said: dict[str, Any]) -> Item:
    where = f"{kind.register} {key[:200]}"
    if said.get("key", key) != key:
        raise UnreadableItemError(
            [{"error": "the item has another key", "where": f"{where}, key", "expected": key[:200]}]
        )
    try:
        item = kind.model_validate_json(json.dumps({**said, "key": key}))
        body_of(item)
    except ValidationError as error:
        raise UnreadableItemError(problems_of(error, where)) from None
    except ValueError as error:
        problem = {"error": str(error), "where": where, "expected": "what JSON can carry"}
        raise UnreadableItemError([problem]) from None
    return item


def _recorded(dossier: Any, kind: type[Item], key: str) -> dict[str, Any]:  # noqa: ANN401
    stands = dossier[kind].get(key)
    last = dossier.history(kind, key)[-1]
    return {
        "register": kind.register,
        "key": key,
        "seq": last.entry.seq,
        "item": _json(stands) if stands else None,
    }
