"""Files out of the store: nothing is handed on that is not what was taken in."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from assay.domain.errors import NotFoundError
from assay.store.errors import AlteredFileError
from assay.store.models import FileChunk, StoredFile


def read_file(organisation: str, name: str, known_as: str = "") -> bytes:
    """Return the content that has a SHA-256, having computed it again."""
    content = BytesIO()
    copy_file(organisation, name, content, known_as)
    return content.getvalue()


def copy_file(organisation: str, name: str, target: BinaryIO, known_as: str = "") -> None:
    """Write the content that has a SHA-256 to a file, in little memory.

    What was written is worth nothing until this returns: the hash is known only
    at the end, and where it is wrong this raises.
    """
    row = StoredFile.objects.filter(organisation=organisation, sha256=name).first()
    if row is None:
        raise NotFoundError(f"{known_as or 'file'}: nothing with the SHA-256 {name} is kept.")
    counted = sha256()
    for chunk in _chunks(organisation, name):
        counted.update(chunk)
        target.write(chunk)
    if counted.hexdigest() != name:
        found = f"the kept bytes have the SHA-256 {counted.hexdigest()}"
        raise AlteredFileError(name, found, known_as)
    if row.seal != row.seal_due():
        found = "who took it in, or when, is not what was sealed"
        raise AlteredFileError(name, found, known_as)


def kept_files(organisation: str) -> frozenset[str]:
    """Return the SHA-256 of every content that is kept for an organisation."""
    rows = StoredFile.objects.filter(organisation=organisation)
    return frozenset(rows.values_list("sha256", flat=True))


def altered_files(organisation: str) -> Iterator[AlteredFileError]:
    """Read every file of an organisation again and yield what is wrong with those altered."""
    for name in sorted(kept_files(organisation)):
        try:
            copy_file(organisation, name, _Nowhere())
        except AlteredFileError as error:
            yield error


class _Nowhere(BytesIO):
    def write(self, chunk: object) -> int:  # noqa: ARG002 - read only to be hashed
        return 0


def _chunks(organisation: str, name: str) -> Iterator[bytes]:
    rows = FileChunk.objects.filter(organisation=organisation, sha256=name).order_by("position")
    for content in rows.values_list("content", flat=True).iterator(chunk_size=1):
        yield bytes(content)
