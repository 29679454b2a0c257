"""One nonconformity from its report to its closure, step by step."""

from dataclasses import dataclass
from enum import StrEnum

from assay.domain.trace import Presence


class LifeStep(StrEnum):
    """The steps that a nonconformity goes through, in this order."""

    REPORT = "report"
    CONTAINMENT = "containment"
    DISPOSITION = "disposition"
    CAUSE = "cause"
    ACTION = "action"
    EVIDENCE = "evidence"
    EFFECTIVENESS = "effectiveness"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class LifeState:
    """How one step stands: when it was, what is recorded of it, or why it is not there."""

    step: LifeStep
    presence: Presence
    at: int | None
    says: str


@dataclass(frozen=True, slots=True)
class NonconformityLife:
    """All steps of one report; ``backwards`` tells each step that was before the one it follows."""

    key: str
    steps: tuple[LifeState, ...]
    backwards: tuple[str, ...]

    @property
    def missing(self) -> tuple[LifeStep, ...]:
        """Return the steps that were gone past without a record."""
        return tuple(each.step for each in self.steps if each.presence is Presence.MISSING)

    @property
    def whole(self) -> bool:
        """Say whether no step is missing and none is out of order."""
        return not self.missing and not self.backwards
