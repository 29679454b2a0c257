"""What the organisation undertakes about a finding."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Refers, Text, Texts
from assay.domain.review_action import ActionStatus


class CorrectiveAction(Item, register="corrective_action", title="Corrective actions"):
    """One plan: cause, correction, action, and the check that it worked."""

    finding: Annotated[Text, Refers("finding"), Also("nonconformity", "finding id")]
    cause: Annotated[Text, Also("root cause", "cause analysis")] = ""
    correction: Annotated[Text, Also("immediate correction", "containment")] = ""
    action: Annotated[Text, Also("corrective action", "measure")] = ""
    owner: Annotated[PersonRef, Also("responsible")] = ""
    due_on: Annotated[date | None, Also("due", "due date", "deadline")] = None
    status: Annotated[ActionStatus | None, Also("state")] = None
    verify_by: Annotated[Text, Also("verification method", "how verified")] = ""
    done_on: Annotated[date | None, Also("implemented", "completed", "done")] = None
    evidence: Annotated[Texts, Also("implementation evidence", "record")] = ()
    impact: Annotated[Text, Also("impact statement")] = ""
    checked_on: Annotated[date | None, Also("effectiveness checked", "verified on")] = None
    checked_by: Annotated[PersonRef, Also("verified by")] = ""
    works: Annotated[bool | None, Also("effective", "effectiveness")] = None
