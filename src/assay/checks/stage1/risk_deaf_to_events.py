"""Something significant happened, and no risk was looked at or changed.

Looks at
    The significant changes that registers show: a core system that went live or
    was switched off, a new version of the scope, a supplier of weight taken on
    or let go.  And incidents, as far as they are counted.  After each, whether
    any risk was written, changed, reviewed or signed within the days that the
    profile names.

Why it matters
    A system that manages risks adapts when they change.

Does not look at
    Whether the update had to do with the event; events for which the time is not
    yet over; changes of people.

Put right
    Look at the risks after each such event, and note what came of it.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from assay.checks.facts.calendar import Window, window_before
from assay.checks.facts.incidents import NOT_COUNTED, incident_days
from assay.checks.facts.risk_register import NO_RISKS, RiskRegister
from assay.checks.facts.significant_changes import significant_changes
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at

_DAYS = "risk.update_after_event_days"


class _Event(NamedTuple):
    on: date
    key: str
    what: str
    evidence: str
    incidents: int = 1


@check(since="2026.1")
def risk_deaf_to_events(material: Material) -> Looked:
    """Look for the answer of the register to each event."""
    register = RiskRegister.of(material)
    wait = timedelta(days=material.profile.whole(_DAYS))
    window = window_before(
        material.as_of - wait, material.profile.whole("risk.incident_lookback_months")
    )
    events = sorted(_events(material, window)) if register.risks else []
    unseen = register.risks and material.records is None
    return looked_at(
        (Member(f"{event.key} {event.on}") for event in events),
        _deviations(register, events, wait),
        unknown=[Unknown("incidents", NOT_COUNTED)] if unseen else (),
        nothing_because="nothing significant happened" if register.risks else NO_RISKS,
    )


def _events(material: Material, window: Window) -> Iterator[_Event]:
    for change in significant_changes(material):
        if change.on in window:
            yield _Event(change.on, change.key, change.says, change.evidence)
    for day, count in incident_days(material, window).items():
        yield _Event(day, "incidents", "", "incident records", count)


def _deviations(
    register: RiskRegister, events: list[_Event], wait: timedelta
) -> Iterator[Deviation]:
    updated = register.updated_on
    unheard = [event for event in events if not _falls_between(updated, event.on, event.on + wait)]
    for key, group in groupby(sorted(unheard, key=lambda each: each.key), lambda each: each.key):
        these = sorted(group)
        count = sum(event.incidents for event in these)
        first, last = these[0].on, these[-1].on
        span = f"on {first}" if first == last else f"from {first} to {last}"
        what = these[-1].what or f"{count} incidents {span}"
        yield Deviation(
            about=(key,),
            says=(
                f"{what[0].upper()}{what[1:]}; the risk register was not touched "
                f"within {wait.days} days."
            ),
            measured=f"{count} events",
            threshold=register.material.threshold(_DAYS),
            evidence=tuple(dict.fromkeys(event.evidence for event in these)),
            signal=True,
        )


def _falls_between(days: tuple[date, ...], first: date, last: date) -> bool:
    place = bisect_left(days, first)
    return place < len(days) and days[place] <= last
