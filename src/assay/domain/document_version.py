"""One version of a document."""

from datetime import date
from typing import Annotated

from assay.domain.document import FileRef
from assay.domain.item import Also, DocumentRef, Item, PersonRef, Text
from assay.domain.scope import VersionStatus


class DocumentVersion(Item, register="document_version", key_from=("document", "version")):
    """One version: who wrote it, when, and what made it necessary.

    ``prompted_by`` names the finding, mismatch or change that the revision
    answers; a revision so linked is not last-minute polish.
    """

    document: DocumentRef
    version: Annotated[Text, Also("rev", "revision", "issue")]
    created_on: Annotated[date | None, Also("date", "written on", "created")] = None
    author: Annotated[PersonRef, Also("written by", "by")] = ""
    changes: Annotated[Text, Also("change", "summary of changes", "description")] = ""
    prompted_by: Annotated[Text, Also("because of", "reason", "linked to")] = ""
    status: VersionStatus | None = None
    in_force_from_on: Annotated[date | None, Also("effective", "in force from")] = None
    in_force_until_on: Annotated[date | None, Also("in force until", "superseded on")] = None
    file: Annotated[FileRef, Also("file name", "filename")] = ""
    sha256: Annotated[Text, Also("hash", "content hash")] = ""
