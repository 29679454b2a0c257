"""What the organisation says of itself when asked."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text, Texts


class QuestionnaireAnswer(Item, register="questionnaire_answer", title="Self-check answers"):
    """One answer; on its own it proves nothing, so what backs it is named."""

    question: Annotated[Text, Also("question id")]
    answer: Annotated[Text, Also("reply")] = ""
    affirms: Annotated[bool | None, Also("yes or no", "yes")] = None
    by: Annotated[PersonRef, Also("answered by")] = ""
    answered_on: Annotated[date | None, Also("date", "on")] = None
    backed_by: Annotated[Texts, Also("records", "evidence")] = ()
