"""A log is empty although signals tell that something happened.

Population
    The logs that may be empty for good reasons, incidents and complaints, where
    they are there; beside each the signals of the window.

Deviation
    Nothing of the window stands in the log, and signals belong in it: alerts
    that name an incident or that nobody decided, reports on parts that had
    already been delivered.

Why it matters
    Nothing happened, or nothing was written down.  An empty log says both.

Does not look at
    Logs with records.  An empty log whose signals were all decided is honest,
    and still shows nothing: it is not tested, and an exercise stands in for it.

Put right
    Go through the signals, write down what belongs in the log, and hold an
    exercise where there truly was nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assay.checks.asking import Answer, title_of
from assay.checks.facts.empty_logs import LOGS, Log, last_exercise, records_of, signals_of
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import deviation_of, named_first
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at


@dataclass(frozen=True)
class _Seen:
    log: Log
    records: Answer
    signals: Answer | None


@population_check(since="2026.2")
def log_empty_with_signals(operation: Operation) -> Looked:
    """Look at the signals beside each empty log."""
    seen = [
        _Seen(log, records, signals_of(operation, log) if not records.tally.population else None)
        for log in LOGS.values()
        if operation.members(log.family) is not None
        for records in [records_of(operation, log)]
    ]
    return looked_at(
        [Member(each.log.family) for each in seen],
        (deviation for each in seen for deviation in _not_recorded(each)),
        unknown=(unknown for each in seen for unknown in _untold(operation, each)),
        nothing_because="there is no log of incidents or complaints",
        figures=(
            answer.figures for each in seen for answer in (each.records, each.signals) if answer
        ),
    )


def _not_recorded(seen: _Seen) -> Iterator[Deviation]:
    signals = seen.signals
    if signals and signals.first:
        name, of = title_of(seen.log.family), signals.tally.population
        says = (
            f"The log of {name} is empty, while {signals.tally.deviating} of {of} "
            f"{seen.log.says}: {named_first(signals, with_values=False)}."
        )
        yield replace(
            deviation_of(signals, says, "not recorded"),
            about=(seen.log.family,),
            measured=f"0 records; {signals.tally.deviating} of {of} signals",
        )


def _untold(operation: Operation, seen: _Seen) -> Iterator[Unknown]:
    signals, name = seen.signals, title_of(seen.log.family)
    if seen.records.untestable:
        yield Unknown(seen.log.family, seen.records.untestable)
    elif signals is None or signals.first:
        return
    elif signals.untestable:
        yield Unknown(
            seen.log.family,
            f"the log of {name} is empty, and nothing tells whether anything happened: "
            f"{signals.untestable}",
        )
    elif operation.profile.choice("inc.empty_log") != "fine":
        yield Unknown(
            seen.log.family,
            f"no events: the log of {name} is there and empty, and none of "
            f"{signals.tally.population} signals belongs in it; nothing can be tested"
            f"{_exercise(operation)}",
        )


def _exercise(operation: Operation) -> str:
    found = last_exercise(operation)
    if found is None:
        return ", and no exercise stands in for it"
    clock = f", written down after {found.time_to_log}" if found.time_to_log else ""
    return f"; the exercise {found.key} of {found.held_on} can stand in for it{clock}"
