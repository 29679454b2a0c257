"""A look at a document to see whether it still holds."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Item, PersonRef, Text


class DocumentReview(Item, register="document_review", key_from=("document", "reviewed_on")):
    """One review, whether or not it led to a new version."""

    document: DocumentRef
    version: Annotated[Text, Also("version reviewed", "rev")] = ""
    reviewed_on: Annotated[date, Also("date", "on", "review date")]
    by: Annotated[PersonRef, Also("reviewer", "reviewed by")] = ""
    outcome: Annotated[Text, Also("result", "conclusion")] = ""
