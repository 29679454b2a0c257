"""A single record that is kept as evidence."""

from datetime import date
from typing import Annotated

from assay.domain.document import FileRef
from assay.domain.item import Also, ControlRef, Item, PersonRef, SystemRef, Text, Texts
from assay.domain.record_source import SourceKind


class Evidence(Item, register="evidence", plural="evidence", title="Evidence"):
    """One record: what it is, what it stands for, where it is kept and for how long."""

    title: Annotated[Text, Also("name", "record")] = ""
    family: Annotated[Text, Also("type", "record type", "record family")] = ""
    controls: Annotated[tuple[ControlRef, ...], Also("control")] = ()
    clauses: Annotated[Texts, Also("clause")] = ()
    owner: Annotated[PersonRef, Also("record owner", "keeper")] = ""
    created_on: Annotated[date | None, Also("created", "date", "record date")] = None
    system: Annotated[SystemRef, Also("source system", "source")] = ""
    location: Annotated[Text, Also("stored at", "path", "link")] = ""
    retention_months: Annotated[int | None, Also("retention", "keep for months")] = None
    file: Annotated[FileRef, Also("file name")] = ""
    sha256: Annotated[Text, Also("hash", "content hash")] = ""
    kind: Annotated[SourceKind | None, Also("export or live")] = None
    exported_on: Annotated[date | None, Also("exported", "export date")] = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return what keeps the record from being controlled evidence.

        Its key is always there.  A record with a file has that file's hash.
        """
        facts = {
            "family": self.family,
            "controls": self.controls or self.clauses,
            "owner": self.owner,
            "created_on": self.created_on,
            "system": self.system,
            "location": self.location or self.file,
            "retention_months": self.retention_months,
            "sha256": self.sha256 or self.file,
        }
        return tuple(name for name, fact in facts.items() if not fact)
