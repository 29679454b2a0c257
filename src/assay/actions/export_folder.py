"""Giving out what the store keeps of an organisation, as a folder."""

from collections.abc import Iterator
from datetime import datetime

from assay.domain.file import File
from assay.output.folder import render_folder
from assay.store.files import read_file
from assay.store.ledger import StoredLedger


def export_folder(organisation: str, until: datetime | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each file of the folder, as of an instant or now.

    A kept file that is not what was taken in is not given out: it raises.
    """

    def content(file: File) -> bytes:
        return read_file(organisation, file.sha256, file.key)

    return render_folder(StoredLedger(organisation).dossier(until), content)
