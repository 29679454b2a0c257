"""One version of the Statement of Applicability."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Item, PersonRef, Text
from assay.domain.scope import VersionStatus


class Soa(
    Item, register="soa", plural="soas", key_from=("version",), title="Statements of Applicability"
):
    """A version of the statement as a whole; its rows are a register of their own."""

    version: Text
    standard: Annotated[Text, Also("edition")] = ""
    status: VersionStatus = VersionStatus.DRAFT
    approved_by: Annotated[PersonRef, Also("approver")] = ""
    approved_on: Annotated[date | None, Also("approval date")] = None
    document: DocumentRef = ""
