"""Logs are captured and not looked at.

Population
    Every source that captured events, with the day on which it first did.

Deviation
    Two verdicts apart.  Captured: a source sent no event in the window.  Reviewed:
    one interval between two reviews of a source is longer than promised and
    tolerated.  A source without any review is one of them.

Why it matters
    A million events that nobody looks at protect nobody; they only show afterwards
    what could have been seen.

Does not look at
    How thorough a review was, and whether alerts were answered.

Put right
    Look through the named sources now, and note it; leave out of the log plan what
    nobody needs to read.
"""

from dataclasses import replace

from assay.checks.asking import Answer, ask, ask_promises
from assay.checks.facts.log_sources import hold_capturing_sources
from assay.checks.operation import Operation
from assay.checks.own_rules import within_days
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.compiling import Circumstances
from assay.claims.kinds.summed import summed
from assay.claims.members import Members, Window
from assay.claims.population_test import PopulationTest
from assay.claims.units import Units
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked, Unknown

CAPTURED, REVIEWED = "captured", "reviewed"
ANSWERS = (Answers(ClaimKind.FREQUENCY, "log_review"),)


@population_check(since="2026.2", code="LOG-UNREVIEWED", answers=ANSWERS)
def log_unreviewed(operation: Operation) -> Looked:
    """Tell apart what is captured and what is reviewed."""
    captured = _captured(operation)

    def known(given: Circumstances) -> Circumstances:
        units = Units(hold_capturing_sources(operation))
        return replace(given, units_of=lambda _, __: units)

    reviewed = ask_promises(operation, ANSWERS, known=known)
    unpromised = Unknown(REVIEWED, "no document promises how often logs are reviewed")
    return looked_of(
        (captured, *reviewed),
        lambda each: _says(each, captured=each is captured),
        unknown=() if reviewed else (unpromised,),
        nothing_because="there are no records of captured logs",
    )


def _says(answer: Answer, *, captured: bool) -> str:
    if captured:
        of = counted(answer, "sources")
        return f"{of} captured no event: {named_first(answer, with_values=False)}."
    never = sum(each.facts.get("last_at") is None for each in answer.first)
    return (
        f"The longest time between two reviews is too long for "
        f"{counted(answer, 'sources that capture logs')}: {named_first(answer)}"
        + (f"; {never} of them never reviewed" if never else "")
        + f"; {promised(answer)}."
    )


def _captured(operation: Operation) -> Answer:
    def rule(members: Members) -> PopulationTest:
        window = within_days(operation, members, "day").window
        return summed(members, "events", "source", window or Window("day", 0, 0))

    return ask(operation, CAPTURED, "log_source", rule)
