"""Reads plain text: paragraphs between blank lines; headings are numbered or underlined."""

import re
from typing import Final

from assay.domain.document_text import BlockKind, MediaType
from assay.intake.documents.draft import Draft

_NUMBERED: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+[^\W\d].{0,78}")
_BULLET: Final = re.compile(r"\s*([-*•·o]|\(?(?:\d{1,3}|[a-z])[.)])\s+(\S.*)")
_RULE: Final = re.compile(r"\s*([=\-~*_])\1{2,}\s*")
_ENDS_A_SENTENCE: Final = (".", ";", ":", ",")


def read_plain_text(text: str) -> Draft:
    """Return the paragraphs of a text file."""
    draft = Draft(MediaType.PLAIN_TEXT)
    paragraph: list[str] = []
    first_line = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            first_line = first_line if paragraph else number
            paragraph.append(line)
        elif paragraph:
            _add_paragraph(draft, paragraph, first_line)
            paragraph = []
    return draft


def _add_paragraph(draft: Draft, lines: list[str], first_line: int) -> None:
    """Add what stands between two blank lines, each bullet as a block of its own."""
    level = _heading_level(lines)
    if level:
        draft.built.add(BlockKind.HEADING, lines[0], level=level, line=first_line)
    gathered: list[str] = []
    label = ""
    start = first_line
    for number, line in enumerate(lines[bool(level) :], start=first_line + bool(level)):
        if _RULE.fullmatch(line):
            continue
        bullet = _BULLET.fullmatch(line)
        if bullet:
            _add(draft, gathered, label, start)
            gathered, label, start = [bullet[2]], bullet[1], number
        else:
            start = start if gathered else number
            gathered.append(line)
    _add(draft, gathered, label, start)


def _add(draft: Draft, lines: list[str], label: str, line: int) -> None:
    kind = BlockKind.LIST_ITEM if label else BlockKind.PARAGRAPH
    level = 1 if label else 0
    # Lines are kept apart: in a text file "Version: 2" and "Owner: Ana" are lines of one paragraph.
    draft.built.add(kind, "\n".join(lines), level=level, label=label, line=line)


def _heading_level(lines: list[str]) -> int:
    first = lines[0].strip()
    if len(lines) > 1 and _RULE.fullmatch(lines[1]) and lines[1].strip()[0] in "=-~":
        return 1 if lines[1].strip().startswith("=") else 2
    numbered = _NUMBERED.fullmatch(first)
    if len(lines) == 1 and numbered and not first.endswith(_ENDS_A_SENTENCE):
        return numbered[1].count(".") + 1
    return 0
