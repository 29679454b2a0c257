"""What a scope takes in and leaves out, thing by thing."""

from enum import StrEnum
from typing import Annotated

from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Also, Item, PersonRef, Refers, Text


class Stance(StrEnum):
    """On which side of the boundary a thing stands."""

    IN = "in"
    OUT = "out"


class Boundary(
    Item,
    register="boundary",
    plural="boundaries",
    title="Scope boundary",
    key_from=("scope", "kind", "item", "stance"),
):
    """One clause of a scope's boundary: this thing is in, or out with a reason.

    ``item`` is a key of the register that ``kind`` names, or ``*`` for all of
    that kind.  What is protected and why stand here because they are asked of
    what is in scope, not of the thing as such.
    """

    scope: Annotated[Text, Refers("scope")]
    kind: Annotated[InventoryKind, Also("type", "type of item")]
    item: Annotated[Text, Also("name", "what")]
    stance: Annotated[Stance, Also("in or out", "included", "in scope")]
    reason: Annotated[Text, Also("exclusion reason", "justification")] = ""
    protects: Annotated[Text, Also("what is protected", "protected")] = ""
    why: Annotated[Text, Also("why it matters", "rationale")] = ""
    owner: PersonRef = ""
