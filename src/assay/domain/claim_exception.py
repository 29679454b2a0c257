"""A departure from a promise that was allowed beforehand, for a time and a reason."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Refers, Text, Texts


class ClaimException(Item, register="claim_exception", title="Allowed departures"):
    """What a claim need not hold for, who allowed it, and until when."""

    claim: Annotated[Text, Refers("claim")]
    where: Annotated[Texts, Also("applies to", "condition", "records")] = ()
    reason: Annotated[Text, Also("why", "justification")] = ""
    approved_by: Annotated[PersonRef, Also("approver", "by")] = ""
    from_on: Annotated[date | None, Also("from", "approved on", "valid from")] = None
    until_on: Annotated[date | None, Also("until", "expires", "valid until")] = None
