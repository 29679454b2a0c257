"""What the certificate is to cover, in one version of the statement."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Item, PersonRef, Text, Texts


class VersionStatus(StrEnum):
    """How far a version of something written has come."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Scope(Item, register="scope", title="Scope statements", key_from=("version",)):
    """One version of the scope statement; its boundary stands item by item beside it.

    ``not_applicable`` are clauses of a standard that lets some not apply.
    """

    version: Text
    standards: Annotated[Texts, Also("standard")] = ()
    statement: Annotated[Text, Also("scope statement", "text")] = ""
    status: VersionStatus = VersionStatus.DRAFT
    approved_by: Annotated[PersonRef, Also("approver")] = ""
    approved_on: Annotated[date | None, Also("approval date")] = None
    document: DocumentRef = ""
    not_applicable: Annotated[Texts, Also("requirements not applicable")] = ()
    not_applicable_because: Annotated[Text, Also("why not applicable")] = ""
