"""One item: how it reads, what it refers to and what refers to it, and its whole history."""

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from django.http import Http404, HttpResponse

from assay.actions.postings import referring_to
from assay.domain.item import Item, references, registers
from assay.ledger.dossier import Dossier, FieldChange, Revision
from assay.web.rooms.registers.access import may_change
from assay.web.rooms.registers.cells import meaning_of, reading_order, shown, title_of
from assay.web.visit import Visit, organisation_page

MOST_REFERRING = 200
"""How many items that refer to one are looked at."""


FEW = 6
"""Of each kind of reference; the register itself has them all."""

LATEST = 20
"""How much of a history is shown before somebody asks for all of it."""


@organisation_page()
def item(visit: Visit, register: str, key: str) -> HttpResponse:
    """Show one item with its history, also one that is retired."""
    kind = visit.dossier.register(register).kind
    history = visit.dossier.history(kind, key)
    if not history:
        raise Http404
    last = history[-1]
    stands = last.after or last.before
    if stands is None:  # pragma: no cover - the first entry of an item says how it reads
        raise Http404
    fields = [_field(visit.dossier, stands, name) for name in reading_order(kind)]
    return visit.render(
        "registers/item.html",
        {
            "kind": kind.plural,
            "heading": kind.heading(),
            "key": key,
            "label": stands.label,
            "may_change": may_change(visit, kind),
            "retired": last if last.after is None else None,
            "fields": [each for each in fields if each["said"]],
            "unsaid": [each["title"] for each in fields if not each["said"]],
            "meanings": fields,
            "history": [_revision(each) for each in reversed(history[-_most_shown(visit) :])],
            "revisions": len(history),
            "referring": list(_referring(visit, kind, key)),
        },
    )


def _most_shown(visit: Visit) -> int:
    """Return how many of the latest entries are shown; 0 stands for all of them."""
    return 0 if visit.request.GET.get("history") == "all" else LATEST


def _field(dossier: Dossier, item: Item, name: str) -> dict[str, Any]:
    kind = type(item)
    value = getattr(item, name)
    target = references(kind).get(name)
    return {
        "name": name,
        "title": title_of(name),
        "meaning": meaning_of(kind, name),
        "text": shown(value),
        "said": shown(value) != "",
        "parts": _parts(dossier, value, target),
    }


def _parts(dossier: Dossier, value: object, target: str | None) -> list[dict[str, Any]]:
    """Return the elements of a list, or the one key of a reference, each with where it leads."""
    if not isinstance(value, tuple) and not target:
        return []
    elements = value if isinstance(value, tuple) else (value,)
    kind = registers()[target] if target else None
    return [
        {
            "text": str(each),
            "register": kind.plural if kind and str(each) in dossier[kind] else "",
            "missing": kind.heading() if kind and str(each) not in dossier[kind] else "",
            "label": _label(dossier, kind, str(each)),
        }
        for each in elements
        if each
    ]


def _label(dossier: Dossier, kind: type[Item] | None, key: str) -> str:
    item = dossier[kind].get(key) if kind else None
    return item.label if item is not None and item.label != key else ""


def _revision(revision: Revision[Any]) -> dict[str, Any]:
    entry = revision.entry
    is_change = revision.before is not None and revision.after is not None
    return {
        "seq": entry.seq,
        "kind": revision.kind,
        "at": entry.recorded_at,
        "by": entry.by.name,
        "role": entry.by.role,
        "external": entry.by.external,
        "because": entry.because,
        "changes": [change_row(each) for each in revision.fields] if is_change else [],
        "fields": len(revision.fields),
    }


def change_row(change: FieldChange) -> dict[str, str]:
    """Return one field of a difference as a page shows it."""
    return {
        "field": title_of(change.field),
        "before": shown(change.before),
        "after": shown(change.after),
    }


def _referring(visit: Visit, kind: type[Item], key: str) -> Iterator[dict[str, Any]]:
    dossier = visit.dossier
    found = referring_to(dossier).items_holding(kind.register, key, dossier)
    some = list(islice(found, MOST_REFERRING))
    by = sorted(some, key=lambda each: (each[0].heading(), each[1], each[0].key))
    for (heading, name), group in groupby(by, key=lambda each: (each[0].heading(), each[1])):
        items = [each for each, _ in group]
        yield {
            "heading": heading,
            "plural": items[0].plural,
            "all": visit.url("registers:register", items[0].plural, **{name: key}),
            "title": title_of(name).lower(),
            "count": len(items),
            "more": len(some) == MOST_REFERRING,
            "items": [{"key": each.key, "label": each.label} for each in items[:FEW]],
        }
