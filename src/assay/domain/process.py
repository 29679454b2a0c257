"""A process: what goes in, what comes out, who answers for it."""

from enum import StrEnum
from typing import Annotated

from assay.domain.criticality import Criticality
from assay.domain.item import (
    Also,
    DocumentRef,
    Item,
    PersonRef,
    SiteRef,
    SupplierRef,
    SystemRef,
    Text,
    Texts,
    UnitRef,
)


class OutsourcedControl(StrEnum):
    """How the organisation keeps hold of a process that others run for it."""

    CONTRACT = "contract"
    INSPECTION = "inspection"
    ASSESSMENT = "assessment"
    JOINT_PROCEDURE = "joint procedure"
    MONITORING = "monitoring"


class Process(Item, register="process", plural="processes", title="Processes"):
    """One process of the landscape; links to others are rows of their own."""

    name: Annotated[Text, Also("process name")]
    owner: Annotated[PersonRef, Also("process owner", "responsible")] = ""
    purpose: Annotated[Text, Also("aim", "objective")] = ""
    inputs: Texts = ()
    outputs: Texts = ()
    criteria: Annotated[Text, Also("criteria and methods")] = ""
    kpis: Annotated[Texts, Also("measures", "indicators")] = ()
    key_process: Annotated[bool | None, Also("key", "core process")] = None
    criticality: Criticality | None = None
    sites: Annotated[tuple[SiteRef, ...], Also("locations")] = ()
    units: Annotated[tuple[UnitRef, ...], Also("departments", "teams")] = ()
    systems: tuple[SystemRef, ...] = ()
    documents: Annotated[tuple[DocumentRef, ...], Also("procedures", "maps")] = ()
    clauses: Texts = ()
    outsourced: bool | None = None
    suppliers: Annotated[tuple[SupplierRef, ...], Also("supplier", "provider")] = ()
    outsourced_control: Annotated[OutsourcedControl | None, Also("type of control")] = None
    monitoring: Annotated[Text, Also("monitoring record")] = ""
    records: Annotated[Texts, Also("record families", "evidence")] = ()
