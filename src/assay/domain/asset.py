"""Information, or something that holds it."""

from typing import Annotated

from assay.domain.criticality import Criticality
from assay.domain.item import Also, Item, PersonRef, SystemRef, Text


class Asset(Item, register="asset", title="Assets"):
    """One set of information or one thing of value, with its owner and class."""

    name: Annotated[Text, Also("asset name", "information set")]
    kind: Annotated[Text, Also("type", "category")] = ""
    owner: Annotated[PersonRef, Also("asset owner", "information owner")] = ""
    classification: Annotated[Text, Also("class", "confidentiality")] = ""
    criticality: Criticality | None = None
    held_in: Annotated[tuple[SystemRef, ...], Also("systems", "stored in")] = ()
    describes: Annotated[Text, Also("description")] = ""
