"""Finds what a document says of itself in plain sight: "Version 2.1", "Owner: Ana Kovač".

What a newcomer would get wrong: a policy that speaks about versions ("Version
3 of the form is withdrawn") does not state its own.  Only short lines that are
nothing but a name and a value count, only near the beginning, and only under
names that people use for documents.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from assay.domain.document_text import Block, BlockKind, Statement, Table
from assay.intake.documents.vocabulary import known_name

CONTROL_TABLE: Final = "document control table"
HEADER_OR_FOOTER: Final = "header or footer"
_BLOCKS_LOOKED_AT: Final = 40
_LONGEST_LINE: Final = 200
_PAIR: Final = re.compile(r"([^\W\d][\w .()/#-]{0,38}?)\s*[:=]\s*(\S.*)")
_VERSION: Final = re.compile(
    r"(?:(?:document|policy)\s+)?(?:version|ver\.?|rev(?:ision|\.)?|issue|edition)"
    r"(?:\s*(?:no|number|nr)\.?)?\s*[:#=]?\s*(v?\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?|[A-Z])",
    re.IGNORECASE,
)
_SHORT_VERSION: Final = re.compile(r"v\.?\s?(\d{1,3}(?:\.\d{1,3}){1,3})", re.IGNORECASE)
_BETWEEN_PARTS: Final = re.compile(r"(\s+[|•·–—-]\s+|\t|\s*;\s+|\n|,\s+)")  # noqa: RUF001
_ENDS_A_VALUE: Final = ("|", ";", "\t", "\n")
_CELLS_OF_A_PAIR: Final = 2
_FEWEST_KNOWN_NAMES: Final = 2


def find_in_control_tables(tables: Iterable[Table]) -> Iterator[Statement]:
    """Yield what tables of names and values say, where at least two names are known."""
    for table in tables:
        pairs = [pair for row in table.rows for pair in _pairs_of(row)]
        known = [
            (name, text) for written, text in pairs if text and (name := known_name(written, text))
        ]
        if len({name for name, _ in known}) < _FEWEST_KNOWN_NAMES:
            continue
        # A header such as "Version | Author" has two names side by side, and no values.
        if any(known_name(text) for _, text in known):
            continue
        for name, text in known:
            yield Statement(name, text, CONTROL_TABLE)


def find_in_lines(text: str, blocks: Sequence[Block]) -> Iterator[Statement]:
    """Yield what short lines near the beginning say."""
    for block in blocks[:_BLOCKS_LOOKED_AT]:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING}:
            continue
        for line in text[block.start : block.end].split("\n"):
            if len(line) > _LONGEST_LINE:
                continue
            for name, value in _said_in(line):
                page = f" on page {block.page}" if block.page else ""
                yield Statement(name, value, f"the line '{line[:60]}'{page}")


def find_in_headers(headers: Iterable[str]) -> Iterator[Statement]:
    """Yield what running headers and footers say."""
    for header in headers:
        for line in header.split("\n"):
            for name, value in _said_in(line[:_LONGEST_LINE]):
                yield Statement(name, value, HEADER_OR_FOOTER)


def _pairs_of(row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    cells = [cell for cell in row if cell]
    if len(cells) % _CELLS_OF_A_PAIR:
        return
    names = cells[::2]
    # Two pairs in a row are names and values only where both names are known.
    if len(names) == 1 or all(map(known_name, names)):
        yield from zip(names, cells[1::2], strict=True)


def _said_in(line: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of one line: "Owner: Ana, IT | Version 2.1" has two."""
    said: list[tuple[str, str]] = []
    value_may_go_on = False
    separator = ""
    for index, piece in enumerate(_BETWEEN_PARTS.split(line)):
        if index % 2:
            separator = piece
            continue
        fact = _fact(piece.strip(" .()[]"))
        if fact:
            said.append(fact)
            value_may_go_on = fact[0] != "version"
        elif value_may_go_on and not separator.strip(" ").startswith(_ENDS_A_VALUE):
            name, value = said[-1]
            said[-1] = (name, f"{value}{separator}{piece}")
        else:
            value_may_go_on = False
    yield from said


def _fact(part: str) -> tuple[str, str] | None:
    version = _VERSION.fullmatch(part) or _SHORT_VERSION.fullmatch(part)
    if version:
        return "version", version[1]
    pair = _PAIR.fullmatch(part)
    name = known_name(pair[1], pair[2]) if pair else ""
    return (name, pair[2]) if pair and name else None
