"""Nobody looked in time at whether a corrective action had worked, or at what was the cause.

Population
    Every corrective action of the window with a promised time; without a promise,
    those taken in the window, held against the profile; and all that were closed.

Deviation
    The effect was checked, or the cause known, later than promised, or is open
    beyond that time; or an action was closed that had not been checked, or that
    had not worked.

Why it matters
    An action whose effect nobody checked is a hope, and its fault comes back.

Does not look at
    Whether the cause is the real one.

Put right
    Check the effect of what was done, with a figure, and start again where it did
    not work.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.expressions import DAY
from assay.claims.kinds.deadline import Limit, deadline
from assay.claims.kinds.filled import filled
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.DEADLINE, "capa"),
    Answers(ClaimKind.RESPONSE, "capa"),
)
_IN_TIME, _CLOSED = "effects of actions", "closed actions"


@population_check(since="2026.2", answers=ANSWERS)
def corrective_action_effect_unchecked(operation: Operation) -> Looked:
    """Look at when the effect of each action was checked."""

    def proven(actions: Members, terms: Terms) -> PopulationTest:
        return filled(actions, ["checked_at", "effective"], where="closed_at", terms=terms)

    closed = ask_without_promise(operation, _CLOSED, "capa", "closed_at", proven)
    in_time = ask_promises(operation, ANSWERS) or (_without_promise(operation),)
    return looked_of((*in_time, closed), _says, nothing_because="there are no corrective actions")


def _without_promise(operation: Operation) -> Answer:
    key = "cap.effect_days"
    limit = Limit(operation.profile.whole(key) * DAY)

    def in_time(actions: Members, terms: Terms) -> PopulationTest:
        return deadline(actions, "acted_at", "checked_at", limit, operation.as_of_end, terms=terms)

    threshold = operation.threshold(key)
    return ask_without_promise(
        operation, _IN_TIME, "capa", "acted_at", in_time, threshold=threshold
    )


def _says(answer: Answer) -> str:
    if answer.name == _CLOSED:
        what = f"{counted(answer, 'closed actions')} were not shown to have worked"
    else:
        what = f"{counted(answer, 'corrective actions')} went on for longer than they may"
    return f"{what}: {named_first(answer)}{as_promised(answer)}."
