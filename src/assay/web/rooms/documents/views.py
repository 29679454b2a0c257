"""Documents: the list, and the living policy, whose promises show what the records say of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse

from assay.actions.document_text import document_text
from assay.actions.kept_results import STAGE2
from assay.actions.postings import referring_to
from assay.assessment.living_document import LivingDocument, Paragraph, Piece, living_document
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.approval import Approval
from assay.domain.claim import Claim
from assay.domain.document import Document
from assay.domain.document_text import BlockKind
from assay.domain.document_version import DocumentVersion
from assay.domain.file import File
from assay.domain.item import Item
from assay.domain.permission import Permission
from assay.store.files import read_file
from assay.web.outline import heading_levels
from assay.web.results import result_for
from assay.web.rooms.registers.table import InOrder, Row, table_of
from assay.web.visit import Visit, organisation_page

ON_A_PAGE = 100
CSS = {"conforms": "kept", "deviates": "broken", "not tested": "unknown"}
WORDS = {"conforms": "kept", "deviates": "broken", "not tested": "not tested"}
_WORST_FIRST = ("deviates", "not tested", "conforms")


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """List the documents with how many of their promises are kept."""
    result = result_for(visit, STAGE2)
    verdicts: dict[str, list[str]] = {}
    for each in result.get("claims", []):
        verdicts.setdefault(each["document"], []).append(each["verdict"])
    asked = visit.request.GET.get("q", "").strip().casefold()
    table = table_of(visit.dossier, Document)
    found: Sequence[Row] = InOrder(table.rows, table.in_order_of("key"))
    if asked:
        found = [row for row in found if asked in row.all_of_it]
    pages = Paginator(found, ON_A_PAGE).get_page(visit.request.GET.get("page"))
    documents = visit.dossier[Document]
    rows = [
        _row(documents[row.item.key], verdicts.get(row.item.key, [])) for row in pages.object_list
    ]
    return visit.render(
        "documents/front.html",
        {"rows": rows, "pages": pages, "result": result, "asked": asked},
    )


def _row(document: Document, verdicts: list[str]) -> dict[str, Any]:
    return {
        "key": document.key,
        "title": document.title,
        "type": str(document.type or ""),
        "version": document.version,
        "status": str(document.status or "not said"),
        "owner": document.owner,
        "approved_on": document.approved_on,
        "kept": verdicts.count("conforms"),
        "broken": verdicts.count("deviates"),
        "unknown": verdicts.count("not tested"),
        "promises": len(verdicts),
    }


@organisation_page()
def document(visit: Visit, key: str) -> HttpResponse:
    """Show a document as a page, its promises marked, and what stands beside it."""
    found = _known(visit, key)
    result = result_for(visit, STAGE2)
    claims = {each["claim"]: each for each in result.get("claims", []) if each["document"] == key}
    about = _about(visit, key)
    living = _living(visit, found, about[Claim])
    chosen = claims.get(visit.request.GET.get("promise", ""))
    return visit.render(
        "documents/document.html",
        {
            "document": found,
            "result": result,
            "paragraphs": _shown(_below_title(living, found), claims) if living else None,
            "not_found": living.not_found if living else (),
            "claims": [_promise(each) for each in claims.values()],
            "chosen": {**chosen, "css": CSS[chosen["verdict"]]} if chosen else None,
            "versions": about[DocumentVersion],
            "approvals": about[Approval],
            "readers": len({each.person for each in about[Acknowledgement]}),
        },
    )


@organisation_page(Permission.EXPORT)
def download(visit: Visit, key: str) -> HttpResponse:
    """Hand out the file of a document as it was taken in."""
    found = _known(visit, key)
    file = visit.dossier[File].get(found.file)
    if file is None:
        raise Http404
    content = read_file(visit.organisation, file.sha256, file.key)
    name = file.key.rpartition("/")[2]
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _known(visit: Visit, key: str) -> Document:
    found = visit.dossier[Document].get(key)
    if found is None:
        raise Http404
    return found


def _living(visit: Visit, document: Document, claims: Iterable[Claim]) -> LivingDocument | None:
    text = document_text(visit.dossier, document)
    return None if text is None else living_document(text, claims)


def _below_title(living: LivingDocument, document: Document) -> tuple[Paragraph, ...]:
    """Return the paragraphs but a heading that only says the title again, as the page does."""
    for first in living.paragraphs[:1]:
        said = "".join(piece.text for piece in first.pieces).strip().casefold()
        if first.kind is BlockKind.HEADING and said == document.title.strip().casefold():
            return living.paragraphs[1:]
    return living.paragraphs


def _shown(
    paragraphs: Sequence[Paragraph], claims: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the parts of the page: paragraphs as they are, rows of one table together."""
    levels = heading_levels(each.level for each in paragraphs if each.kind is BlockKind.HEADING)
    found: list[dict[str, Any]] = []
    for table, group in groupby(paragraphs, key=lambda each: each.table):
        if not table:
            found.extend(_part(each, levels, claims) for each in group)
            continue
        rows = [[_pieces(cell, claims) for cell in each.cells or (each.pieces,)] for each in group]
        found.append({"kind": "table", "rows": rows})
    _mark_first(found)
    return found


def _mark_first(parts: Iterable[Mapping[str, Any]]) -> None:
    """Give the first piece of each promise an anchor, which an address can go to."""
    seen: set[str] = set()
    for part in parts:
        cells = [part["pieces"]] if "pieces" in part else chain.from_iterable(part["rows"])
        for piece in chain.from_iterable(cells):
            piece["anchors"] = [key for key in piece["keys"] if key not in seen]
            seen.update(piece["keys"])


_KINDS = {
    BlockKind.HEADING: "heading",
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.LIST_ITEM: "item",
}


def _part(
    each: Paragraph, levels: Iterator[int], claims: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    return {
        "kind": _KINDS[each.kind],
        "level": next(levels) if each.kind is BlockKind.HEADING else 0,
        "label": each.label,
        "pieces": _pieces(each.pieces, claims),
    }


def _pieces(
    pieces: Iterable[Piece], claims: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    return [_piece(each.text, each.promises, claims) for each in pieces]


def _piece(
    text: str, keys: tuple[str, ...], claims: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    if not keys:
        return {"text": text, "promise": "", "keys": ()}
    known = sorted(
        (claims[key] for key in keys if key in claims),
        key=lambda each: _WORST_FIRST.index(each["verdict"]),
    )
    verdict = known[0]["verdict"] if known else "not tested"
    return {
        "text": text,
        "promise": known[0]["claim"] if known else keys[0],
        "css": CSS[verdict],
        "word": WORDS[verdict] if len(keys) == 1 else f"{WORDS[verdict]}, of {len(keys)} promises",
        "keys": keys,
    }


def _promise(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": claim["claim"],
        "quote": claim["quote"],
        "css": CSS[claim["verdict"]],
        "why": claim["why_not_tested"],
        "population": sum(test["population"] for test in claim["tests"]),
        "deviating": sum(test["deviating"] for test in claim["tests"]),
    }


def _about(visit: Visit, key: str) -> Mapping[type[Item], list[Any]]:
    """Return what says of itself that it is of a document, by register, the last key first."""
    found: dict[type[Item], list[Any]] = defaultdict(list)
    holding = referring_to(visit.dossier).items_holding(Document.register, key, visit.dossier)
    for item, field in holding:
        if field == "document":
            found[type(item)].append(item)
    for items in found.values():
        items.sort(key=attrgetter("key"), reverse=True)
    return found
