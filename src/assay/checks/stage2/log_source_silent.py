"""Sources of logs fell silent.

Population
    Every source that the records of captured logs name, day by day.

Deviation
    Between two days with events, or since the last one, more time passed than the
    profile allows a source to be silent.  The records end with the window of their
    export: what came later is not held against anybody.

Why it matters
    Nothing is seen where nothing is sent, and a silent source looks exactly like a
    quiet one.

Does not look at
    Sources that never sent anything; whether what was sent is read.

Put right
    Bring the named sources back, and have somebody told when one falls silent.
"""

from dataclasses import replace
from datetime import date, timedelta

from assay.checks.asking import Answer, ask, promises
from assay.checks.facts.log_sources import hold_capturing_sources
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.answers import Answers
from assay.claims.conditions import midnight
from assay.claims.expressions import MICROSECONDS, less, number
from assay.claims.kinds.frequency import Rhythm, frequency
from assay.claims.kinds.silence import silence
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest
from assay.claims.units import Units
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked, Threshold

FAMILY = "log_source"
ANSWERS = (Answers(ClaimKind.FREQUENCY, FAMILY),)


@population_check(since="2026.2", answers=ANSWERS)
def log_source_silent(operation: Operation) -> Looked:
    """Look for days without events, and for how long ago the last one was."""
    days, hours = _between(operation), _since_the_last(operation)
    return looked_of(
        (days, hours),
        lambda each: (
            f"{counted(each, 'sources of logs')} were silent too long: "
            + ", ".join(
                f"{one.key} ({one.measured} "
                + (f"from {one.facts.get('gap_from', '')})" if each is days else "since the last)")
                for one in each.first[:5]
            )
            + f"{_stated(operation)}."
        ),
        nothing_because="there are no records of captured logs",
    )


def _stated(operation: Operation) -> str:
    places = sorted({each.stated_in for each in promises(operation, ANSWERS)})
    return f"; daily capture is promised in {' and '.join(places)}" if places else ""


def _threshold(operation: Operation) -> Threshold:
    setting = operation.threshold("tech.log_silent_hours")
    return Threshold(f"{setting.value} without events", setting.stated_in)


def _ends_on(operation: Operation) -> date:
    """Return the last day that the exports reach."""
    told = [each.window_until_on for each in operation.populations.statements(FAMILY)]
    return min((operation.as_of, *(each for each in told if each is not None)))


def _between(operation: Operation) -> Answer:
    hours = operation.profile.whole("tech.log_silent_hours")

    def rule(members: Members) -> PopulationTest:
        ends = _ends_on(operation)
        begins = midnight(operation.window.first_on)
        # A whole day without events is more than a day of silence.
        rhythm = Rhythm(max(1, hours // 24), 0, begins, midnight(ends))
        heard = less(number(0), members.value("events"))
        units = Units(hold_capturing_sources(operation))
        return frequency(members, "day", "source", rhythm, units=units, where=heard)

    asked = ask(operation, "days with events", FAMILY, rule, threshold=_threshold(operation))
    # Daily capture is what is promised; how long is too long, the profile says.
    promised = next(iter(promises(operation, ANSWERS)), None)
    return replace(asked, name=promised.key, promise=promised) if promised else asked


def _since_the_last(operation: Operation) -> Answer:
    hours = operation.profile.whole("tech.log_silent_hours")

    def rule(members: Members) -> PopulationTest:
        ends = midnight(_ends_on(operation) + timedelta(days=1))
        now = min(ends, operation.as_of_end)
        limit = hours * 3600 * MICROSECONDS
        return silence(members, "last_event_at", "source", now, limit)

    return ask(operation, "last event", FAMILY, rule, threshold=_threshold(operation))
