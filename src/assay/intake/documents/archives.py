"""Opens ZIP archives made by strangers: Word files, and spreadsheets alike.

What a newcomer would get wrong: sizes in an archive's own directory are claims.
They serve to refuse early; what is really unpacked is counted while it is read.
Nothing is ever unpacked to disk, but names that would leave a folder are refused
all the same, for no honest program writes them.
"""

import struct
import zlib
from collections import Counter
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assay.intake.documents.unreadable import UnreadableDocumentError

_MEGABYTE: Final = 1024 * 1024
_MOST_MEMBERS: Final = 5_000
_MOST_UNPACKED: Final = 256 * _MEGABYTE
_MOST_OF_ONE: Final = 64 * _MEGABYTE
# Word's own XML shrinks 10 to 50 times; only what was made to burst shrinks 200 times.
_HIGHEST_RATIO: Final = 200
_RATIO_MATTERS_FROM: Final = 4 * _MEGABYTE
_ARCHIVE_ENDINGS: Final = (".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst")
_ENCRYPTED: Final = 0x1
# What the standard library raises where an archive's own numbers lead nowhere.
_DAMAGE: Final = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)


class Archive:
    """A ZIP archive whose directory has been found harmless."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except _DAMAGE as error:
            raise UnreadableDocumentError(
                "a ZIP archive that is cut off or damaged", "a whole file"
            ) from error
        self._members = self._zip.infolist()
        self._refuse_bad_names()
        self._refuse_bombs(len(content))
        self._by_name = {member.filename: member for member in self._members}

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all members."""
        return tuple(self._by_name)

    def read(self, name: str, *, most: int = _MOST_OF_ONE) -> bytes:
        """Return one member's content, however large its directory says that it is."""
        member = self._by_name[name]
        try:
            with self._zip.open(member) as stream:
                content = stream.read(most + 1)
        except _DAMAGE as error:
            raise UnreadableDocumentError(
                f"a damaged archive: {name} cannot be unpacked", "a whole file"
            ) from error
        if len(content) > most:
            raise UnreadableDocumentError(
                f"an archive whose {name} unpacks to more than {most // _MEGABYTE:,} MB",
                "a smaller document",
            )
        return content

    def _refuse_bad_names(self) -> None:
        expected = "an archive as an office program writes it"
        for member in self._members:
            name = member.orig_filename
            if _leaves_its_folder(name):
                raise UnreadableDocumentError(
                    f"an archive with a file named {name!r}, outside of its own folder", expected
                )
            if name.lower().endswith(_ARCHIVE_ENDINGS):
                raise UnreadableDocumentError(
                    f"an archive within the archive ({name})",
                    "a document without archives inside",
                )
        names = Counter(member.filename.lower() for member in self._members)
        for name, count in names.items():
            if count > 1:
                raise UnreadableDocumentError(f"an archive with {count} files {name}", expected)

    def _refuse_bombs(self, size: int) -> None:
        expected = "an archive that unpacks to a document's size"
        if len(self._members) > _MOST_MEMBERS:
            raise UnreadableDocumentError(
                f"an archive of {len(self._members):,} files", "a document's few files"
            )
        unpacked = sum(member.file_size for member in self._members)
        if unpacked > _MOST_UNPACKED:
            raise UnreadableDocumentError(
                f"an archive of {_megabytes(size)} that unpacks to {_megabytes(unpacked)}", expected
            )
        if sum(member.compress_size for member in self._members) > size:
            raise UnreadableDocumentError("an archive whose files overlap", expected)
        for member in self._members:
            _refuse_member(member, expected)

    def __repr__(self) -> str:
        return f"Archive({len(self._members)} files)"


def _refuse_member(member: ZipInfo, expected: str) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableDocumentError(
            f"an archive with a password on {member.filename}", "a file without a password"
        )
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise UnreadableDocumentError(
            f"an archive that packs {member.filename} by method {member.compress_type}",
            "an archive as an office program writes it",
        )
    ratio = member.file_size // max(member.compress_size, 1)
    if member.file_size > _RATIO_MATTERS_FROM and ratio > _HIGHEST_RATIO:
        raise UnreadableDocumentError(
            f"an archive whose {member.filename} unpacks to {ratio:,} times its size", expected
        )


def _leaves_its_folder(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\x00" in name or parts[0] == "" or ":" in parts[0] or ".." in parts


def _megabytes(size: int) -> str:
    return f"{max(size / _MEGABYTE, 0.1):,.1f} MB"
