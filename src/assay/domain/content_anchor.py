"""Where in a document a required element of content stands."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Item, PersonRef, Text


class ContentAnchor(
    Item, register="content_anchor", key_from=("document", "requirement", "element")
):
    """One required element, pointed at by the owner and confirmed by a reviewer."""

    document: DocumentRef
    requirement: Annotated[Text, Also("required document", "catalogue key")]
    element: Annotated[Text, Also("content element", "topic")]
    section: Annotated[Text, Also("where", "heading", "chapter")] = ""
    quote: Annotated[Text, Also("text", "words")] = ""
    version: Text = ""
    anchored_by: Annotated[PersonRef, Also("owner", "by")] = ""
    confirmed_by: Annotated[PersonRef, Also("reviewer")] = ""
    confirmed_on: Annotated[date | None, Also("confirmed")] = None
