"""Takes the pipe tables out of a Markdown text, rows numbered by the lines of the file.

What a newcomer would get wrong: a Markdown parser cuts off what stands beyond
the last heading of a table.  A row here keeps all its cells, so that what is
too much can be named.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from markdown_it import MarkdownIt

from assay.intake.markdown_text import visible_text
from assay.intake.tables.table import Row, Table
from assay.intake.unreadable import UnreadableFileError

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR: Final = re.compile(r"(?<!\\)\|")
# Without any of these a text is what its reader sees.
_MARKS: Final = re.compile(r"[*_`\[\]<>&\\~!]")
_MOST_TABLES: Final = 500


def parse_markdown(text: str) -> list[Table]:
    """Return the tables of a Markdown text from the top down, numbered where there are more."""
    found = list(_tables(text.split("\n")))
    if not found:
        raise UnreadableFileError(
            "Markdown without a table", "a table with a line under its headings"
        )
    only_one = len(found) == 1
    return [
        Table(
            rows,
            "" if only_one else f"table {number}",
            too_wide="a backslash before a bar within a cell",
            counted_as="lines of the file",
        )
        for number, rows in enumerate(found[:_MOST_TABLES], 1)
    ]


def _tables(lines: Sequence[str]) -> Iterator[list[Row]]:
    fence = ""
    at = 0
    while at < len(lines):
        mark = _FENCE.match(lines[at])
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and _is_heading(lines, at):
            rows = list(_rows(lines, at))
            yield rows
            at = rows[-1].number - 1
        at += 1


def _is_heading(lines: Sequence[str], at: int) -> bool:
    if at + 1 == len(lines) or "|" not in lines[at] or "|" not in lines[at + 1]:
        return False
    return bool(_RULE.fullmatch(lines[at + 1])) and len(_split(lines[at])) == len(
        _split(lines[at + 1])
    )


def _rows(lines: Sequence[str], heading_at: int) -> Iterator[Row]:
    # The heading is two lines high, and goes by the lower one: the next row follows that.
    yield Row(heading_at + 2, _cells(lines[heading_at]))
    for at in range(heading_at + 2, len(lines)):
        if not lines[at].strip() or _FENCE.match(lines[at]):
            return
        yield Row(at + 1, _cells(lines[at]))


def _cells(line: str) -> list[str]:
    return [_visible(cell.replace(r"\|", "|")) for cell in _split(line)]


def _split(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    cells = [cell.strip() for cell in _BAR.split(line)]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _visible(source: str) -> str:
    if not _MARKS.search(source):
        return source
    (paragraph,) = _parser().parseInline(source)
    return visible_text(paragraph.children or ()).text.strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")
