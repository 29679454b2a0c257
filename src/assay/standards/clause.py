"""A clause of a standard: its number, its title, and what it asks in our own words."""

from enum import StrEnum

from pydantic import Field

from assay.standards.row import Row, Said, Whole


class ClauseKind(StrEnum):
    """Whether a clause asks for something itself or only holds others together."""

    REQUIREMENT = "requirement"
    HEADING = "heading"


class Clause(Row):
    """One numbered clause; its items are the lettered points that others refer to."""

    number: Said
    title: Said
    kind: ClauseKind = ClauseKind.REQUIREMENT
    asks: str = ""
    items: dict[str, Said] = Field(default_factory=dict)
    parent: str = ""
    performed_by_stage: Whole = Field(default=2, ge=1, le=2)
    """The stage by which the clause has to be lived, not only described."""

    @property
    def parent_number(self) -> str:
        """Return the clause above, which the number itself tells unless the row says otherwise."""
        return self.parent or self.number.rpartition(".")[0]
