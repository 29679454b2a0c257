"""Makes the final value of a draft: which title, which version, which approvals.

What a newcomer would get wrong: no source is right by itself.  A version in the
front matter may be newer than the one in the footer, so every statement is
kept, the order here only says which one is shown first, and a disagreement is
noted for a person to settle.
"""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Final

from assay.domain.document_text import (
    ApprovalRow,
    BlockKind,
    DocumentText,
    HistoryRow,
    Statement,
    Table,
)
from assay.intake.documents.control_tables import (
    ControlTable,
    approvals_of_records,
    history_of_records,
)
from assay.intake.documents.dates import parse_date
from assay.intake.documents.draft import (
    CUSTOM_PROPERTIES,
    FRONT_MATTER,
    PROPERTIES,
    TITLE_PARAGRAPH,
    Draft,
    plain_name,
)
from assay.intake.documents.statements import (
    CONTROL_TABLE,
    HEADER_OR_FOOTER,
    find_in_control_tables,
    find_in_headers,
    find_in_lines,
)
from assay.intake.documents.vocabulary import known_name

_HISTORY: Final = "version history"
_FIRST_HEADING: Final = "first heading"
_FIRST_LINE: Final = "first line"
# Earlier is shown first; what stands in none of these places is a line of the text.
_VERSION_ORDER: Final = (
    FRONT_MATTER,
    CONTROL_TABLE,
    "",
    HEADER_OR_FOOTER,
    CUSTOM_PROPERTIES,
    PROPERTIES,
    _HISTORY,
)
_TITLE_ORDER: Final = (
    FRONT_MATTER,
    TITLE_PARAGRAPH,
    CONTROL_TABLE,
    "",
    _FIRST_HEADING,
    PROPERTIES,
    _FIRST_LINE,
)
# What programs put where nobody has put a title.
_NO_TITLE: Final = re.compile(
    r"(?:microsoft word - .*|document\d*|untitled.*|word document|.*\.(?:docx?|pdf|odt|tmp))",
    re.IGNORECASE,
)
_BEFORE_VERSION: Final = re.compile(
    r"^(?:version|rev(?:ision)?|issue|v)[\s.:#]*(?=\w)", re.IGNORECASE
)
_APPROVAL_LISTS: Final = ("approvals", "approval", "approved_by", "signatures", "sign_off")
_HISTORY_LISTS: Final = ("history", "version_history", "revision_history", "revisions", "changes")
_LONGEST_TITLE: Final = 200
_NOT_A_TITLE: Final = {"contents", "table_of_contents"}


def finish(draft: Draft, content: bytes) -> DocumentText:
    """Return the document, its facts gathered the same way for every format."""
    text = draft.built.text()
    blocks = tuple(draft.built.blocks)
    bare = DocumentText(draft.media_type, "", 0, text, blocks)
    tables = bare.tables
    history = tuple(_history(draft, tables))
    declared = tuple(dict.fromkeys(_statements(draft, bare, tables, history)))
    title = _first(declared, "title", _TITLE_ORDER)
    version = _first(declared, "version", _VERSION_ORDER)
    return DocumentText(
        media_type=draft.media_type,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        text=text,
        blocks=blocks,
        headings=tuple(draft.built.headings),
        title=title.text if title else "",
        title_found_in=title.found_in if title else "",
        version=_version(version.text) if version else "",
        version_found_in=version.found_in if version else "",
        author=_said(declared, "author"),
        last_modified_by=_said(declared, "last_modified_by"),
        created_at=draft.created_at,
        modified_at=draft.modified_at,
        revision=_revision(declared),
        pages=draft.pages,
        declared=declared,
        approvals=tuple(_approvals(draft, tables, declared)),
        history=history,
        headers_and_footers=tuple(draft.headers_and_footers),
        notes=(*draft.notes, *_disagreements(declared)),
    )


def _statements(
    draft: Draft, bare: DocumentText, tables: tuple[Table, ...], history: tuple[HistoryRow, ...]
) -> Iterator[Statement]:
    for statement in draft.declared:
        if statement.found_in in {PROPERTIES, CUSTOM_PROPERTIES} and statement.name == "title":
            if _NO_TITLE.fullmatch(statement.text):
                continue
        elif statement.found_in in {FRONT_MATTER, CUSTOM_PROPERTIES}:
            name = known_name(statement.name, statement.text) or statement.name
            yield Statement(name, statement.text, statement.found_in)
            continue
        yield statement
    yield from find_in_control_tables(tables)
    yield from find_in_lines(bare.text, bare.blocks)
    yield from find_in_headers(draft.headers_and_footers)
    latest = _latest(history)
    if latest:
        yield Statement("version", latest.version, _HISTORY)
    yield from _titles_in_text(draft, bare)


def _titles_in_text(draft: Draft, bare: DocumentText) -> Iterator[Statement]:
    top = [
        heading
        for heading in draft.built.headings
        if heading.level <= 1 and plain_name(heading.title) not in _NOT_A_TITLE
    ]
    # "1 Purpose" is a chapter; a heading without a number, or alone of its level, is a title.
    if top and (len(top) == 1 or not top[0].number):
        yield Statement("title", top[0].title, _FIRST_HEADING)
    elif bare.blocks and bare.blocks[0].kind is BlockKind.PARAGRAPH:
        line = bare.text_of(bare.blocks[0]).partition("\n")[0]
        if len(line) <= _LONGEST_TITLE and not line.endswith((".", ":", ";")):
            yield Statement("title", line, _FIRST_LINE)


def _first(declared: tuple[Statement, ...], name: str, order: tuple[str, ...]) -> Statement | None:
    def rank(statement: Statement) -> int:
        place = statement.found_in
        return order.index(place) if place in order else order.index("")

    return min((each for each in declared if each.name == name), key=rank, default=None)


def _said(declared: tuple[Statement, ...], name: str) -> str:
    return next((each.text for each in declared if each.name == name), "")


def _revision(declared: tuple[Statement, ...]) -> int | None:
    # Word counts how often a file was saved; it is no version that anybody gave.
    text = next((s.text for s in declared if s.name == "revision" and s.found_in == PROPERTIES), "")
    return int(text) if text.isdecimal() and len(text) < len("1000000") else None


def _version(text: str) -> str:
    """Return a version as it is compared: "v2.1" and "Version 2.1" are 2.1."""
    return _BEFORE_VERSION.sub("", text).strip()


def _disagreements(declared: tuple[Statement, ...]) -> Iterator[str]:
    said: dict[str, str] = {}
    for statement in declared:
        if statement.name == "version":
            said.setdefault(_version(statement.text).lower(), statement.found_in)
    if len(said) > 1:
        parts = ", ".join(f"{version} ({place})" for version, place in said.items())
        yield f"states different versions: {parts}"


def _history(draft: Draft, tables: tuple[Table, ...]) -> Iterator[HistoryRow]:
    for name in _HISTORY_LISTS:
        yield from history_of_records(draft.rows.get(name, ()))
    for table in tables:
        yield from ControlTable(table.blocks, table.rows).history()


def _latest(history: tuple[HistoryRow, ...]) -> HistoryRow | None:
    """Return the newest version: some write it at the top of the table, some at the foot."""
    with_version = [row for row in history if row.version]
    if not with_version:
        return None
    dates = [row.on for row in with_version]
    if all(dates) and len(set(dates)) == len(dates):
        return max(with_version, key=lambda row: row.on or date.min)
    return max(with_version, key=lambda row: _in_parts(row.version))


def _in_parts(version: str) -> tuple[tuple[int, str], ...]:
    parts = re.findall(r"\d{1,9}|[A-Za-z]+", _version(version))
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _approvals(
    draft: Draft, tables: tuple[Table, ...], declared: tuple[Statement, ...]
) -> Iterator[ApprovalRow]:
    found = [
        approval
        for name in _APPROVAL_LISTS
        for approval in approvals_of_records(draft.rows.get(name, ()))
    ]
    for table in tables:
        inner = ControlTable(table.blocks, table.rows)
        if not any(inner.history()):
            found.extend(inner.approvals())
    yield from found
    if not any(approval.act == "approved" or not approval.act for approval in found):
        yield from _approval_in_statements(declared)


def _approval_in_statements(declared: tuple[Statement, ...]) -> Iterator[ApprovalRow]:
    """Yield the approval of a document that has no table but says who and when."""
    by_place: dict[str, dict[str, str]] = {}
    for statement in declared:
        place = "lines" if statement.found_in.startswith("the line") else statement.found_in
        by_place.setdefault(place, {}).setdefault(statement.name, statement.text)
    for said in by_place.values():
        name, written = said.get("approved_by", ""), said.get("approved_on", "")
        if name:
            yield ApprovalRow(
                act="approved",
                role=said.get("approver_role", said.get("approved_by_role", "")),
                name=name,
                on=parse_date(written),
                on_as_written=written,
                version=said.get("version", ""),
            )
            return
