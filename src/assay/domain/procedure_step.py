"""One step of a procedure, as it is written."""

from typing import Annotated

from pydantic import Field

from assay.domain.item import Also, DocumentRef, Item, ProcessRef, Text


class ProcedureStep(Item, register="procedure_step", key_from=("document", "position")):
    """One step; practice is held against it."""

    document: Annotated[DocumentRef, Also("procedure")]
    process: ProcessRef = ""
    position: Annotated[int, Field(ge=1), Also("step", "step no", "order")]
    does: Annotated[Text, Also("action", "what", "text", "description")]
    role: Annotated[Text, Also("who", "by")] = ""
    activity: Annotated[Text, Also("event", "recorded as")] = ""
    family: Annotated[Text, Also("record family", "records")] = ""
