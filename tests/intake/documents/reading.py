"""Reads documents in tests as a worker does, and says what came of them in words."""

from assay.domain.document_text import Block, DocumentText
from assay.intake.documents.read_one import read_one


def read(name: str, content: bytes | str) -> DocumentText:
    """Return a document that is readable without a flaw."""
    reading = read_one(name, content.encode() if isinstance(content, str) else content)
    assert reading.flaws == ()
    assert reading.document
    return reading.document


def flaws(name: str, content: bytes) -> list[str]:
    """Return what could not be read, as one line each."""
    reading = read_one(name, content)
    return [f"{flaw.line}: {flaw.found}; expected {flaw.expected}" for flaw in reading.flaws]


def outline(document: DocumentText) -> list[str]:
    """Return each block as a line: its kind, its level or label, and its text."""
    return [_line(document, block) for block in document.blocks]


def _line(document: DocumentText, block: Block) -> str:
    kind = f"{block.kind} {block.level}" if block.level else str(block.kind)
    label = f"[{block.label}] " if block.label else ""
    cells = document.cells_of(block)
    text = " / ".join(cells) if cells else document.text_of(block)
    return f"{kind}: {label}{text}"
