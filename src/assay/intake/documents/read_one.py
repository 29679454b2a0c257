"""Reads one document, from its bytes to its value; this is what runs in the worker.

What a newcomer would get wrong: readers are imported here only when the first
file of their kind comes, for PDFium alone takes longer to load than a folder of
Markdown takes to read.
"""

from collections.abc import Iterator

from assay.domain.document_text import DocumentText, MediaType
from assay.intake.broken_characters import find_broken_characters
from assay.intake.documents.draft import Draft, Flaw
from assay.intake.documents.finish import finish
from assay.intake.documents.kinds import kind_of
from assay.intake.documents.transfer import Reading, as_json
from assay.intake.encoding import UTF_8, decode_text
from assay.intake.unreadable import UnreadableFileError


def read_for_transfer(task: tuple[str, bytes]) -> object:
    """Read one document and return what JSON can hold of it."""
    return as_json(read_one(*task))


def read_one(name: str, content: bytes) -> Reading:
    """Return what a document says, or why it is refused."""
    try:
        draft = _draft(kind_of(name, content), content)
        document = finish(draft, content)
    except UnreadableFileError as error:
        return Reading(None, (Flaw(error.found, error.expected, error.line),))
    except RecursionError:
        return Reading(None, (Flaw("a document nested too deeply", "a document people made"),))
    if not document.text:
        return Reading(None, (Flaw("a document without any text", "a document with text"),))
    return Reading(document, (*draft.flaws, *_flaws_in_text(draft, document)))


def _draft(kind: MediaType, content: bytes) -> Draft:
    if kind is MediaType.PDF:
        from assay.intake.documents.pdf import read_pdf

        return read_pdf(content)
    if kind is MediaType.WORD:
        from assay.intake.documents.word import read_word

        return read_word(content)
    return _draft_of_text(kind, content)


def _draft_of_text(kind: MediaType, content: bytes) -> Draft:
    decoded = decode_text(content)
    if "\0" in decoded.text:
        raise UnreadableFileError("bytes that are no text in any encoding", "text in UTF-8")
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if kind is MediaType.MARKDOWN:
        from assay.intake.documents.markdown import read_markdown

        draft = read_markdown(text)
    else:
        from assay.intake.documents.plain import read_plain_text

        draft = read_plain_text(text)
    if decoded.encoding != UTF_8:
        draft.notes.append(f"not in UTF-8; read as {decoded.encoding}")
    draft.flaws.extend(
        Flaw(broken.found, broken.expected, text.count("\n", 0, broken.position) + 1)
        for broken in find_broken_characters(text)
    )
    return draft


def _flaws_in_text(draft: Draft, document: DocumentText) -> Iterator[Flaw]:
    """Yield where characters are broken in formats that have no lines to point at."""
    if draft.media_type in {MediaType.MARKDOWN, MediaType.PLAIN_TEXT}:
        return
    for broken in find_broken_characters(document.text):
        place = document.place_of(broken.position)
        yield Flaw(f"{place}: {broken.found}" if place else broken.found, broken.expected)
