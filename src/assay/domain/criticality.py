"""How much hangs on a thing."""

from enum import StrEnum


class Criticality(StrEnum):
    """The organisation's own judgement of what would follow if the thing failed."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def weighs_much(self) -> bool:
        """Say whether rules for critical things apply."""
        return self in {Criticality.HIGH, Criticality.CRITICAL}
