"""Accounts of people who left stayed open too long.

Population
    Every account, on every system, of everybody who left in the window: by the
    records of leavers, which personnel keeps, and by the register of people.  Who
    left and has no account is counted as not applicable.  Beside it, the cases of
    leavers themselves, where a document promises when they are closed.

Deviation
    An account was closed later after the end of the last day than promised or,
    where nothing is promised, than the profile allows; or it is open still and
    that time is up.

Why it matters
    Who left is bound by nothing any more, and an account that nobody expects to be
    used is not watched.

Does not look at
    Whether the account was used; keys, badges and devices.

Put right
    Close the named accounts now, look at what was done with them since, and find
    out why the list of accounts was not the whole list.
"""

from collections.abc import Iterator

from assay.checks.asking import Answer, ask_promises
from assay.checks.facts.departures import (
    Departures,
    account_answers,
    departures_of,
    one_sided_departures,
)
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked, Unknown

ANSWERS = (Answers(ClaimKind.DEADLINE, "leaver"),)


@population_check(since="2026.2", answers=ANSWERS)
def leaver_access_kept(operation: Operation) -> Looked:
    """Hold each account of each leaver against the time that was promised."""
    departures = departures_of(operation)
    accounts = account_answers(operation, departures, ANSWERS)
    cases = tuple(
        each for each in ask_promises(operation, ANSWERS) if operation.members("leaver") is not None
    )
    return looked_of(
        (*accounts, *cases),
        lambda each: _says(each, of_accounts=each in accounts),
        unknown=_unsure(operation, departures),
        nothing_because="nobody is known to have left in the window",
    )


def _says(answer: Answer, *, of_accounts: bool) -> str:
    what = "accounts of leavers were" if of_accounts else "cases of leavers were"
    limit = answer.threshold.value if answer.threshold else ""
    still_open = [each.key for each in answer.first if not each.facts.get("then_at")]
    return (
        f"{counted(answer, what)} not closed within {limit} of the end of the last day: "
        f"{named_first(answer)}"
        + (f"; still open: {', '.join(still_open)}" if still_open else "")
        + (f"; {promised(answer)}." if answer.promise else ".")
    )


def _unsure(operation: Operation, departures: Departures) -> Iterator[Unknown]:
    if not departures.independent:
        yield Unknown(
            "leavers", "no list of leavers comes from a source that nobody here can write to"
        )
    for person, says in one_sided_departures(operation, departures):
        yield Unknown(person, says)
