"""Reads Markdown as its reader sees it: no marks, no links' addresses, no comments.

What a newcomer would get wrong: the parser stops descending at its own limit of
nesting and drops what lies deeper without a word, so a document that reaches
the limit is refused.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assay.domain.document_text import BlockKind, MediaType
from assay.intake.documents.draft import FRONT_MATTER, Draft, counted
from assay.intake.documents.front_matter import parse_front_matter
from assay.intake.markdown_text import Visible, visible_text, without_tags
from assay.intake.unreadable import UnreadableFileError

_DEEPEST: Final = 60


def read_markdown(text: str) -> Draft:
    """Return what a Markdown text and its front matter say."""
    draft = Draft(MediaType.MARKDOWN)
    front = parse_front_matter(text)
    for name, value in front.values:
        draft.declare(name, value, FRONT_MATTER)
    draft.rows.update(front.rows)
    if front.flaw:
        draft.flaws.append(front.flaw)
    lines_before = text.count("\n", 0, front.body_from)
    _Page(draft, lines_before).take(_parser().parse(text[front.body_from :]))
    return draft


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")


class _Page:
    """Turns the parser's tokens into blocks, remembering which list and row it is in."""

    def __init__(self, draft: Draft, lines_before: int) -> None:
        self._draft = draft
        self._built = draft.built
        self._lines_before = lines_before
        self._line = 0
        self._lists = 0
        self._label = ""
        self._heading = 0
        self._row: list[str] | None = None
        self._hidden = 0
        self._steps: dict[str, Callable[[Token], Any]] = {
            "heading_open": self._open_heading,
            "heading_close": self._close_heading,
            "bullet_list_open": self._open_list,
            "ordered_list_open": self._open_list,
            "bullet_list_close": self._close_list,
            "ordered_list_close": self._close_list,
            "list_item_open": self._open_item,
            "table_open": lambda _: self._built.start_table(),
            "tr_open": self._open_row,
            "tr_close": self._close_row,
            "inline": self._take_inline,
            "fence": lambda token: self._add(token.content),
            "code_block": lambda token: self._add(token.content),
            "html_block": lambda token: self._add(
                self._counting_hidden(without_tags(token.content))
            ),
        }

    def take(self, tokens: Sequence[Token]) -> None:
        """Add every block of the document."""
        for token in tokens:
            if token.level >= _DEEPEST - 2:
                raise UnreadableFileError(
                    f"lists or quotations nested {token.level} deep",
                    "a text nested as people write it",
                    line=self._line,
                )
            if token.map:
                self._line = self._lines_before + token.map[0] + 1
            step = self._steps.get(token.type)
            if step:
                step(token)
        if self._hidden:
            self._draft.notes.append(
                f"{counted(self._hidden, 'comment')} that a reader does not see"
            )

    def _add(self, text: str) -> None:
        if self._row is not None:
            self._row.append(text)
        elif self._heading:
            self._built.add(BlockKind.HEADING, text, level=self._heading, line=self._line)
        elif self._label:
            label, self._label = self._label, ""
            self._built.add(
                BlockKind.LIST_ITEM, text, level=self._lists, label=label, line=self._line
            )
        else:
            self._built.add(BlockKind.PARAGRAPH, text, line=self._line)

    def _open_heading(self, token: Token) -> None:
        self._heading = int(token.tag[1:])

    def _close_heading(self, _: Token) -> None:
        self._heading = 0

    def _open_list(self, _: Token) -> None:
        self._lists += 1

    def _close_list(self, _: Token) -> None:
        self._lists -= 1
        self._label = ""

    def _open_item(self, token: Token) -> None:
        self._label = f"{token.info}{token.markup}" if token.info else "•"

    def _open_row(self, _: Token) -> None:
        self._row = []

    def _close_row(self, _: Token) -> None:
        cells, self._row = self._row or [], None
        self._built.add_row(cells, line=self._line)
        # The parser gives body rows no line: they follow the header and its rule.
        self._line += 1

    def _take_inline(self, token: Token) -> None:
        self._add(self._counting_hidden(visible_text(token.children or ())))

    def _counting_hidden(self, seen: Visible) -> str:
        self._hidden += seen.comments
        return seen.text
