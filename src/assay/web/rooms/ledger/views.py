"""The ledger: what was said, by whom, when; each entry for itself; whether all of it holds."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse

from assay.actions.jobs.line import jobs_of, put_in_line
from assay.actions.postings import postings_of
from assay.domain.item import registers
from assay.domain.permission import Permission
from assay.ledger.dossier import Dossier, Revision
from assay.ledger.entry import Entry, hash_of, render_entry
from assay.web.rooms.ledger.search import MOST_LOOKED_AT, find_entries, sought_in
from assay.web.rooms.registers.addresses import entry_addresses, item_addresses
from assay.web.rooms.registers.cells import title_of
from assay.web.rooms.registers.item_views import change_row
from assay.web.visit import Visit, organisation_page

VERIFY = "verify-ledger"
_FEW = 4


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """Show who said what when, newest first."""
    dossier = visit.dossier
    sought = sought_in(visit.request.GET)
    found = find_entries(visit, sought)
    postings = postings_of(dossier)
    return visit.render(
        "ledger/front.html",
        {
            "sought": sought,
            "rows": _rows(visit, found.entries),
            "older": found.before,
            "gave_up": found.looked_at >= MOST_LOOKED_AT and len(found.entries) == 0,
            "looked_at": found.looked_at,
            "length": dossier.length,
            "head": dossier.entries[dossier.length - 1] if dossier.length else None,
            "people": postings.people(dossier.length),
            "roles": postings.roles(dossier.length),
            "kinds": [(kind.plural, kind.heading(), name) for name, kind in registers().items()],
            "jobs": jobs_of(visit.organisation, VERIFY, 1),
            "may_export": visit.may(Permission.EXPORT),
        },
    )


def _rows(visit: Visit, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    entry_at, item_at = entry_addresses(visit), item_addresses(visit)
    rows = [_row(visit.dossier, entry) for entry in entries]
    return [
        {
            **row,
            "href": entry_at(row["seq"]),
            "item_href": item_at(row["plural"], row["key"]),
            "at": f"{row['at']:%Y-%m-%d %H:%M} UTC",
        }
        for row in rows
    ]


def _row(dossier: Dossier, entry: Entry) -> dict[str, Any]:
    kind = registers()[entry.register]
    revision = _revision(dossier, entry)
    changed = [title_of(each.field).lower() for each in revision.fields] if revision else []
    is_change = revision is not None and revision.kind == "changed"
    return {
        "seq": entry.seq,
        "at": entry.recorded_at,
        "by": entry.by.name,
        "role": entry.by.role,
        "external": entry.by.external,
        "heading": kind.heading(),
        "plural": kind.plural,
        "key": entry.key,
        "kind": revision.kind if revision else "",
        "changed": ", ".join(changed[:_FEW]) if is_change else "",
        "more": max(len(changed) - _FEW, 0) if is_change else 0,
        "because": entry.because,
    }


def _revision(dossier: Dossier, entry: Entry) -> Revision[Any] | None:
    told = dossier.history(registers()[entry.register], entry.key)
    return next((each for each in told if each.entry.seq == entry.seq), None)


@organisation_page()
def entry(visit: Visit, seq: int) -> HttpResponse:
    """Show one entry: what it says, how that differs from before, and its place in the chain."""
    dossier = visit.dossier
    if not 1 <= seq <= dossier.length:
        raise Http404
    found = dossier.entries[seq - 1]
    revision = _revision(dossier, found)
    told = [each.entry.seq for each in dossier.history(registers()[found.register], found.key)]
    at = told.index(seq)
    return visit.render(
        "ledger/entry.html",
        {
            "entry": found,
            "row": _row(dossier, found),
            "changes": [change_row(each) for each in revision.fields] if revision else [],
            "line": render_entry(found),
            "holds": hash_of(found) == found.hash,
            "is_first": seq == 1,
            "is_last": seq == dossier.length,
            "earlier": told[at - 1] if at else None,
            "later": told[at + 1] if at + 1 < len(told) else None,
        },
    )


@organisation_page(to_change=Permission.READ)
def verify(visit: Visit) -> HttpResponse:
    """Walk the chain and read every kept file again, in the background; show what came of it."""
    if visit.request.method == "POST":
        put_in_line(VERIFY, visit.organisation, {}, by=visit.standing.author)
        return HttpResponseRedirect(visit.url("ledger:verify"))
    jobs = jobs_of(visit.organisation, VERIFY)
    return visit.render("ledger/verify.html", {"jobs": jobs, "length": visit.dossier.length})


@organisation_page(Permission.EXPORT)
def download(visit: Visit) -> HttpResponse:
    """Hand out the chain as JSON lines, as the folder of an export has it."""
    dossier = visit.dossier
    name = f"{visit.organisation}-ledger.jsonl"
    response = StreamingHttpResponse(
        _lines(dossier),
        content_type="application/x-ndjson",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    # A million entries do not fit into one answer; middleware treats both alike.
    return cast("HttpResponse", response)


def _lines(dossier: Dossier, at_once: int = 500) -> Iterator[str]:
    for start in range(0, dossier.length, at_once):
        some = dossier.entries[start : min(start + at_once, dossier.length)]
        yield "".join(f"{render_entry(each)}\n" for each in some)
