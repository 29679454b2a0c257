"""A document that the management system is written down in."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.item import (
    Also,
    ControlRef,
    Item,
    PersonRef,
    ProcessRef,
    Refers,
    Text,
    Texts,
)
from assay.domain.scope import VersionStatus

FileRef = Annotated[Text, Refers("file")]


class DocumentType(StrEnum):
    """What a document is for."""

    POLICY = "policy"
    PROCEDURE = "procedure"
    PROCESS_MAP = "process map"
    METHODOLOGY = "methodology"
    STANDARD = "standard"
    PLAN = "plan"
    PROGRAMME = "programme"
    REGISTER = "register"
    STATEMENT = "statement"
    REPORT = "report"
    RECORD = "record"
    FORM = "form"
    INSTRUCTION = "instruction"
    DRAWING = "drawing"
    CONTRACT = "contract"
    EXTERNAL = "external"


class Document(Item, register="document", title="Documented information"):
    """One document as the register has it now: its current version and what that rests on.

    ``satisfies`` holds keys of a standard's required documents.  Earlier
    versions, approvals and reviews are rows of their own; where those say
    otherwise than this row, that is for a check to say.
    """

    title: Annotated[Text, Also("document title", "name", "document", "document name")]
    type: Annotated[DocumentType | None, Also("document type", "kind", "category")] = None
    satisfies: Annotated[Texts, Also("required document", "catalogue key")] = ()
    clauses: Annotated[Texts, Also("clause")] = ()
    controls: Annotated[tuple[ControlRef, ...], Also("control", "annex a")] = ()
    processes: Annotated[tuple[ProcessRef, ...], Also("process")] = ()
    version: Annotated[Text, Also("rev", "revision", "issue", "ver")] = ""
    status: Annotated[VersionStatus | None, Also("state")] = None
    owner: Annotated[PersonRef, Also("document owner", "responsible")] = ""
    author: Annotated[PersonRef, Also("written by", "prepared by")] = ""
    approver: Annotated[PersonRef, Also("approved by", "released by")] = ""
    approved_on: Annotated[date | None, Also("approval date", "approved", "released on")] = None
    reviewed_on: Annotated[
        date | None, Also("last review", "last reviewed", "review date", "last reviewed on")
    ] = None
    next_review_on: Annotated[date | None, Also("next review", "review due", "due")] = None
    review_months: Annotated[int | None, Also("review interval", "interval months")] = None
    location: Annotated[Text, Also("stored at", "link", "url", "path")] = ""
    audience: Annotated[Texts, Also("readers", "distribution", "groups")] = ()
    staff_facing: Annotated[bool | None, Also("for all staff", "to be read by staff")] = None
    tags: Annotated[Texts, Also("architecture tags")] = ()
    file: Annotated[FileRef, Also("file name", "filename")] = ""
    retention_months: Annotated[int | None, Also("retention", "keep for months")] = None
