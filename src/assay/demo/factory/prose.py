"""Reads the prose of the documents, and the marks in it that tie promises to claims.

``[[CL-12: A complaint is answered ...]]`` marks the sentence that claim CL-12
quotes; ``[[@policy/purpose: ...]]`` marks where the element ``purpose`` of the
required document ``policy`` stands.  So a claim's quote is the text itself and
cannot drift away from it.  A marked sentence stands on one line.
"""

import re
from dataclasses import dataclass

from assay.demo.factory.packed import packed_text
from assay.demo.factory.world import World

_MARKED = re.compile(r"\[\[([^\]:]+): ([^\]]+)\]\]")
_HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked sentence: what it is marked as, under which heading, and its words."""

    mark: str
    section: str
    quote: str

    @property
    def anchors(self) -> tuple[str, str] | None:
        """Return the required document and the element that stand here, if it is an anchor."""
        if not self.mark.startswith("@"):
            return None
        requirement, element = self.mark[1:].split("/")
        return requirement, element


@dataclass(frozen=True, slots=True)
class Prose:
    """One document's text without marks, and what was marked in it."""

    body: str
    marked: tuple[Marked, ...]


def parse_prose(text: str) -> Prose:
    """Take the marks out of a text."""
    headings = [(found.start(), found[1]) for found in _HEADING.finditer(text)]
    marked = []
    for found in _MARKED.finditer(text):
        section = [name for at, name in headings if at < found.start()][-1]
        marked += [Marked(mark, section, found[2]) for mark in found[1].split(", ")]
    return Prose(_MARKED.sub(r"\2", text), tuple(marked))


def read_prose(world: World, key: str) -> Prose:
    """Return the prose of a document with the company's numbers in it."""
    return parse_prose(world.filled(packed_text(f"documents/{key}.md")))
