"""Every register: the list of them all, and one page that shows any of them."""

from collections.abc import Callable
from html import escape
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from assay.actions.postings import postings_of
from assay.domain.item import Item, references, registers
from assay.domain.permission import Permission
from assay.intake.registers.field import Field, Kind, fields_of
from assay.web.rooms.registers.access import may_change
from assay.web.rooms.registers.addresses import item_addresses
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

LONGEST_SHOWN = 180
"""How much of a text a cell shows; its item has the whole."""


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
) -> list[tuple[str, str, str]]:
    """Return the address, the key and the cells of each row of one page.

    The cells are written out here: a template takes ten times as long over them.
    """
    kind = table.register.kind
    address = item_addresses(visit)
    columns = [(table.at(name), *_looks(kind, name)) for name in names if name != "key"]
    return [
        (
            address(kind.plural, row.item.key),
            row.item.key,
            mark_safe(  # noqa: S308 - each text is escaped in it
                "".join([_cell(row.cells[at], target, css, address) for at, target, css in columns])
            ),
        )
        for row in rows
    ]


def _cell(text: str, target: str, css: str, address: Callable[[str, str], str]) -> str:
    short = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}\u2026"
    said = escape(short)
    if target and text:
        said = f'<a href="{escape(address(target, text))}">{said}</a>'
    return f'<td class="{css}">{said}</td>' if css else f"<td>{said}</td>"


def _looks(kind: type[Item], name: str) -> tuple[str, str]:
    """Return to which register a cell leads, and how it is set."""
    field, target = fields_of(kind)[name], references(kind).get(name)
    leads = registers()[target].plural if target and not field.is_list else ""
    return leads, "number" if field.kind in {Kind.NUMBER, Kind.WHOLE_NUMBER} else ""


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
    dossier, register, postings = visit.dossier, visit.dossier[kind], postings_of(visit.dossier)
    count = postings.count_ever(kind.register, dossier.length) - len(register)
    shown: list[str] = []
    if count and visit.request.GET.get("retired") == "yes":
        ever = postings.keys_ever(kind.register, dossier.length)
        shown = sorted((key for key in ever if key not in register), key=natural)[:MOST_RETIRED]
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
    return {"retired": rows, "retired_count": count}
