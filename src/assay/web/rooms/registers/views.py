"""Every register: the list of them all, and one page that shows any of them."""

from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from assay.actions.postings import postings_of
from assay.domain.item import Item, references, registers
from assay.domain.permission import Permission
from assay.intake.registers.field import Field, Kind, fields_of
from assay.web.rooms.registers.access import may_change
from assay.web.rooms.registers.asked import (
    PAGE_SIZE,
    Asked,
    asked_of,
    columns_shown,
    rows_asked_for,
    takes_a_stretch,
)
from assay.web.rooms.registers.cells import MOST_CHOICES, natural, title_of
from assay.web.rooms.registers.groups import grouped_registers
from assay.web.rooms.registers.table import Row, Table, table_of
from assay.web.visit import Visit, organisation_page

MOST_RETIRED = 500


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """List every register with how much it holds and when it last changed."""
    postings, length = postings_of(visit.dossier), visit.dossier.length
    groups = [
        (title, [_line(visit, kind, postings.last_of(kind.register, length)) for kind in kinds])
        for title, kinds in grouped_registers()
    ]
    filled = sum(1 for _, lines in groups for line in lines if line["count"])
    return visit.render("registers/front.html", {"groups": groups, "filled": filled})


def _line(visit: Visit, kind: type[Item], last: Any) -> dict[str, Any]:  # noqa: ANN401 - an entry
    return {
        "plural": kind.plural,
        "heading": kind.heading(),
        "says": (kind.__doc__ or "").partition("\n")[0],
        "count": len(visit.dossier[kind]),
        "last_at": last.recorded_at if last else None,
        "last_by": last.by.name if last else "",
    }


@organisation_page()
def register(visit: Visit, register: str) -> HttpResponse:
    """Show one register: searched, filtered, in an order, in chosen columns, by pages."""
    kind = visit.dossier.register(register).kind
    table = table_of(visit.dossier, kind)
    asked = asked_of(kind, visit.request.GET)
    names = columns_shown(asked, table)
    found = rows_asked_for(asked, table)
    pages = Paginator(found, PAGE_SIZE).get_page(visit.request.GET.get("page"))
    return visit.render(
        "registers/register.html",
        {
            "kind": kind.plural,
            "heading": kind.heading(),
            "says": (kind.__doc__ or "").partition("\n")[0],
            "may_change": may_change(visit, kind),
            "may_import": may_change(visit, kind) and visit.may(Permission.IMPORT),
            "exports": _exports(visit, kind) if visit.may(Permission.EXPORT) else [],
            "asked": asked,
            "whole": len(table.rows),
            "found": len(found),
            "pages": pages,
            "columns": [_column(name, asked) for name in names],
            "rows": _flat(visit, table, names, list(pages.object_list)),
            **_retired(visit, kind),
            "choices_of_columns": [(name, title_of(name), name in names) for name in table.names],
            "filters": [_filter(name, asked, table) for name in names if name != "key"],
            "active": _active(asked, visit.request),
        },
    )


def _column(name: str, asked: Asked) -> dict[str, str]:
    sorted_so = "descending" if asked.backwards else "ascending"
    is_sorted = asked.sorted_by == name
    return {
        "name": name,
        "title": title_of(name),
        "sort": f"-{name}" if is_sorted and not asked.backwards else name,
        "sorted": sorted_so if is_sorted else "",
    }


def _flat(
    visit: Visit, table: Table, names: tuple[str, ...], rows: list[Row]
) -> list[dict[str, Any]]:
    """Return the rows of one page as the template takes them: nothing in it but text."""
    kind = table.register.kind
    base, carried = _base(visit)
    shown = [(table.at(name), *_looks(kind, name, base)) for name in names if name != "key"]
    return [
        {
            "key": row.item.key,
            "href": f"{base}{kind.plural}/{quote(row.item.key, safe='')}/{carried}",
            "cells": [
                (text, f"{target}{quote(text, safe='')}/{carried}" if target and text else "", css)
                for at, target, css in shown
                for text in (row.cells[at],)
            ],
        }
        for row in rows
    ]


def _looks(kind: type[Item], name: str, base: str) -> tuple[str, str]:
    """Return how the address begins that a cell leads to, and how the cell is set."""
    field, target = fields_of(kind)[name], references(kind).get(name)
    leads = f"{base}{registers()[target].plural}/" if target and not field.is_list else ""
    return leads, "number" if field.kind in {Kind.NUMBER, Kind.WHOLE_NUMBER} else ""


def _base(visit: Visit) -> tuple[str, str]:
    """Return how an address of an item begins and ends, without asking for each of them."""
    base, _, query = visit.url("registers:front").partition("?")
    return base, f"?{query}" if query else ""


def _filter(name: str, asked: Asked, table: Table) -> dict[str, Any]:
    field = fields_of(table.register.kind)[name]
    found: dict[str, Any] = {
        "name": name,
        "title": title_of(name),
        "said": asked.filters.get(name, ""),
        "stretch": takes_a_stretch(field),
        "day": field.kind in {Kind.DAY, Kind.MOMENT},
        "from": asked.filters.get(f"{name}.from", ""),
        "to": asked.filters.get(f"{name}.to", ""),
        "choices": [],
    }
    if not found["stretch"]:
        found["choices"] = _choices(name, field, table)
    return found


def _choices(name: str, field: Field, table: Table) -> list[str]:
    if field.choices is not None:
        return [each.value for each in field.choices]
    if field.kind is Kind.YES_OR_NO:
        return ["yes", "no"]
    if not field.holds_keys:
        return []
    values = table.choices(name)
    return values if len(values) <= MOST_CHOICES else []


def _active(asked: Asked, request: HttpRequest) -> list[dict[str, str]]:
    """Return the filters that are set, each with the address that takes it away."""
    return [
        {
            "without": _without(request, name),
            "title": f"{title_of(name.partition('.')[0])} {name.partition('.')[2]}".strip(),
            "said": "nothing said" if said == "~" else said,
        }
        for name, said in asked.filters.items()
    ]


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    query.pop("page", None)
    return f"{request.path}?{query.urlencode()}"


def _exports(visit: Visit, kind: type[Item]) -> list[tuple[str, str]]:
    """Return the addresses at which what is shown is handed out as a file."""
    query = visit.request.GET.urlencode()
    base = visit.url("registers:front").partition("?")[0]
    return [
        (form.upper(), f"{base}export/{kind.plural}/{form}/{'?' if query else ''}{query}")
        for form in ("csv", "xlsx")
    ]


def _retired(visit: Visit, kind: type[Item]) -> dict[str, Any]:
    """Return how many items are retired, and which, where that is asked for."""
    dossier, register = visit.dossier, visit.dossier[kind]
    ever = postings_of(dossier).keys_ever(kind.register, dossier.length)
    keys = [key for key in ever if key not in register]
    asked = visit.request.GET.get("retired") == "yes"
    shown = sorted(keys, key=natural)[:MOST_RETIRED] if asked else []
    rows = []
    for key in shown:
        last = dossier.history(kind, key)[-1]
        rows.append(
            {
                "key": key,
                "label": last.before.label if last.before else key,
                "at": last.entry.recorded_at,
                "by": last.entry.by.name,
                "because": last.entry.because,
            }
        )
    return {"retired": rows, "retired_count": len(keys)}
