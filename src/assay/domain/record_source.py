"""Where a population of records comes from, and what may be said of it."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from assay.domain.document import FileRef
from assay.domain.frequency import Frequency
from assay.domain.item import Also, ControlRef, Instant, Item, PersonRef, SystemRef, Text, Texts


class SourceKind(StrEnum):
    """Whether records were taken out, or are read where they live."""

    EXPORT = "export"
    LIVE = "live"


class RecordSource(Item, register="record_source", title="Record sources"):
    """One file or query of one record family, with its window and its statement of completeness.

    ``mapping`` holds "their column = our column", one each.  ``table`` names the
    table or view of a database, or the sheet of a workbook.  ``database`` names
    the environment variable that says how a PostgreSQL database is reached; the
    address itself holds a password, and a register is no place for one.
    """

    family: Annotated[Text, Also("record family", "type", "record type")] = ""
    file: Annotated[FileRef, Also("file name", "path")] = ""
    kind: Annotated[SourceKind | None, Also("export or live")] = None
    system: Annotated[SystemRef, Also("source system")] = ""
    query: Annotated[Text, Also("report", "filter", "link")] = ""
    owner: Annotated[PersonRef, Also("record keeper", "keeper")] = ""
    extracted_by: Annotated[PersonRef, Also("exported by")] = ""
    extracted_at: Annotated[Instant | None, Also("exported at", "export time")] = None
    window_from_on: Annotated[date | None, Also("from", "window start", "period from")] = None
    window_until_on: Annotated[date | None, Also("until", "window end", "period to")] = None
    row_count: Annotated[int | None, Also("rows", "records", "count")] = None
    complete: Annotated[Text, Also("completeness", "completeness statement")] = ""
    independent: Annotated[bool | None, Also("independent source")] = None
    time_zone: Annotated[Text, Also("tz")] = ""
    frequency: Annotated[Frequency | None, Also("expected rhythm")] = None
    controls: Annotated[tuple[ControlRef, ...], Also("control")] = ()
    clauses: Annotated[Texts, Also("clause")] = ()
    retention_months: Annotated[int | None, Also("retention", "keep for months")] = None
    location: Annotated[Text, Also("kept at", "stored at")] = ""
    mapping: Annotated[Texts, Also("column mapping", "columns")] = ()
    table: Annotated[Text, Also("sheet", "view", "table name")] = ""
    database: Annotated[Text, Also("connection", "database variable")] = ""

    @property
    def place(self) -> str:
        """Return what problems call it: its file or database, and which table of it."""
        whole = self.file or self.database
        return f"{whole} ({self.table})" if self.table else whole

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return what keeps the records from being controlled evidence."""
        facts = {
            "family": self.family,
            "controls": self.controls or self.clauses,
            "owner": self.owner,
            "extracted_at": self.extracted_at or self.kind is SourceKind.LIVE,
            "system": self.system,
            "location": self.location or self.file or self.query or self.database,
            "retention_months": self.retention_months,
        }
        return tuple(name for name, fact in facts.items() if not fact)
