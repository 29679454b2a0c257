"""How items, values and changes are put into words and into JSON."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from assay.domain.item import Item, references
from assay.ledger.dossier import Dossier, FieldChange
from assay.ledger.entry import Entry


def in_words(value: object) -> str:
    """Return a field's value as a person reads it; nothing where nothing was said."""
    match value:
        case None | "" | ():
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(in_words(each) for each in value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def change_in_words(change: FieldChange) -> str:
    """Return one field's change in a line."""
    before, after = in_words(change.before), in_words(change.after)
    name = change.field.replace("_", " ")
    if not before:
        return f"{name}: {after}"
    return f"{name}: {before} -> {after or 'nothing'}"


def entry_in_words(entry: Entry) -> str:
    """Return who recorded an entry, in which role, and when."""
    outside = ", from outside" if entry.by.external else ""
    because = f", because of {entry.because}" if entry.because else ""
    return (
        f"{entry.recorded_at:%Y-%m-%d %H:%M} UTC by {entry.by.name} "
        f"({entry.by.role}{outside}){because}"
    )


def with_name(dossier: Dossier, item: Item, field: str) -> str:
    """Return a field's value, a key of another register with the name that goes with it."""
    value = getattr(item, field)
    target = references(type(item)).get(field)
    keys: Iterable[str] = value if isinstance(value, tuple) else (value,)
    if not target or not value:
        return in_words(value)
    register = dossier.register(target)
    return "; ".join(
        f"{key} ({label})" if (label := _label(register.get(key))) not in {"", key} else key
        for key in keys
    )


def _label(item: Item | None) -> str:
    return item.label if item else ""


def item_as_json(item: Item) -> dict[str, Any]:
    """Return an item as JSON has it, fields that say nothing included."""
    return item.model_dump(mode="json")


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON has it."""
    return {
        "seq": entry.seq,
        "recorded_at": entry.recorded_at.isoformat(),
        "by": {"name": entry.by.name, "role": entry.by.role, "external": entry.by.external},
        "because": entry.because,
        "hash": entry.hash,
    }


def changes_as_json(changes: Sequence[FieldChange]) -> list[dict[str, Any]]:
    """Return changes of fields as JSON has them."""
    return [
        {
            "field": change.field,
            "before": value_as_json(change.before),
            "after": value_as_json(change.after),
        }
        for change in changes
    ]


def value_as_json(value: object) -> object:
    """Return a field's value as JSON has it."""
    match value:
        case None | bool() | int() | str():
            return value
        case tuple():
            return [value_as_json(each) for each in value]
        case date():
            return value.isoformat()
        case _:
            return str(value)
