"""A day that is not what the weekday says: a holiday, or a worked Saturday."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, Text


class CalendarDay(Item, register="calendar_day", key_from=("on", "site"), title="Working calendar"):
    """One exception to the working week, at one site or at all."""

    on: Annotated[date, Also("date", "day")]
    worked: Annotated[bool, Also("working day")] = False
    name: Annotated[Text, Also("holiday", "reason")] = ""
