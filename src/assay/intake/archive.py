"""Opens ZIP archives made by strangers: Word files and workbooks alike.

What a newcomer would get wrong: sizes in an archive's own directory are claims.
They serve to refuse early; the standard library then unpacks no more of a file
than its claim, and finds the claim untrue by the checksum.  Nothing is ever
unpacked to disk, but names that would leave a folder are refused all the same,
for no honest program writes them.
"""

import struct
import zlib
from collections import Counter
from contextlib import suppress
from io import BytesIO
from typing import IO, Final, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assay.intake.unreadable import UnreadableFileError

_MEGABYTE: Final = 1024 * 1024
_MOST_FILES: Final = 10_000
_MOST_UNPACKED: Final = 400 * _MEGABYTE
_MOST_AT_ONCE: Final = 64 * _MEGABYTE
# Office programs' own XML shrinks 10 to 50 times; only what was made to burst shrinks 200 times.
_HIGHEST_RATIO: Final = 200
_RATIO_MATTERS_FROM: Final = 4 * _MEGABYTE
_ARCHIVE_ENDINGS: Final = (".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst")
_ENCRYPTED: Final = 0x1
_AS_WRITTEN: Final = "an archive as an office program writes it"
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
            raise UnreadableFileError(
                "a ZIP archive that is cut off or damaged", "a whole file"
            ) from error
        members = self._zip.infolist()
        _refuse_bad_names(members)
        _refuse_bombs(members, len(content))
        self._by_name = {_fold(member.filename): member for member in members}

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all files."""
        return tuple(member.filename for member in self._by_name.values())

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name, as office programs compare names."""
        return _fold(name) in self._by_name

    def open(self, name: str) -> "FileInArchive":
        """Return one file as a stream."""
        return FileInArchive(self._zip, self._by_name[_fold(name)])

    def read(self, name: str) -> bytes:
        """Return the content of one file that is read at once."""
        if self._by_name[_fold(name)].file_size > _MOST_AT_ONCE:
            raise UnreadableFileError(
                f"an archive whose {name} unpacks to more than {_MOST_AT_ONCE // _MEGABYTE} MB",
                "a smaller file",
            )
        with self.open(name) as stream:
            return stream.read()

    def __repr__(self) -> str:
        return f"Archive({len(self._by_name)} files)"


class FileInArchive:
    """The stream of one file in an archive; damage on the way refuses the archive by name."""

    def __init__(self, archive: ZipFile, member: ZipInfo) -> None:
        self._name = member.filename
        try:
            self._stream: IO[bytes] = archive.open(member)
        except _DAMAGE as error:
            raise self._refusal from error

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        try:
            return self._stream.read(size)
        except _DAMAGE as error:
            raise self._refusal from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(*_DAMAGE):
            self._stream.close()

    @property
    def _refusal(self) -> UnreadableFileError:
        return UnreadableFileError(
            f"a damaged archive: {self._name} cannot be unpacked", "a whole file"
        )


def _fold(name: str) -> str:
    # Some programs write the separators of Windows.
    return name.replace("\\", "/").lower()


def _refuse_bad_names(members: list[ZipInfo]) -> None:
    for member in members:
        name = member.orig_filename
        if _leaves_its_folder(name):
            raise UnreadableFileError(
                f"an archive with a file named {name!r}, outside of its own folder", _AS_WRITTEN
            )
        if name.lower().endswith(_ARCHIVE_ENDINGS):
            raise UnreadableFileError(
                f"an archive within the archive ({name})", "a file without archives inside"
            )
    for name, count in Counter(_fold(member.filename) for member in members).items():
        if count > 1:
            raise UnreadableFileError(f"an archive with {count} files {name}", _AS_WRITTEN)


def _leaves_its_folder(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\x00" in name or parts[0] == "" or ":" in parts[0] or ".." in parts


def _refuse_bombs(members: list[ZipInfo], size: int) -> None:
    if len(members) > _MOST_FILES:
        raise UnreadableFileError(
            f"an archive of {len(members):,} files", f"at most {_MOST_FILES:,}"
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MOST_UNPACKED:
        raise UnreadableFileError(
            f"an archive of {_megabytes(size)} that unpacks to {_megabytes(unpacked)}",
            f"one that unpacks to at most {_MOST_UNPACKED // _MEGABYTE} MB",
        )
    if sum(member.compress_size for member in members) > size:
        raise UnreadableFileError("an archive whose files overlap", _AS_WRITTEN)
    for member in members:
        _refuse_member(member)


def _refuse_member(member: ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableFileError(
            f"an archive with a password on {member.filename}", "a file without a password"
        )
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise UnreadableFileError(
            f"an archive that packs {member.filename} by method {member.compress_type}", _AS_WRITTEN
        )
    ratio = member.file_size // max(member.compress_size, 1)
    if member.file_size > _RATIO_MATTERS_FROM and ratio > _HIGHEST_RATIO:
        raise UnreadableFileError(
            f"an archive whose {member.filename} unpacks to {ratio:,} times its size",
            f"at most {_HIGHEST_RATIO} times",
        )


def _megabytes(size: int) -> str:
    return f"{max(size / _MEGABYTE, 0.1):,.1f} MB"
