"""A number by which a process is steered."""

from decimal import Decimal
from typing import Annotated

from assay.domain.frequency import Frequency
from assay.domain.item import Also, Item, PersonRef, ProcessRef, Text
from assay.domain.objective import Direction


class Kpi(Item, register="kpi", title="Process measures"):
    """One measure of one process."""

    name: Annotated[Text, Also("kpi", "measure", "indicator")]
    process: ProcessRef = ""
    measured_in: Annotated[Text, Also("unit")] = ""
    target: Annotated[Decimal | None, Also("target value")] = None
    direction: Annotated[Direction | None, Also("better when")] = None
    every: Annotated[Frequency | None, Also("frequency", "interval")] = None
    owner: PersonRef = ""
    source: Annotated[Text, Also("data source")] = ""
