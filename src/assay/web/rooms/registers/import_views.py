"""Taking a register in from a file or a spreadsheet: handed in, looked at, corrected, recorded."""

from datetime import UTC, datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from assay.actions.register_import import Change, ImportPreview, preview_import, record_import
from assay.actions.register_upload import (
    MOST_BYTES,
    Upload,
    drop_upload,
    find_upload,
    keep_upload,
    say_of_upload,
    uploads_of,
)
from assay.domain.item import Item
from assay.domain.permission import Permission
from assay.domain.problem import Problem
from assay.ledger.chain import ConflictError
from assay.ledger.dossier import field_changes
from assay.web.rooms.registers.access import desk_of, must_write
from assay.web.rooms.registers.cells import title_of
from assay.web.rooms.registers.item_views import change_row
from assay.web.visit import Visit, organisation_page

NOT_READ: Final = "-"
"""What the form sends for a column that no field is read from."""

MOST_SHOWN: Final = 50
MOST_CORRECTED: Final = 200
"""Of unreadable cells: whoever has more mends the file."""

_LONGEST: Final = 2000


@organisation_page(Permission.IMPORT, to_change=Permission.IMPORT)
def hand_in(visit: Visit, register: str) -> HttpResponse:
    """Ask for a file or for pasted cells, or keep what was handed in and show what it says."""
    kind = must_write(visit, register)
    error = ""
    if visit.request.method == "POST":
        name, content, error = _handed_in(visit)
        if not error:
            owner = visit.user.pk
            upload = keep_upload(
                visit.organisation, kind, owner, name, content, now=datetime.now(UTC)
            )
            return HttpResponseRedirect(visit.url("registers:upload", kind.plural, upload.token))
    response = visit.render(
        "registers/import.html",
        {
            "kind": kind.plural,
            "heading": kind.heading(),
            "error": error,
            "pasted": visit.request.POST.get("pasted", ""),
            "most_mb": MOST_BYTES // 2**20,
            "waiting": [
                {"token": each.token, "name": each.name, "at": datetime.fromisoformat(each.at)}
                for each in uploads_of(visit.organisation, visit.user.pk, kind)
            ],
        },
    )
    response.status_code = 422 if error else 200
    return response


def _handed_in(visit: Visit) -> tuple[str, bytes, str]:
    """Return the name and the bytes that were handed in, or what is wrong."""
    file = visit.request.FILES.get("file")
    pasted = visit.request.POST.get("pasted", "")
    if file is not None and (file.size or 0) > MOST_BYTES:
        size = f"{file.name}: {(file.size or 0) // 2**20:,} MB"
        return "", b"", f"{size}; expected at most {MOST_BYTES // 2**20} MB."
    if file is not None:
        return file.name or "upload", file.read(), ""
    if pasted.strip():
        return "pasted.tsv", pasted.encode(), ""
    return "", b"", "Nothing was handed in; expected a file, or cells pasted from a spreadsheet."


@organisation_page(Permission.IMPORT, to_change=Permission.IMPORT)
def upload(visit: Visit, register: str, token: str) -> HttpResponse:
    """Show what an upload would change; take corrections; record or drop it."""
    kind = must_write(visit, register)
    found = find_upload(visit.organisation, kind, visit.user.pk, token)
    if visit.request.method != "POST":
        return _page(visit, found)
    does = visit.request.POST.get("do", "")
    if does == "drop":
        drop_upload(found)
        messages.info(visit.request, f"{found.name} is dropped; nothing was recorded.")
        return HttpResponseRedirect(visit.url("registers:register", kind.plural))
    found = _with_what_was_said(found, visit.request.POST)
    if does != "record":
        return HttpResponseRedirect(visit.url("registers:upload", kind.plural, token))
    return _record(visit, kind, found)


def _record(visit: Visit, kind: type[Item], found: Upload) -> HttpResponse:
    preview = preview_import(visit.dossier, found, visit.role)
    if not preview.can_be_recorded:
        return _page(visit, found, error="There is nothing here that can be recorded.", status=422)
    left_out = len(preview.unreadable)
    if left_out and visit.request.POST.get("leave_out") != "yes":
        error = f"{left_out} rows cannot be read. Correct them, or say that they are left out."
        return _page(visit, found, error=error, status=422)
    because = visit.request.POST.get("because", "").strip()[:_LONGEST]
    try:
        entries = record_import(desk_of(visit), found, because)
    except ConflictError as conflict:
        return _page(visit, found, error=str(conflict), status=409)
    drop_upload(found)
    word = "entry" if entries == 1 else "entries"
    messages.success(visit.request, f"{entries:,} {word} recorded from {found.name}.")
    return HttpResponseRedirect(visit.url("registers:register", kind.plural))


def _with_what_was_said(found: Upload, query: QueryDict) -> Upload:
    """Keep the mapping and the corrections that a form holds; what it does not name stays."""
    columns = dict(found.columns)
    corrections = dict(found.corrections)
    for name, said in query.items():
        begin, _, rest = name.partition(":")
        text = str(said).strip()
        if begin == "column" and text != query.get(f"was:{rest}", ""):
            columns[rest] = "" if text == NOT_READ else text
        elif begin == "cell" and text:
            corrections[rest] = text[:_LONGEST]
    return say_of_upload(
        found,
        columns=columns,
        sheet=query.get("sheet", found.sheet).strip(),
        corrections=corrections,
    )


def _page(visit: Visit, found: Upload, error: str = "", status: int = 200) -> HttpResponse:
    preview = preview_import(visit.dossier, found, visit.role)
    reading = preview.reading
    problems = [each for each in reading.problems if each.place.row]
    response = visit.render(
        "registers/upload.html",
        {
            "kind": found.kind.plural,
            "heading": found.kind.heading(),
            "upload": found,
            "preview": preview,
            "reading": reading,
            "error": error,
            "columns": _columns(preview),
            "fields": [(name, title_of(name)) for name in found.kind.model_fields],
            "problems": [_problem(each, preview, found) for each in problems[:MOST_CORRECTED]],
            "more_problems": max(len(problems) - MOST_CORRECTED, 0),
            "skipped": list(reading.skipped_in_words()),
            "changes": [_change(each) for each in preview.changed[:MOST_SHOWN]],
            "new": [_change(each) for each in preview.new[:MOST_SHOWN]],
            "most": MOST_SHOWN,
            "because": visit.request.POST.get("because", ""),
            "read_seq": visit.dossier.length,
        },
    )
    response.status_code = status
    return response


def _columns(preview: ImportPreview) -> list[dict[str, str]]:
    """Return each heading of the file with the field it is read as, and why."""
    read = [
        {"heading": each.heading, "field": each.field, "by": each.matched_by.value}
        for each in preview.reading.mapping
    ]
    left = [
        {"heading": heading, "field": NOT_READ, "by": "no field takes it"}
        for heading in preview.reading.unmapped
    ]
    return [*read, *left]


def _problem(problem: Problem, preview: ImportPreview, found: Upload) -> dict[str, Any]:
    place = problem.place
    headings = {each.heading for each in preview.reading.mapping}
    cell = f"{place.row} {place.column}"
    return {
        "row": place.row,
        "column": place.column,
        "found": problem.found,
        "expected": problem.expected,
        "cell": cell if place.column in headings else "",
        "corrected": found.corrections.get(cell, ""),
    }


def _change(change: Change) -> dict[str, Any]:
    changes = field_changes(change.before, change.after)
    return {
        "row": change.row,
        "key": change.after.key,
        "label": change.after.label,
        "changes": [change_row(each) for each in changes] if change.before else [],
    }
