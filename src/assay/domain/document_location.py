"""A place where documents are kept, and who can open it."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, Text, Texts


class DocumentLocation(Item, register="document_location", title="Document locations"):
    """One place; documents name it, or begin with it, in their location."""

    path: Annotated[Text, Also("location", "url", "folder")]
    readable_by: Annotated[Texts, Also("groups", "readers", "access")] = ()
    reachable: Annotated[bool | None, Also("exists", "works")] = None
    checked_on: Annotated[date | None, Also("date", "tested on")] = None
