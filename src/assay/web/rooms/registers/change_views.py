"""Changing a register by hand: a new item, a change, retiring and bringing back.

A conflict is a page and not an error: both versions side by side, and the form
with what was typed and with what the other one changed elsewhere.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from assay.actions.desk import Desk
from assay.actions.register_items import (
    NothingChangesError,
    TakenKeyError,
    add_item,
    bring_back_item,
    change_item,
    retire_item,
)
from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.item import Item, registers
from assay.domain.permission import NotAllowedError, Permission
from assay.ledger.chain import ConflictError
from assay.web.rooms.registers.access import desk_of, must_write
from assay.web.rooms.registers.cells import shown, title_of
from assay.web.rooms.registers.form import ItemForm, merged
from assay.web.visit import Visit, organisation_page

MOST_SUGGESTED = 400
"""A register with more keys than this is not written into a page to choose from."""


@organisation_page(to_change=Permission.READ)
def new(visit: Visit, register: str) -> HttpResponse:
    """Ask for a new item, or record the one that was sent."""
    kind = must_write(visit, register)
    form = ItemForm(kind, None, visit.role)
    if visit.request.method == "POST":
        desk = desk_of(visit)
        item = form.take(visit.request.POST)
        if item is not None:
            try:
                add_item(desk, item, _because(visit))
            except TakenKeyError as error:
                form.errors["key"] = str(error)
            except ConflictError as conflict:
                return _conflict(visit, form, item, conflict)
            else:
                return _recorded(visit, item)
    return _page(visit, form)


@organisation_page(to_change=Permission.READ)
def change(visit: Visit, register: str, key: str) -> HttpResponse:
    """Ask how an item reads from now on, or record what was sent."""
    kind = must_write(visit, register)
    if visit.request.method != "POST":
        return _page(visit, ItemForm(kind, visit.dossier[kind].named(key), visit.role))
    desk = desk_of(visit)
    form = ItemForm(kind, _read_at(desk, kind, key), visit.role)
    item = form.take(visit.request.POST)
    if item is None:
        return _page(visit, form, read_seq=desk.read_seq)
    try:
        change_item(desk, item, _because(visit))
    except NothingChangesError:
        messages.info(visit.request, "Nothing was changed, so nothing was recorded.")
        return HttpResponseRedirect(visit.url("registers:item", kind.plural, key))
    except ConflictError as conflict:
        return _conflict(visit, form, item, conflict)
    return _recorded(visit, item)


@organisation_page(to_change=Permission.READ)
def retire(visit: Visit, register: str, key: str) -> HttpResponse:
    """Ask why an item is to be retired or brought back, or record it."""
    kind = must_write(visit, register)
    stands = visit.dossier[kind].get(key)
    history = visit.dossier.history(kind, key)
    if not history:
        raise NotFoundError(f"{kind.plural}: there never was a {key}.")
    error = ""
    if visit.request.method == "POST":
        act = retire_item if stands is not None else bring_back_item
        try:
            act(desk_of(visit), kind, key, _because(visit))
        except NotAllowedError:
            raise
        except RefusedError as refused:
            error = str(refused)
        else:
            said = "retired" if stands is not None else "brought back"
            messages.success(visit.request, f"{key} is {said}.")
            return HttpResponseRedirect(visit.url("registers:item", kind.plural, key))
    item = stands or history[-1].before
    return visit.render(
        "registers/retire.html",
        {
            "kind": kind.plural,
            "heading": kind.heading(),
            "key": key,
            "label": item.label if item else key,
            "retired": stands is None,
            "error": error,
            "because": _because(visit),
            "read_seq": visit.dossier.length,
        },
    )


def _because(visit: Visit) -> str:
    return visit.request.POST.get("because", "").strip()[:2000]


def _read_at(desk: Desk, kind: type[Item], key: str) -> Item:
    """Return how an item read when its form was opened; as it last read, where it was retired."""
    read = None
    for revision in desk.dossier.history(kind, key):
        if revision.entry.seq <= (desk.read_seq or 0):
            read = revision.after or revision.before
    return read or desk.dossier[kind].named(key)


def _recorded(visit: Visit, item: Item) -> HttpResponse:
    messages.success(visit.request, f"{item.key} is recorded.")
    return HttpResponseRedirect(visit.url("registers:item", item.plural, item.key))


def _page(visit: Visit, form: ItemForm, status: int = 0, **more: object) -> HttpResponse:
    asked = list(form.asked())
    targets = {each.keys_of for each in asked if each.keys_of and not each.locked}
    response = visit.render(
        "registers/change.html",
        {
            "kind": form.kind.plural,
            "heading": form.kind.heading(),
            "item": form.stands,
            "key": form.stands.key if form.stands else "",
            "asked": asked,
            "wrong": [each for each in asked if each.error],
            "lists": list(_suggested(visit, targets)),
            "because": _because(visit),
            "read_seq": visit.dossier.length,
            **more,
        },
    )
    response.status_code = status or (422 if form.errors else 200)
    return response


def _suggested(visit: Visit, targets: set[str]) -> Iterator[dict[str, Any]]:
    for kind in registers().values():
        if kind.plural in targets and len(visit.dossier[kind]) <= MOST_SUGGESTED:
            items = visit.dossier[kind].values()
            yield {"plural": kind.plural, "items": [(each.key, each.label) for each in items]}


def _conflict(visit: Visit, form: ItemForm, yours: Item, conflict: ConflictError) -> HttpResponse:
    """Show what stands beside what was sent; the form keeps the one and takes in the other."""
    desk = visit.desk_reading(None)
    kind = type(yours)
    stands = desk.dossier[kind].get(yours.key)
    read = form.stands
    taken_over = merged(read, stands, yours)
    again = ItemForm(kind, stands or read or yours, visit.role)
    again.fill(yours.changed(**taken_over))
    their_entry = conflict.conflicts[0].stands
    return _page(
        visit,
        again,
        status=409,
        conflict={
            "by": their_entry.by.name,
            "role": their_entry.by.role,
            "at": their_entry.recorded_at,
            "seq": their_entry.seq,
            "because": their_entry.because,
            "retired": stands is None,
            "rows": list(_three_versions(read, stands, yours)),
        },
        read_seq=desk.dossier.length,
    )


def _three_versions(
    read: Item | None, stands: Item | None, yours: Item
) -> Iterator[dict[str, Any]]:
    for name in type(yours).model_fields:
        was, theirs, mine = (
            shown(getattr(each, name)) if each else "" for each in (read, stands, yours)
        )
        if not was == theirs == mine:
            yield {
                "field": title_of(name),
                "read": was,
                "theirs": theirs,
                "yours": mine,
                "clash": theirs not in {was, mine} and mine != was,
            }
