"""The text of one document of the store, as its file was read; other documents are not touched."""

from pathlib import Path

from django.conf import settings

from assay.domain.document import Document
from assay.domain.document_text import DocumentText
from assay.domain.file import File
from assay.intake.documents.read import read_documents
from assay.ledger.dossier import Dossier
from assay.store.files import read_file

READINGS = "readings"
"""The folder of the data directory in which readings are kept."""


def document_text(dossier: Dossier, document: Document) -> DocumentText | None:
    """Return the text of a document's file of this dossier, or nothing where none can be read.

    The file is verified each time; taking it apart is done once and kept.
    """
    file = dossier[File].get(document.file)
    if file is None:
        return None
    content = read_file(dossier.organisation, file.sha256, file.key)
    texts, _ = read_documents([(file.key, content)], cache=Path(settings.ASSAY_HOME) / READINGS)
    return texts.get(file.key)
