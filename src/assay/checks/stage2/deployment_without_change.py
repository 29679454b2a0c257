"""Deployments went past the change procedure.

Population
    Every deployment of the window, as the pipeline recorded it, each looked up
    among the approved changes.

Deviation
    A team's share of deployments with an approved change is below the least
    that the profile allows, or the teams lie further apart than it allows.
    Where neither is so, single deployments without a change are still listed.

Why it matters
    Tickets tell of the changes that have a ticket.  What was really done, the
    pipeline knows.

Does not look at
    Whether the approval came in time; deployments that no pipeline made.

Put right
    Ask the named teams what the procedure costs them, and let the pipeline
    refuse what carries no approved change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from assay.checks.asking import Answer
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_by_rule, ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first, promised
from assay.claims.answers import Answers
from assay.claims.expressions import given
from assay.claims.kinds.reconciliation import reconciliation
from assay.claims.members import Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked, Unknown
from assay.domain.grade import Grade

ANSWERS = (Answers(ClaimKind.COVERAGE, "deployment", then="change"),)
_FAMILY, _SPREAD, _LEAST = "deployment", "chg.team_spread_pp", "chg.team_min_pct"
TEAMS, SINGLE = "teams", "single deployments"


@population_check(since="2026.2", code="CHG-BYPASS", answers=ANSWERS)
def deployment_without_change(operation: Operation) -> Looked:
    """Look up each deployment among the approved changes, team by team."""

    def rule(members: Members, terms: Terms) -> PopulationTest:
        changes = operation.members("change")
        if changes is None:
            raise UntestableError("there are no records of change to look deployments up in")
        approved = given(changes.value("approved_at"))
        return reconciliation(members, "change", changes, where=approved, terms=terms)

    own = ask_without_promise(
        operation, "deployment-without-change", _FAMILY, "deployed_at", rule,
        threshold=operation.threshold(_LEAST),
    )  # fmt: skip
    answers = ask_by_rule(operation, ANSWERS, "deployed_at", rule) or (own,)
    looked = looked_of(
        answers,
        lambda answer: _says(operation, answer),
        nothing_because="nothing was deployed",
        unknown=_own_list(operation),
    )
    # A deviation by single deployments only weighs less than one of whole teams.
    apart = any(_teams_apart(operation, _shares(answer)) for answer in answers)
    told = [
        replace(each, reason=TEAMS) if apart
        else replace(each, reason=SINGLE, grade=Grade.OBSERVATION)
        for each in looked.deviations
    ]  # fmt: skip
    return replace(looked, deviations=tuple(told))


def _own_list(operation: Operation) -> Iterator[Unknown]:
    if operation.members(_FAMILY) is not None and not operation.independent(_FAMILY):
        yield Unknown(_FAMILY, "the deployments do not come from an independent source")


def _shares(answer: Answer) -> Mapping[str, Fraction]:
    """Return the share of deployments with an approved change, of each team that has any."""
    return {
        team or "no team": Fraction(100 * tally.conforming, tally.decided)
        for (team,), tally in sorted(answer.tally_by("team").items(), key=str)
        if tally.decided
    }


def _teams_apart(operation: Operation, shares: Mapping[str, Fraction]) -> bool:
    if not shares:
        return False
    lowest, highest = min(shares.values()), max(shares.values())
    return lowest < operation.profile.whole(_LEAST) or (
        highest - lowest > operation.profile.whole(_SPREAD)
    )


def _says(operation: Operation, answer: Answer) -> str:
    table = ", ".join(f"{team} {float(share):.1f} %" for team, share in _shares(answer).items())
    least, spread = operation.threshold(_LEAST), operation.threshold(_SPREAD)
    where = f"; {promised(answer)}" if answer.promise else ""
    return (
        f"{counted(answer, 'deployments')} carry no approved change: "
        f"{named_first(answer)}; by team: {table}; "
        f"at least {least.value}, and {spread.value} apart at most{where}."
    )
