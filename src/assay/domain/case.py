"""A case: one organisation, its standards, and the rules of one certification body."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, Text, Texts


class Case(Item, register="case"):
    """What is to be certified, by which rules, and when.

    ``audit_on`` is the date that commands take when nobody names one; an
    organisation in earnest leaves it empty and is read as of today.
    """

    name: Text
    standards: Annotated[Texts, Also("standard")] = ()
    profile: Annotated[Text, Also("certification body profile")] = ""
    body: Annotated[Text, Also("certification body")] = ""
    audit_on: Annotated[date | None, Also("as of", "audit date")] = None
    stage1_on: Annotated[date | None, Also("stage 1")] = None
    stage2_on: Annotated[date | None, Also("stage 2")] = None
    started_on: Annotated[date | None, Also("start", "implementation start")] = None
    time_zone: Annotated[Text, Also("tz")] = ""
