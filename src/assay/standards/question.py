"""Questions for interviews, and the stock phrases that risk registers are copied from.

There are no answers here and there never will be: a rehearsed answer helps
nobody.
"""

from enum import StrEnum

from pydantic import Field

from assay.standards.row import Listed, Row, Said


class QuestionKind(StrEnum):
    """What a question is after."""

    AWARENESS = "awareness"
    SITUATION = "situation"
    TRAINING = "training"
    SCENARIO = "scenario"
    PROCESS = "process"


class Question(Row):
    """One question for one kind of person about one matter."""

    key: Said
    kind: QuestionKind
    asks: Said
    roles: Listed = Field(min_length=1)
    controls: Listed = ()
    clauses: Listed = ()


class StockRisk(Row):
    """A risk as templates word it; a register full of these was not thought through."""

    key: Said
    about: Said
    text: Said
