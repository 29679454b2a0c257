"""A system that work is done with: software, a platform, a machine control."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.criticality import Criticality
from assay.domain.item import Also, Item, PersonRef, SupplierRef, Text, Texts, UnitRef


class Environment(StrEnum):
    """What a system is run for."""

    PRODUCTION = "production"
    STAGING = "staging"
    TEST = "test"
    DEVELOPMENT = "development"
    OFFICE = "office"


class System(Item, register="system", title="Systems"):
    """One system, where it really runs, and what it is told to be."""

    name: Annotated[Text, Also("system name", "application", "tool")]
    kind: Annotated[Text, Also("type", "category")] = ""
    describes: Annotated[Text, Also("description", "purpose")] = ""
    owner: Annotated[PersonRef, Also("system owner")] = ""
    unit: Annotated[UnitRef, Also("team", "operated by")] = ""
    supplier: Annotated[SupplierRef, Also("vendor", "provider")] = ""
    hosting_account: Annotated[Text, Also("account", "cloud account", "subscription")] = ""
    environment: Annotated[Environment | None, Also("env", "stage")] = None
    criticality: Criticality | None = None
    data_classes: Annotated[Texts, Also("data", "classification", "information")] = ()
    tags: Annotated[Texts, Also("architecture tags", "architecture")] = ()
    version: Annotated[Text, Also("release")] = ""
    live_on: Annotated[date | None, Also("go-live", "go live", "in use since")] = None
    retired_on: Annotated[date | None, Also("retired", "switched off")] = None
    must_be_validated: Annotated[bool | None, Also("validated", "validation required")] = None
    validated_version: Text = ""
    recovery_hours: Annotated[int | None, Also("rto", "recovery time objective")] = None
