"""A look at one setting or one operation of a system, as the control describes it."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, ControlRef, Item, PersonRef, SystemRef, Text, Texts


class TechnicalTest(Item, register="technical_test", title="Technical tests"):
    """One planned test: what a system is meant to be like, and what it was seen to be like.

    It looks and never tries to break in: an auditor is no penetration tester.
    ``access_verified_on`` is the day on which whoever shows it last got in.
    """

    control: Annotated[ControlRef, Also("control number")]
    system: SystemRef = ""
    looks_at: Annotated[Text, Also("test", "setting", "what")] = ""
    expected: Annotated[Text, Also("meant to be", "described")] = ""
    observed: Annotated[Text, Also("seen", "actual")] = ""
    owner: Annotated[PersonRef, Also("responsible", "shown by")] = ""
    access_verified_on: Annotated[date | None, Also("access verified", "access tried")] = None
    evidence: Annotated[Texts, Also("records", "attachments")] = ()
    planned_on: Annotated[date | None, Also("planned", "planned for")] = None
    done_on: Annotated[date | None, Also("done", "tested", "date")] = None
    works: Annotated[bool | None, Also("result", "as described")] = None
