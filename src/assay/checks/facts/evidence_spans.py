"""How long each control and each process has left records, without a gap, until the audit.

A span stands when the first record is some months old, the latest is no older
than one period, and no expected occurrence is missing in the window.  A control
that works once a year needs one record of the year and is flagged; one that
works on events, and had none, is left to the verdict on empty logs.

What a newcomer would get wrong: a family that nobody handed in is not an empty
one, so its control is unknown.  And where Stage 2 is planned for later, a span
that will be long enough by then is unknown until it is, not short.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from assay.checks.facts.calendar import Window, months_after, months_before
from assay.checks.facts.recorded_days import RecordedDays, recorded_days
from assay.checks.facts.stage_days import stage2_day
from assay.checks.operation import Operation
from assay.domain.deviation import Verdict
from assay.domain.evidence import Evidence
from assay.domain.frequency import Frequency
from assay.domain.process import Process
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.domain.soa_row import Applicability, ControlStatus, SoaRow

_YEAR_DAYS: Final = 366


class SpanFault(StrEnum):
    """What keeps a span from standing."""

    NO_RECORD = "no record"
    TOO_SHORT = "too short"
    GAP = "gap"


class Gap(NamedTuple):
    """The longest time between two records that touches the window."""

    from_on: date
    days: int


@dataclass(frozen=True)
class EvidenceSpan:
    """One control or process: its records from the first to the last, and what is missing."""

    key: str
    of: str
    title: str
    site: str
    families: tuple[str, ...]
    frequency: Frequency | None
    since_on: date | None
    status: ControlStatus | None
    known_from_on: date | None
    recorded: RecordedDays
    window: Window
    expected: int | None
    worst: Gap
    reaches_on: date | None
    faults: tuple[SpanFault, ...]
    why: tuple[str, ...]
    amber: bool

    @property
    def first_on(self) -> date | None:
        """Return the day of the first record."""
        return self.recorded.first_on

    @property
    def last_on(self) -> date | None:
        """Return the day of the latest record."""
        return self.recorded.last_on

    @property
    def named(self) -> str:
        """Return what people call it: the number of a control with its title."""
        return f"{self.key} ({self.title})" if self.title else self.key

    @property
    def about_records(self) -> tuple[str, ...]:
        """Return where to look."""
        return (f"{self.of} {self.key}", *(f"family {each}" for each in self.families))

    @cached_property
    def count(self) -> int:
        """Return how many records there are in the window."""
        return self.recorded.within(self.window).count

    @property
    def rare(self) -> bool:
        """Say whether one record of a year is all there can be."""
        return bool(self.frequency and (self.frequency.days or 0) >= _YEAR_DAYS)

    @property
    def verdict(self) -> Verdict:
        """Return whether the span stands; what cannot be told does not."""
        if self.faults:
            return Verdict.DEVIATES
        return Verdict.NOT_TESTED if self.why else Verdict.CONFORMS


def evidence_spans(operation: Operation) -> tuple[EvidenceSpan, ...]:
    """Return the span of each included control and each process that names its records."""
    kept = operation.__dict__.get("_evidence_spans")
    if kept is None:
        kept = tuple(_Reader(operation).spans())
        # Five checks ask for it, and each time every family would be read again.
        operation.__dict__["_evidence_spans"] = kept
    spans: tuple[EvidenceSpan, ...] = kept
    return spans


def longest_gap(recorded: RecordedDays, window: Window) -> Gap:
    """Return the longest interval that touches a window, the first of equals.

    The first counts from the last record before the window, and without one
    from the first record; the last one ends with the window.
    """
    inside = recorded.within(window).days
    before = [day for day in recorded.days if day < window.first_on]
    begin = (*before[-1:], *inside, window.first_on)[0]
    gaps = [
        Gap(one, (other - one).days) for one, other in pairwise((begin, *inside, window.last_on))
    ]
    return max(gaps, key=lambda gap: gap.days)


class _Subject(NamedTuple):
    """What leaves records: a control or a process."""

    key: str
    of: str
    title: str
    site: str
    families: tuple[str, ...]
    frequency: Frequency | None
    since_on: date | None
    status: ControlStatus | None


class _Judged(NamedTuple):
    """What a rule makes of the records of one thing."""

    faults: tuple[SpanFault, ...] = ()
    why: tuple[str, ...] = ()
    amber: bool = False


class _Reader:
    """Everything that the spans of one operation rest on, read once."""

    def __init__(self, operation: Operation) -> None:
        profile = operation.profile
        self._operation = operation
        self._as_of = operation.as_of
        self._months = profile.whole("evidence.min_months")
        self._ideal = profile.whole("evidence.ideal_months")
        self._tolerance = profile.whole("freq.tolerance_days")
        self._recorded = recorded_days(operation)
        self._audit_on = max(stage2_day(operation) or self._as_of, self._as_of)

    def spans(self) -> Iterator[EvidenceSpan]:
        """Yield the spans of controls, then those of processes."""
        yield from (self._span(each) for each in _controls(self._operation))
        yield from (self._span(each) for each in _processes(self._operation))

    def _span(self, subject: _Subject) -> EvidenceSpan:
        recorded = RecordedDays.of(
            self._recorded.get(family, RecordedDays()) for family in subject.families
        )
        window = self._operation.window
        period = subject.frequency.days if subject.frequency else None
        whole = (window.last_on - max(window.first_on, subject.since_on or window.first_on)).days
        judged = self._judge(subject, recorded)
        return EvidenceSpan(
            *subject,
            self._known_from(subject),
            recorded,
            window,
            max(whole, 0) // period if period else None,
            self._gap(recorded, period or 0),
            months_after(recorded.first_on, self._months) if recorded.first_on else None,
            *judged,
        )

    def _known_from(self, subject: _Subject) -> date | None:
        """Return the day from which the exports could show a record at all."""
        begins = [
            statement.window_from_on
            for family in subject.families
            for statement in self._operation.populations.statements(family)
        ]
        known = [day for day in begins if day is not None]
        return min(known) if known and len(known) == len(begins) else None

    def _judge(self, subject: _Subject, recorded: RecordedDays) -> _Judged:
        if why := self._why_unknown(subject, recorded):
            return _Judged(why=(why,))
        if not recorded.days or subject.frequency is None:
            return self._without_records(subject)
        period = subject.frequency.days
        if period is None:
            return self._by_event(subject, recorded)
        gap = self._gap(recorded, period)
        missing = gap.days > period + self._tolerance
        faults = (SpanFault.GAP,) if missing else ()
        why_gap = (self._says_gap(gap, period),) if missing else ()
        if period >= _YEAR_DAYS:
            return _Judged(faults, why_gap)
        aged = self._aged(recorded)
        return _Judged(
            (*aged.faults, *faults), (*aged.why, *why_gap), amber=aged.amber and not missing
        )

    def _why_unknown(self, subject: _Subject, recorded: RecordedDays) -> str:
        if not subject.families:
            return f"the {subject.of} names no records"
        absent = [each for each in subject.families if each not in self._recorded]
        if not recorded.days and any(each in FAMILIES for each in absent):
            return f"no records of {', '.join(absent)} were handed in"
        return "" if subject.frequency else "nothing says how often it works"

    def _gap(self, recorded: RecordedDays, period: int) -> Gap:
        """Return the longest gap; of what works once a year, the time since the last record."""
        if period >= _YEAR_DAYS and recorded.last_on is not None:
            return Gap(recorded.last_on, (self._as_of - recorded.last_on).days)
        return longest_gap(recorded, self._operation.window)

    def _says_gap(self, gap: Gap, period: int) -> str:
        return (
            f"{gap.days} days from {gap.from_on} without a record; "
            f"{period} and {self._tolerance} of tolerance are the longest"
        )

    def _without_records(self, subject: _Subject) -> _Judged:
        named = ", ".join(subject.families)
        if subject.frequency is Frequency.PER_EVENT:
            return _Judged(
                why=(f"no event left a record of {named}: nothing happened, or nobody wrote it",)
            )
        return _Judged((SpanFault.NO_RECORD,), (f"there is no record of {named}",))

    def _by_event(self, subject: _Subject, recorded: RecordedDays) -> _Judged:
        aged = self._aged(recorded)
        needed = months_before(self._as_of, self._months)
        if aged.faults and subject.since_on is not None and subject.since_on <= needed:
            return _Judged(
                why=(f"works since {subject.since_on}; no event before {recorded.first_on}",)
            )
        return aged

    def _aged(self, recorded: RecordedDays) -> _Judged:
        """Return what the age of the first record comes to."""
        first_on = recorded.first_on or self._as_of
        reaches_on = months_after(first_on, self._months)
        if first_on <= months_before(self._as_of, self._months):
            return _Judged(amber=first_on > months_before(self._as_of, self._ideal))
        says = f"the first record is of {first_on}; it spans {self._months} months on {reaches_on}"
        if first_on <= months_before(self._audit_on, self._months):
            return _Judged(why=(f"{says}, by Stage 2 on {self._audit_on}",))
        return _Judged((SpanFault.TOO_SHORT,), (says,))


def _controls(operation: Operation) -> Iterator[_Subject]:
    filed = _filed_families(operation)
    for key, row in sorted(operation[SoaRow].items()):
        if row.applicability is not Applicability.INCLUDED:
            continue
        families = row.families or filed.get(key, ())
        yield _Subject(
            key, "control", row.title, row.site, tuple(families), row.frequency,
            row.operating_since_on, row.status,
        )  # fmt: skip


def _filed_families(operation: Operation) -> Mapping[str, tuple[str, ...]]:
    """Return which records stand for each control by their own registers."""
    found: dict[str, set[str]] = {}
    filed: list[RecordSource | Evidence] = [
        *operation[RecordSource].values(),
        *operation[Evidence].values(),
    ]
    for each in filed:
        for control in each.controls:
            if each.family:
                found.setdefault(control, set()).add(each.family)
    return {control: tuple(sorted(families)) for control, families in found.items()}


def _processes(operation: Operation) -> Iterator[_Subject]:
    rhythms: dict[str, Frequency] = {
        each.family: each.frequency
        for each in operation[RecordSource].values()
        if each.frequency is not None
    }
    for key, process in sorted(operation[Process].items()):
        if process.records:
            rhythm = _slowest(rhythms.get(family) for family in process.records)
            yield _Subject(
                key, "process", process.name, process.site, process.records, rhythm, None, None
            )


def _slowest(rhythms: Iterable[Frequency | None]) -> Frequency:
    """Return the rhythm of a process; where nobody names one it works when there is work."""
    known = [each for each in rhythms if each is not None]
    if not known or any(each.days is None for each in known):
        return Frequency.PER_EVENT
    return max(known, key=lambda each: each.days or 0)
