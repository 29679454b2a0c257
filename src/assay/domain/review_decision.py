"""What a management review decided."""

from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text, Texts
from assay.domain.review_input import ReviewRef


class ReviewDecision(Item, register="review_decision", title="Management review decisions"):
    """One decision, the input it answers and what it set off."""

    review: Annotated[ReviewRef, Also("management review", "meeting")]
    input: Annotated[Text, Also("topic", "input id")] = ""
    decision: Annotated[Text, Also("text", "decided")]
    about: Annotated[Text, Also("kind", "subject")] = ""
    decided_by: Annotated[PersonRef, Also("by")] = ""
    based_on: Annotated[Texts, Also("basis", "figures", "reports")] = ()
    leads_to: Annotated[Texts, Also("improvements", "changes", "result")] = ()
