"""One question and what was answered."""

from typing import Annotated

from assay.domain.item import Also, ControlRef, Item, Refers, Text


class InterviewAnswer(Item, register="interview_answer", key_from=("interview", "question")):
    """One answer in somebody's own words."""

    interview: Annotated[Text, Refers("interview")]
    question: Annotated[Text, Also("question id", "asked")]
    answer: Annotated[Text, Also("answered", "reply")] = ""
    control: ControlRef = ""
    understood: Annotated[Text, Also("score", "result")] = ""
    gap: Annotated[Text, Also("gap found")] = ""
