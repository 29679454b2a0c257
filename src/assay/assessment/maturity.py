"""How far each process has come, told by its records and never by what anybody typed.

A process is designed when a document in use describes it, introduced when
people have been told of it or the first records are there, operating when
records are of more than one day and the last of them lies in the window, and
measured when, after the months that evidence has to span, its measures have
targets and values too.

What a newcomer would get wrong: old records do not make a process operate.  A
process whose last record lies before the window has fallen back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assay.checks.facts.calendar import Window, months_between, window_before
from assay.checks.facts.process_documents import documents_by_process
from assay.checks.material import Material
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.document import Document
from assay.domain.kpi import Kpi
from assay.domain.measurement import Measurement
from assay.domain.process import Process

_MORE_THAN_ONCE = 2


class Maturity(StrEnum):
    """The steps from paper to numbers."""

    DESIGNED = "designed"
    INTRODUCED = "introduced"
    OPERATING_BRIEFLY = "operating for less than the months asked for"
    OPERATING = "operating for the months asked for"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class ProcessMaturity:
    """One process: its step, or nothing where that cannot be told, and why."""

    process: str
    step: Maturity | None
    because: str
    records: int = 0
    first_on: date | None = None
    last_on: date | None = None


def process_maturities(material: Material) -> tuple[ProcessMaturity, ...]:
    """Return how far each process has come by the audit date, in the order of their keys."""
    documents = documents_by_process(material)
    acknowledged = {each.document for each in material[Acknowledgement].values()}
    measures = _measured(material)
    return tuple(
        _maturity(material, process, documents[key], acknowledged, measures.get(key, ""))
        for key, process in sorted(material[Process].items())
    )


def _maturity(
    material: Material,
    process: Process,
    documents: tuple[Document, ...],
    acknowledged: set[str],
    measured_by: str,
) -> ProcessMaturity:
    if material.records is None:
        return ProcessMaturity(process.key, None, "records were not counted")
    if not process.records:
        return ProcessMaturity(process.key, None, "it names no family of records")
    days = _days(material, process)
    if not days:
        return _without_records(process, documents, acknowledged)
    window = window_before(material.as_of, material.profile.whole("sampling.window_months"))
    step, because = _operation(material, days, window, measured_by)
    return ProcessMaturity(process.key, step, because, sum(days.values()), min(days), max(days))


def _days(material: Material, process: Process) -> Mapping[date, int]:
    """Return how many records of the process's families there are of each day so far."""
    days: dict[date, int] = {}
    for summary in material.records or ():
        if summary.family in process.records:
            for day, count in summary.days.items():
                if day <= material.as_of:
                    days[day] = days.get(day, 0) + count
    return days


def _without_records(
    process: Process, documents: tuple[Document, ...], acknowledged: set[str]
) -> ProcessMaturity:
    told = [document.key for document in documents if document.key in acknowledged]
    if told:
        because = f"{told[0]} has been read by staff; no record yet"
        return ProcessMaturity(process.key, Maturity.INTRODUCED, because)
    if documents:
        because = f"{documents[0].key} describes it; no record yet"
        return ProcessMaturity(process.key, Maturity.DESIGNED, because)
    return ProcessMaturity(process.key, None, "no document in use describes it, and no record")


def _operation(
    material: Material, days: Mapping[date, int], window: Window, measured_by: str
) -> tuple[Maturity, str]:
    first_on, last_on = min(days), max(days)
    if last_on not in window:
        return Maturity.INTRODUCED, f"the last record is of {last_on}, before {window.first_on}"
    if len(days) < _MORE_THAN_ONCE:
        return Maturity.INTRODUCED, f"all records are of one day, {last_on}"
    months = months_between(first_on, material.as_of)
    asked = material.profile.whole("evidence.min_months")
    since = f"records since {first_on}, {months} months"
    if months < asked:
        return Maturity.OPERATING_BRIEFLY, f"{since} of {asked}"
    if measured_by:
        return Maturity.MEASURED, f"{since}; {measured_by}"
    return Maturity.OPERATING, since


def _measured(material: Material) -> Mapping[str, str]:
    """Return the processes of which a measure with a target has values in the window."""
    window = window_before(material.as_of, material.profile.whole("sampling.window_months"))
    values = {value.of for value in material[Measurement].values() if value.measured_on in window}
    found: dict[str, str] = {}
    for process, kpi in _kpis(material):
        if kpi.target is not None and kpi.key in values:
            found.setdefault(process, f"measured by {kpi.key}")
    return found


def _kpis(material: Material) -> Iterator[tuple[str, Kpi]]:
    kpis = material[Kpi]
    for kpi in kpis.values():
        yield kpi.process, kpi
    for process in material[Process].values():
        for key in process.kpis:
            if key in kpis:
                yield process.key, kpis[key]
