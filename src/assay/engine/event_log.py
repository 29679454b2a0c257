"""XES event logs as an export of the family ``event``: a row is one event of one trace.

Streamed, so that a log may be of any length: no entities, no network, and
nothing of an event is kept once it is written down.  What is said of a trace
holds for each of its events, where they do not say otherwise.

What a newcomer would get wrong: XES names no event.  An ``identity:id`` does
where there is one; else it is the case and the event's number in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import ClassVar, Final

import duckdb

from assay.domain.problem import Place
from assay.domain.record_source import RecordSource
from assay.engine.headings import MappedColumn
from assay.engine.numbered_rows import NumberedRows
from assay.engine.refusal import RefusedRecordsError
from assay.intake.unreadable import UnreadableFileError
from assay.intake.xml_parts import Element, stream_xml

USUAL: Final = {
    "concept:name": "activity",
    "time:timestamp": "at",
    "org:resource": "actor",
    "identity:id": "event_id",
    "lifecycle:transition": "lifecycle",
}
"""The standard extensions' names, and what they are here."""

_CASE: Final = "case"
_NAME: Final = "concept:name"
_MADE: Final = "event id"
_IDENTITY: Final = "identity:id"
# What events and traces call otherwise, or would call as we call something else.
_OF_EVENT: Final = {_IDENTITY: _MADE, _CASE: "case of event", _MADE: "event id of event"}
_OF_TRACE: Final = {_NAME: _CASE, _IDENTITY: "case id", _CASE: "case of trace"}
_A_LOG: Final = "an event log in XES"
_MOST_COLUMNS: Final = 1_000


@dataclass(frozen=True, slots=True)
class EventLog:
    """A log that has been read through, with its events written down."""

    name: str
    path: Path
    headings: tuple[str, ...]
    rows: NumberedRows
    usual: ClassVar[Mapping[str, str]] = USUAL

    @property
    def sha256(self) -> str:
        """Return the hash of the file as it came."""
        with self.path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()

    @property
    def sample(self) -> Sequence[Sequence[str]]:
        """Return the first rows."""
        return self.rows.sample

    @property
    def size(self) -> int:
        """Return the size of the file."""
        return self.path.stat().st_size

    def stage(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[MappedColumn]) -> None:
        """Hand the events over."""
        self.rows.stage(connection, columns)


@dataclass
class _Log:
    """An event log being read: where it is, and which columns it has had."""

    rows: NumberedRows
    columns: dict[str, int] = field(default_factory=lambda: {_CASE: 0, _MADE: 1})
    trace: Element | None = None
    of_trace: list[str] = field(default_factory=lambda: ["", ""])
    in_trace: int = 0
    number: int = 0

    def take(self, event: Element) -> None:
        """Write an event down under the trace that it stands in."""
        trace = event.getparent()
        if trace is not self.trace:
            self._begin(trace)
        self.number += 1
        self.in_trace += 1
        cells = self.of_trace + [""] * (len(self.columns) - len(self.of_trace))
        self._fill(cells, event, _OF_EVENT)
        cells[1] = cells[1] or f"{cells[0]} #{self.in_trace}"
        self.rows.add(self.number, cells)

    def _begin(self, trace: Element | None) -> None:
        # What is said of a trace stands before its events, and is forgotten with them.
        self.trace, self.in_trace = trace, 0
        self.of_trace = [""] * len(self.columns)
        if trace is not None:
            self._fill(self.of_trace, trace, _OF_TRACE)

    def _fill(self, cells: list[str], element: Element, names: Mapping[str, str]) -> None:
        """Put the attributes of an element into the columns of their keys, new ones at the end."""
        for each in element:
            key = each.get("key")
            if key is None:
                continue
            key = names.get(key, key)
            place = self.columns.get(key)
            if place is None:
                place = self._new_column(key)
            if place >= len(cells):
                cells.extend([""] * (place + 1 - len(cells)))
            value = each.get("value")
            cells[place] = _values_in(each) if value is None else value

    def _new_column(self, name: str) -> int:
        if len(self.columns) >= _MOST_COLUMNS:
            raise UnreadableFileError(
                f"events with more than {_MOST_COLUMNS:,} different attributes", _A_LOG
            )
        return self.columns.setdefault(name, len(self.columns))


def open_event_log(path: Path, unpacked: Path, source: RecordSource, scratch: Path) -> EventLog:
    """Read every event once; ``unpacked`` is the log itself where the file is compressed."""
    if source.family != "event":
        raise RefusedRecordsError(
            Place(source.place), f"an event log for the family {source.family}", "the family event"
        )
    try:
        with NumberedRows(scratch) as rows, unpacked.open("rb") as stream:
            log = _Log(rows)
            for event in stream_xml(stream, "the log", ("event",)):
                log.take(event)
    except UnreadableFileError as refusal:
        raise RefusedRecordsError(Place(source.place), refusal.found, _A_LOG) from refusal
    if not log.number:
        raise RefusedRecordsError(Place(source.place), "no event in it", _A_LOG)
    return EventLog(source.place, path, tuple(log.columns), log.rows)


def _values_in(element: Element) -> str:
    """Return the values of a list or a container, one after the other."""
    return " ".join(inner.get("value", "") for inner in element.iter() if inner.get("value"))
