"""Accounts belong to nobody in particular.

Population
    Every account that is open on the day of asking, on every system.

Deviation
    The account names nobody, or somebody whom the register of people does not
    know; or it is shared, by what its record says or because one account stands
    with several people.

Why it matters
    What an account does is somebody's doing only as long as one person answers
    for it, and nobody notices when an account of nobody is used.

Does not look at
    Accounts of people who left, which is another check; whether a right is needed.

Put right
    Find the person behind each named account or close it, and give everybody an
    account of their own.
"""

from assay.checks.asking import Answer, ask, ask_promises
from assay.checks.facts.people_held import people_held
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.expressions import equal, less, missing, number, some, text
from assay.claims.kinds.absence import absence
from assay.claims.kinds.one_holder import one_holder
from assay.claims.kinds.reconciliation import reconciliation
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

UNLINKED, SHARED, SEVERAL = "accounts with a person", "shared accounts", "accounts of one person"
ANSWERS = (Answers(ClaimKind.ABSENCE, "account"),)
_SAYS = {
    UNLINKED: "belong to nobody on the list of people",
    SHARED: "are shared",
    SEVERAL: "stand with several people",
}


@population_check(since="2026.2", answers=ANSWERS)
def account_without_person(operation: Operation) -> Looked:
    """Hold every open account against the list of people."""
    shared = ask_promises(operation, ANSWERS) or (ask(operation, SHARED, "account", _shared),)
    return looked_of(
        (_unlinked(operation), *shared, _several(operation)),
        lambda each: (
            f"{counted(each, 'accounts')} {_SAYS.get(each.name, _SAYS[SHARED])}: "
            f"{named_first(each)}" + (f"; {promised(each)}." if each.promise else ".")
        ),
        nothing_because="there are no records of accounts",
    )


def _open(operation: Operation, accounts: Members) -> Terms:
    """Return the terms under which only accounts that are open now are asked."""
    if "disabled_at" not in accounts.columns:
        return Terms()
    disabled = accounts.value("disabled_at")
    return Terms(some(missing(disabled), less(number(operation.as_of_end), disabled)))


def _unlinked(operation: Operation) -> Answer:
    def rule(accounts: Members) -> PopulationTest:
        people = people_held(operation)
        return reconciliation(accounts, "person", people, terms=_open(operation, accounts))

    return ask(operation, UNLINKED, "account", rule)


def _shared(accounts: Members) -> PopulationTest:
    return absence(accounts, equal(accounts.value("kind"), text("shared")))


def _several(operation: Operation) -> Answer:
    def rule(accounts: Members) -> PopulationTest:
        return one_holder(accounts, ("system",), "person", terms=_open(operation, accounts))

    return ask(operation, SEVERAL, "account", rule)
