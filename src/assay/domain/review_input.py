"""What a management review looked at, input by input."""

from typing import Annotated

from assay.domain.item import Also, Item, Refers, Text, Texts

ReviewRef = Annotated[Text, Refers("management_review")]


class ReviewInput(Item, register="review_input", key_from=("review", "standard", "input")):
    """One required input as one review discussed it."""

    review: Annotated[ReviewRef, Also("management review", "meeting")]
    standard: Text = ""
    input: Annotated[Text, Also("topic", "agenda item", "input id")]
    discussion: Annotated[Text, Also("minutes", "notes", "text")] = ""
    sources: Annotated[Texts, Also("source", "reports", "figures")] = ()
