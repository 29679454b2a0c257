"""The tables of the store.  All of them only ever grow; triggers hold that."""

from assay.store.models.file_chunk import FileChunk
from assay.store.models.intake import Intake
from assay.store.models.stored_entry import StoredEntry
from assay.store.models.stored_file import StoredFile
from assay.store.models.stored_organisation import StoredOrganisation

__all__ = ["FileChunk", "Intake", "StoredEntry", "StoredFile", "StoredOrganisation"]
