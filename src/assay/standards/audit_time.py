"""How many auditor days an audit of so many people usually takes, both stages together."""

from decimal import Decimal

from pydantic import Field

from assay.standards.row import Row


class AuditTimeBand(Row):
    """The days before adjustment for a number of people; a day has eight hours."""

    persons_from: int = Field(ge=1)
    persons_to: int = Field(ge=1)
    days: Decimal = Field(gt=0)
