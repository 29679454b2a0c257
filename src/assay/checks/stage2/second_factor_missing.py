"""Accounts reached production without a second factor.

Population
    Every account that the export of second factors names.  Beside them, where
    accounts are exported, every open personal account on a system in production.

Deviation
    No second factor is forced for an account, and nobody allowed that it is not.
    An account on production that the export of second factors leaves out cannot
    be told.

Why it matters
    A password alone is guessed, reused or given away; the second factor is what
    still stands then.

Does not look at
    How strong the second factor is; accounts of machines.

Put right
    Force a second factor for the named accounts, or have the exemption approved
    until a day and written down.
"""

from sqlglot import exp

from assay.checks.asking import Answer, ask, ask_promises
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.conditions import parse_conditions
from assay.claims.expressions import every, missing, one_of
from assay.claims.kinds.filled import filled
from assay.claims.kinds.known_here import known_here
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.claim_exception import ClaimException
from assay.domain.deviation import Looked
from assay.domain.system import Environment, System

ANSWERS = (Answers(ClaimKind.COVERAGE, "mfa"), Answers(ClaimKind.ABSENCE, "mfa"))
_EXEMPT = "exemption is given"


@population_check(since="2026.2", answers=ANSWERS)
def second_factor_missing(operation: Operation) -> Looked:
    """Look for accounts that may sign in with one factor."""
    asked = ask_promises(operation, ANSWERS, allowed=_exempted(operation)) or (
        ask(operation, "second factor forced", "mfa", _forced),
    )
    return looked_of(
        (*asked, *_unlisted(operation)),
        lambda each: (
            f"{counted(each, 'accounts')} sign in without a second factor: "
            f"{named_first(each)}" + (f"; {promised(each)}." if each.promise else ".")
        ),
        nothing_because="there are no records of second factors",
    )


def _forced(members: Members) -> PopulationTest:
    exempt: tuple[exp.Expr, ...] = ()
    if "exemption" in members.columns and (is_so := parse_conditions([_EXEMPT], members)):
        exempt = (is_so,)
    return filled(members, ["enforced"], terms=Terms(None, exempt))


def _exempted(operation: Operation) -> tuple[ClaimException, ...]:
    """Return what the records exempt, where their export tells of exemptions."""
    members = operation.members("mfa")
    if members is None or "exemption" not in members.columns:
        return ()
    return (
        ClaimException(
            key="exempted by the record",
            claim="every",
            where=(_EXEMPT,),
            reason="exempted in the record of the account",
            approved_by="as the record says",
            until_on=operation.as_of,
        ),
    )


def _unlisted(operation: Operation) -> tuple[Answer, ...]:
    """Ask whether each open personal account on production is in the export at all."""
    listed = operation.members("mfa")
    systems = operation[System].values()
    production = [each.key for each in systems if each.environment is Environment.PRODUCTION]
    if listed is None or not production or operation.members("account") is None:
        return ()

    def rule(accounts: Members) -> PopulationTest:
        about = [one_of(accounts.value("system"), sorted(production))]
        if "kind" in accounts.columns:
            about.append(one_of(accounts.value("kind"), ["personal"]))
        if "disabled_at" in accounts.columns:
            about.append(missing(accounts.value("disabled_at")))
        return known_here(accounts, "account_id", listed, terms=Terms(every(*about)))

    return (ask(operation, "accounts on production", "account", rule),)
