"""The processes that Stage 1 walks through, and the one real record that each has to show.

Which processes is drawn, so that nobody picks those that shine: by SHA-256 of
a seed that follows from the organisation and the audit date, heavier processes
drawing more lots.  A walk shows that the system exists beyond paper, and
nothing more: Stage 2 draws its own samples, and there is no way from here into
them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from assay.checks.facts.calendar import Window, window_before
from assay.checks.material import Material
from assay.domain.criticality import Criticality
from assay.domain.process import Process
from assay.domain.record_summary import RecordSummary
from assay.domain.stage_plan import Stage

RECORDS_EACH = 1
_LOTS = {
    Criticality.CRITICAL: 4,
    Criticality.HIGH: 3,
    Criticality.MEDIUM: 2,
    Criticality.LOW: 1,
}
_KEY_PROCESS = 2


@dataclass(frozen=True, slots=True)
class RecordToShow:
    """Any one record of a day, of so many that there are."""

    family: str
    file: str
    day: date
    of: int


@dataclass(frozen=True, slots=True)
class Walk:
    """One process to be walked; without a record there is nothing to show."""

    process: str
    name: str
    owner: str
    lots: int
    shows: RecordToShow | None
    why_nothing: str = ""


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """The walks of Stage 1, in the order drawn, with what makes the draw repeatable."""

    seed: str
    of: int
    asked: int
    walks: tuple[Walk, ...]

    @property
    def stage(self) -> Stage:
        """Return the stage that the walks are for; it is not a field, so nothing can change it."""
        return Stage.STAGE_1

    @property
    def stands(self) -> bool:
        """Say whether as many are walked as asked for, and each has a record to show."""
        enough = len(self.walks) >= min(self.asked, self.of) > 0
        return enough and all(walk.shows for walk in self.walks)


def plan_walks(material: Material, seed: str = "") -> WalkPlan:
    """Return which processes Stage 1 walks; the same material and seed draw the same."""
    drawn_by = seed or f"{material.dossier.organisation}/{material.as_of}"
    processes = list(material[Process].values())
    ordered = sorted(processes, key=lambda process: (_best_lot(process, drawn_by), process.key))
    many = material.profile.whole("stage1.walk_n")
    window = window_before(material.as_of, material.profile.whole("sampling.window_months"))
    walks = (_walk(material, process, drawn_by, window) for process in ordered[:many])
    return WalkPlan(drawn_by, len(processes), many, tuple(walks))


def _lots(process: Process) -> int:
    lots = _LOTS[process.criticality] if process.criticality else 1
    return lots * _KEY_PROCESS if process.key_process else lots


def _best_lot(process: Process, seed: str) -> str:
    """Return the best of a process's lots; twice the lots are twice the chance to come before."""
    return min(_digest(seed, process.key, str(lot)) for lot in range(_lots(process)))


def _digest(*parts: str) -> str:
    return sha256("/".join(parts).encode()).hexdigest()


def _walk(material: Material, process: Process, seed: str, window: Window) -> Walk:
    shows = _record(process, material.records or (), seed, window)
    return Walk(
        process.key,
        process.name,
        process.owner,
        _lots(process),
        shows,
        "" if shows else _why_nothing(material, process, window),
    )


def _record(
    process: Process, records: Sequence[RecordSummary], seed: str, window: Window
) -> RecordToShow | None:
    """Return a record of the window, each with the same chance to be the one."""
    days = [
        (summary, day, count)
        for summary in sorted(records, key=lambda each: (each.family, each.file))
        if summary.family in process.records
        for day, count in sorted(_within(summary.days, window))
    ]
    whole = sum(count for _, _, count in days)
    if not whole:
        return None
    place = int(_digest(seed, process.key, "record"), 16) % whole
    for summary, day, count in days:
        if place < count:
            return RecordToShow(summary.family, summary.file, day, count)
        place -= count
    return None


def _within(days: Mapping[date, int], window: Window) -> Iterator[tuple[date, int]]:
    return ((day, count) for day, count in days.items() if day in window)


def _why_nothing(material: Material, process: Process, window: Window) -> str:
    if material.records is None:
        return "records were not counted"
    if not process.records:
        return "the process names no family of records"
    return f"there is no record from {window.first_on} to {window.last_on}"
