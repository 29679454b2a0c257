"""A document as a page with its promises marked in it: blocks of text, cut where a promise stands.

A promise is found by its quote, blanks and quotation marks aside, in the section
that it names where the document has that section, else anywhere.  One that
is not found is told as such: the register then quotes words that are not there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from assay.domain.claim import Claim
from assay.domain.document_text import Block, BlockKind, DocumentText

_BLANKS = re.compile(r"[\s\u00a0]+")
_MARKS = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2011", "''\"\"---")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and the promises that it belongs to."""

    text: str
    promises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the document, in pieces; a table row has pieces for each of its cells."""

    kind: BlockKind
    level: int
    label: str
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[Piece, ...], ...] = ()
    table: int = 0  # counts from 1; 0 outside of tables


@dataclass(frozen=True, slots=True)
class LivingDocument:
    """The paragraphs of a document, and the promises whose words are not in it."""

    paragraphs: tuple[Paragraph, ...]
    not_found: tuple[str, ...]


def living_document(text: DocumentText, claims: Iterable[Claim]) -> LivingDocument:
    """Return a document with the places of its promises."""
    places: dict[str, tuple[int, int]] = {}
    missing: list[str] = []
    for claim in claims:
        found = _place(text, claim)
        if found is None:
            missing.append(claim.key)
        else:
            places[claim.key] = found
    shown = (block for block in text.blocks if block.kind is not BlockKind.CONTENTS_LINE)
    return LivingDocument(
        tuple(_paragraph(text, block, places) for block in shown), tuple(sorted(missing))
    )


def _place(text: DocumentText, claim: Claim) -> tuple[int, int] | None:
    quote = _plain(claim.quote).rstrip(".").strip()
    if not quote:
        return None
    plain, positions = _mapped(text.text)
    section = _section(text, claim.section)
    for start, end in (section, (0, len(text.text))):
        at = plain.find(quote)
        while at != -1:
            first, last = positions[at], positions[at + len(quote) - 1] + 1
            if start <= first and last <= end:
                return first, last
            at = plain.find(quote, at + 1)
    return None


def _section(text: DocumentText, named: str) -> tuple[int, int]:
    """Return the stretch of the section that a claim names, up to the next of its level."""
    wanted = _plain(named)
    for place, heading in enumerate(text.headings):
        if wanted and wanted in {_plain(str(heading)), _plain(heading.title)}:
            following = (each for each in text.headings[place + 1 :] if each.level <= heading.level)
            after = next(following, None)
            return heading.start, after.start if after else len(text.text)
    return 0, len(text.text)


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text.translate(_MARKS)).strip().lower()


def _mapped(text: str) -> tuple[str, list[int]]:
    """Return a text with single blanks, and where each of its characters stood."""
    characters: list[str] = []
    positions: list[int] = []
    blank = True
    for position, character in enumerate(text.translate(_MARKS)):
        if character.isspace() or character == "\u00a0":
            if not blank:
                characters.append(" ")
                positions.append(position)
            blank = True
            continue
        # A letter whose small form is two letters would shift all that follows.
        small = character.lower()
        characters.append(small if len(small) == 1 else character)
        positions.append(position)
        blank = False
    return "".join(characters), positions


def _paragraph(
    text: DocumentText, block: Block, places: Mapping[str, tuple[int, int]]
) -> Paragraph:
    return Paragraph(
        block.kind,
        block.level,
        block.label,
        tuple(_pieces(text.text, block.start, block.end, places)),
        tuple(tuple(_pieces(text.text, cell.start, cell.end, places)) for cell in block.cells),
        block.table,
    )


def _pieces(
    text: str, start: int, end: int, places: Mapping[str, tuple[int, int]]
) -> Iterator[Piece]:
    inside = {
        key: (max(first, start), min(last, end))
        for key, (first, last) in places.items()
        if first < end and last > start
    }
    cuts = sorted({start, end, *(cut for place in inside.values() for cut in place)})
    for first, last in pairwise(cuts):
        keys = tuple(
            sorted(
                key for key, (begins, ends) in inside.items() if begins <= first and last <= ends
            )
        )
        yield Piece(text[first:last], keys)
