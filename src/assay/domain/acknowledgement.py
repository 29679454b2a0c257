"""Somebody's word that they have read a document."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Item, PersonRef, Text


class Acknowledgement(Item, register="acknowledgement", key_from=("document", "version", "person")):
    """One person has read one version."""

    document: DocumentRef
    version: Annotated[Text, Also("rev", "revision")] = ""
    person: Annotated[PersonRef, Also("who", "reader", "employee", "name")]
    read_on: Annotated[date | None, Also("date", "acknowledged on", "on")] = None
