"""Writes papers as companies keep them: Markdown, Word, PDF and spreadsheets.

What a newcomer would get wrong: Word and Excel files are archives that carry
the time at which they were packed.  Here every archive is packed with one fixed
time and every property has its value, so the same paper is the same bytes.

The body of a paper is Markdown of the plain sort (headings, paragraphs, lists,
tables); it reads the same whichever file it ends in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import typst
import xlsxwriter
from docx.document import Document as WordFile
from docx.opc.coreprops import CoreProperties
from markdown_it import MarkdownIt
from markdown_it.token import Token
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_PACKED_AT = (1980, 1, 1, 0, 0, 0)
_UNKNOWN = datetime(2020, 1, 1, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Signature:
    """One row of an approval table."""

    act: str
    role: str
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a version history."""

    version: str
    on: date
    author: str
    change: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One version of one document: what stands in it, and what it says of itself."""

    key: str
    title: str
    body: str
    version: str = ""
    company: str = ""
    classification: str = ""
    owner: str = ""
    author: str = ""
    last_modified_by: str = ""
    created_at: datetime = _UNKNOWN
    modified_at: datetime = _UNKNOWN
    revision: int = 1
    approvals: tuple[Signature, ...] = ()
    history: tuple[Change, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, list item or table, as plain text."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; dates and numbers keep their kind."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[object]]
    title_rows: Sequence[str] = ()


def parse_body(markdown: str) -> Iterator[Piece]:
    """Yield what stands in a body, in order."""
    tokens = iter(MarkdownIt("commonmark").enable("table").parse(markdown))
    lists: list[str] = []
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(token.type.partition("_")[0])
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "heading_open":
            yield Piece("heading", _plain(next(tokens)), int(token.tag[1]))
        elif token.type == "paragraph_open":
            text = _plain(next(tokens))
            yield Piece(lists[-1] if lists else "paragraph", text, len(lists))
        elif token.type == "table_open":
            yield Piece("table", rows=tuple(_rows(tokens)))


def _rows(tokens: Iterator[Token]) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(_plain(token))
        elif token.type == "tr_close":
            yield tuple(cells)


def _plain(inline: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        breaks.get(child.type, child.content) for child in inline.children or () if not child.hidden
    )


def render_markdown(paper: Paper) -> bytes:
    """Return a paper as Markdown whose front matter says what the paper says of itself."""
    facts = {
        "id": paper.key,
        "title": paper.title,
        "version": paper.version,
        "owner": paper.owner,
        "author": paper.author,
        **paper.says,
    }
    lines = ["---", *(f"{name}: {_yaml(text)}" for name, text in facts.items() if text)]
    for name, rows in (("approvals", paper.approvals), ("history", paper.history)):
        records = [_record(row) for row in rows]
        lines += [f"{name}:", *(line for record in records for line in record)] if records else []
    heading = f"# {paper.title}"
    return "\n".join([*lines, "---", "", heading, "", paper.body.strip(), ""]).encode()


def _record(row: Signature | Change) -> list[str]:
    if isinstance(row, Signature):
        facts = {"act": row.act, "role": row.role, "name": row.name, "date": row.on.isoformat()}
    else:
        facts = {
            "version": row.version,
            "date": row.on.isoformat(),
            "author": row.author,
            "change": row.change,
        }
    first, *rest = [f"{name}: {_yaml(text)}" for name, text in facts.items() if text]
    return [f"  - {first}", *(f"    {line}" for line in rest)]


def _yaml(text: str) -> str:
    # Quoted whatever it is: a bare 2.10 or 2026-01-31 would change its kind.
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def render_word(paper: Paper) -> bytes:
    """Return a paper as a Word file with its control tables in front."""
    file = docx.Document()
    _set_properties(file.core_properties, paper)
    file.sections[0].header.paragraphs[0].text = f"{paper.company}  |  {paper.key} {paper.title}"
    footer = f"Version {paper.version}" if paper.version else paper.key
    file.sections[0].footer.paragraphs[0].text = " | ".join(
        filter(None, (footer, paper.classification))
    )
    file.add_heading(paper.title, level=0)
    for table in _control_tables(paper):
        _add_table(file, table)
    for piece in parse_body(paper.body):
        _add_piece(file, piece)
    packed = BytesIO()
    file.save(packed)
    return repack(packed.getvalue())


def _set_properties(properties: CoreProperties, paper: Paper) -> None:
    facts = {
        "title": paper.title,
        "subject": paper.key,
        "author": paper.author,
        "last_modified_by": paper.last_modified_by or paper.author,
        "created": paper.created_at.astimezone(UTC).replace(tzinfo=None),
        "modified": paper.modified_at.astimezone(UTC).replace(tzinfo=None),
        "revision": paper.revision,
        "version": paper.version,
        "category": paper.classification,
        "comments": "",
        "keywords": "",
    }
    for name, value in facts.items():
        setattr(properties, name, value)


def _control_tables(paper: Paper) -> Iterator[tuple[tuple[str, ...], ...]]:
    facts = {
        "Document ID": paper.key,
        "Version": paper.version,
        "Owner": paper.owner,
        "Classification": paper.classification,
    }
    yield tuple((name, text) for name, text in facts.items() if text)
    if paper.approvals:
        rows = ((row.act, row.role, row.name, row.on.isoformat()) for row in paper.approvals)
        yield (("Action", "Role", "Name", "Date"), *rows)
    if paper.history:
        changes = (
            (row.version, row.on.isoformat(), row.author, row.change) for row in paper.history
        )
        yield (("Version", "Date", "Author", "Change"), *changes)


_WORD_STYLES = {"paragraph": "Normal", "bullet": "List Bullet", "ordered": "List Number"}


def _add_piece(file: WordFile, piece: Piece) -> None:
    if piece.kind == "heading":
        # The title has level 0 in Word and 1 in Markdown.
        file.add_heading(piece.text, level=max(piece.level - 1, 1))
    elif piece.kind == "table":
        _add_table(file, piece.rows)
    else:
        file.add_paragraph(piece.text, style=_WORD_STYLES[piece.kind])


def _add_table(file: WordFile, rows: Sequence[Sequence[str]]) -> None:
    table = file.add_table(len(rows), len(rows[0]), style="Table Grid")
    cells = table._cells  # noqa: SLF001 - asking row by row takes ten times as long
    for at, text in enumerate(text for row in rows for text in row):
        cells[at].text = text
    file.add_paragraph("")


def repack(archive: bytes) -> bytes:
    """Return an archive with the same members, all packed at one fixed time."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = ZipInfo(name, _PACKED_AT)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return packed.getvalue()


def render_pdf(paper: Paper) -> bytes:
    """Return a paper as a tagged PDF, with control tables behind the title."""
    # Fonts of the machine would make the same paper look otherwise elsewhere.
    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(font_paths=fonts)
    source = "\n\n".join(_typst_lines(paper)).encode()
    written = compiler.compile(source, format="pdf", timestamp=int(paper.modified_at.timestamp()))
    if not isinstance(written, bytes):
        raise TypeError(f"{paper.key}: the PDF came in pieces")
    return written


def _typst_lines(paper: Paper) -> Iterator[str]:
    created = paper.created_at.astimezone(UTC)
    day = f"datetime(year: {created.year}, month: {created.month}, day: {created.day})"
    author = f", author: {_typst(paper.author)}" if paper.author else ""
    yield f"#set document(title: {_typst(paper.title)}{author}, date: {day})"
    yield '#set text(font: "Libertinus Serif", size: 10.5pt, lang: "en")'
    left = " | ".join(filter(None, (paper.company, paper.key, paper.classification)))
    version = f"Version {paper.version}" if paper.version else ""
    yield (
        f"#set page(margin: 22mm, header: text(8pt)[#{_typst(left)} #h(1fr) #{_typst(version)}], "
        "footer: align(right, text(8pt)[#context counter(page).display()]))"
    )
    yield f"#heading(level: 1)[#{_typst(paper.title)}]"
    for table in _control_tables(paper):
        yield _typst_table(table)
    yield from map(_typst_piece, parse_body(paper.body))


def _typst_piece(piece: Piece) -> str:
    match piece.kind:
        case "heading":
            return f"#heading(level: {piece.level})[#{_typst(piece.text)}]"
        case "table":
            return _typst_table(piece.rows)
        case "bullet":
            return f"#list([#{_typst(piece.text)}])"
        case "ordered":
            return f"#par[#{_typst(piece.text)}]"
        case _:
            return f"#{_typst(piece.text)}"


def _typst_table(rows: Sequence[Sequence[str]]) -> str:
    cells = ", ".join(f"[#{_typst(text)}]" for row in rows for text in row)
    return f"#table(columns: {len(rows[0])}, stroke: 0.4pt, {cells})"


def _typst(text: str) -> str:
    """Return text as a Typst string: nothing in it can be taken for markup."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text).replace("\n", "\\n") + '"'


def render_workbook(sheets: Iterable[Sheet], *, author: str, created_at: datetime) -> bytes:
    """Return sheets as an Excel file."""
    packed = BytesIO()
    book = xlsxwriter.Workbook(
        packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    created = created_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"author": author, "created": created})
    bold = book.add_format({"bold": True})
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        above = [*([text] for text in sheet.title_rows), sheet.header]
        for at, line in enumerate(above):
            page.write_row(at, 0, line, bold)
        for at, row in enumerate(sheet.rows, start=len(above)):
            for column, value in enumerate(row):
                _write_cell(page, at, column, value, days)
        page.freeze_panes(len(above), 0)
    book.close()
    return repack(packed.getvalue())


def _write_cell(page: Worksheet, row: int, column: int, value: object, days: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date) and not isinstance(value, datetime):
        page.write_datetime(row, column, value, days)
    elif isinstance(value, bool):
        page.write_string(row, column, "yes" if value else "no")
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    else:
        page.write_string(row, column, str(value))
