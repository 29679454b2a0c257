"""Tells what kind of document some bytes are, whatever the name of the file claims.

What a newcomer would get wrong: the ending of a name is a wish.  The first
bytes decide, and a name that says otherwise is refused rather than believed
either way, for one of the two misleads whoever opens the file.
"""

from pathlib import PurePosixPath
from typing import Final

from assay.domain.document_text import MediaType
from assay.intake.first_bytes import LOCKED_OFFICE_FILE, PDF, ZIP_ARCHIVE, kind_by_first_bytes
from assay.intake.unreadable import UnreadableFileError

LARGEST_FILE: Final = 64 * 1024 * 1024

ENDINGS: Final = {
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
    ".txt": MediaType.PLAIN_TEXT,
    ".text": MediaType.PLAIN_TEXT,
    ".docx": MediaType.WORD,
    ".pdf": MediaType.PDF,
}
"""The endings of the files that can be read."""

_READABLE: Final = "Markdown, plain text, Word (.docx) or PDF"
_WORDS: Final = {
    MediaType.MARKDOWN: "a Markdown file",
    MediaType.PLAIN_TEXT: "a text file",
    MediaType.WORD: "a Word document (.docx)",
    MediaType.PDF: "a PDF",
}
_OTHER_ENDINGS: Final = {
    ".docm": ("a Word document with macros", "the same file saved without macros (.docx)"),
    ".dotm": ("a Word template with macros", "a Word document (.docx)"),
    ".dotx": ("a Word template", "a Word document (.docx)"),
    ".doc": ("a document of Word 97 to 2003", "the same file saved as .docx or PDF"),
    ".rtf": ("a document in Rich Text Format", "the same file saved as .docx or PDF"),
    ".odt": ("an OpenDocument text", "the same file saved as .docx or PDF"),
    ".pages": ("a document of Apple Pages", "the same file saved as .docx or PDF"),
}


def kind_of(name: str, content: bytes) -> MediaType:
    """Return the kind that name and bytes agree on, or refuse the file by what it is."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.name.startswith("~$"):
        raise UnreadableFileError(
            "a lock that Word leaves while a document is open", "no such file"
        )
    if not content:
        raise UnreadableFileError("an empty file", "a document")
    ending = path.suffix.lower()
    if ending in _OTHER_ENDINGS:
        raise UnreadableFileError(*_OTHER_ENDINGS[ending])
    claimed = ENDINGS.get(ending)
    found = _found_in(content)
    if claimed is None:
        what = f"a file of the kind {ending!r}" if ending else "a file without an ending"
        raise UnreadableFileError(what, _READABLE)
    _refuse_disagreement(claimed, found, content)
    return claimed


def _refuse_disagreement(claimed: MediaType, found: str, content: bytes) -> None:
    if found == claimed:
        return
    is_text = claimed in {MediaType.MARKDOWN, MediaType.PLAIN_TEXT}
    if is_text and not found:
        return
    expected = _WORDS[claimed]
    if not found:
        size = f"{len(content):,} bytes"
        raise UnreadableFileError(f"{size} that are no {expected.split(' ', 1)[1]}", expected)
    what = _WORDS[MediaType(found)] if found in set(MediaType) else found
    if found == LOCKED_OFFICE_FILE and claimed is MediaType.WORD:
        raise UnreadableFileError(what, "a Word document without a password")
    raise UnreadableFileError(f"{what} under the name of {expected}", expected)


def _found_in(content: bytes) -> str:
    """Return the media type or the words for what the bytes are; nothing for text or noise."""
    found = kind_by_first_bytes(content)
    # The reader of Word files tells the kinds of office files apart.
    return {PDF: MediaType.PDF, ZIP_ARCHIVE: MediaType.WORD}.get(found, found)
