"""One look at a supplier, and what came of it."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, SupplierRef, Text


class SupplierAssessment(Item, register="supplier_assessment", key_from=("supplier", "held_on")):
    """One assessment or re-assessment of a supplier."""

    supplier: SupplierRef
    held_on: Annotated[date, Also("on", "date", "assessed on")]
    by: Annotated[PersonRef, Also("assessor", "assessed by")] = ""
    method: Annotated[Text, Also("how", "basis")] = ""
    result: Annotated[Text, Also("outcome", "conclusion", "rating")] = ""
    evidence: Annotated[Text, Also("record", "report")] = ""
