"""Alerts stand without an answer.

Population
    Every alert that the monitoring tools raised in the window; where a document
    promises how soon alerts are taken up, those that it is about.

Deviation
    It became no incident and nobody decided what it was; or it was taken up
    later than promised.

Why it matters
    An alert that nobody answers is a problem that the procedure never met.  The
    procedure is used when something happens, or it is paper.

Does not look at
    Whether the decision was right; how many alerts are too many.

Put right
    Decide each one that stands open, and see why the tool's list and the
    answers part.
"""

from collections.abc import Iterator

from assay.checks.asking import Answer, ask_promises
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.kinds.answered import answered
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked, Unknown

ANSWERS = (Answers(ClaimKind.RESPONSE, "alert"), Answers(ClaimKind.DEADLINE, "alert"))
_FAMILY, _UNANSWERED = "alert", "alert-unanswered"


@population_check(since="2026.2", code="INC-UNUSED", answers=ANSWERS)
def alert_unanswered(operation: Operation) -> Looked:
    """Look for alerts without incident or decision, and for those taken up late."""
    undecided = ask_without_promise(
        operation,
        _UNANSWERED,
        _FAMILY,
        "raised_at",
        lambda members, terms: answered(
            members,
            ("incident", "decision"),
            told={"severity": "severity", "tool": "source"},
            terms=terms,
        ),
    )
    return looked_of(
        (undecided, *ask_promises(operation, ANSWERS)),
        _says,
        nothing_because="there are no records of alert",
        unknown=_own_list(operation),
    )


def _own_list(operation: Operation) -> Iterator[Unknown]:
    if operation.members(_FAMILY) is not None and not operation.independent(_FAMILY):
        yield Unknown(_UNANSWERED, "the alerts do not come from the tools' own lists")


def _says(answer: Answer) -> str:
    if answer.promise:
        late = f"{counted(answer, 'alerts')} were not taken up in time"
        return f"{late}: {named_first(answer)}; {promised(answer)}."
    handled, of = answer.tally.conforming, answer.tally.decided
    return (
        f"{counted(answer, 'alerts')} became no incident and were not decided: "
        f"{named_first(answer)}; handled are {handled} of {of} ({100 * handled / of:.1f} %)."
    )
