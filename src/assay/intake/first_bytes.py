"""Tells what a file is by its first bytes, whatever its name claims.

What a newcomer would get wrong: an office file behind a password is no ZIP
archive any more, but a compound file such as Word and Excel wrote before 2007.
"""

from typing import Final

PDF: Final = "a PDF"
ZIP_ARCHIVE: Final = "a ZIP archive"
LOCKED_OFFICE_FILE: Final = "an office file that opens only with a password"
OLD_OFFICE_FILE: Final = "an office file of before 2007"

_STARTS: Final = (
    # Two letters alone may be the first heading of a table.
    *((b"PK" + rest, ZIP_ARCHIVE) for rest in (b"\x03\x04", b"\x05\x06", b"\x07\x08")),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"MZ\x90", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"SQLite format 3", "a database"),
)
_PDF: Final = b"%PDF-"
_WHERE_A_PDF_MAY_START: Final = 1024
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of streams stand in a compound file in UTF-16.
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def kind_by_first_bytes(content: bytes) -> str:
    """Return in words what the bytes are; nothing for text, or for what nobody knows."""
    if _PDF in content[:_WHERE_A_PDF_MAY_START]:
        return PDF
    if content.startswith(_COMPOUND_FILE):
        return LOCKED_OFFICE_FILE if _LOCKED in content else OLD_OFFICE_FILE
    return next((kind for start, kind in _STARTS if content.startswith(start)), "")
