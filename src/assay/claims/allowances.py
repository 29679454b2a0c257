"""Departures that were allowed beforehand, as conditions on the members they cover.

One without a reason, an approver or an end allows nothing: whoever wants to
depart has to have said why, been allowed to, and until when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlglot import exp

from assay.claims.conditions import midnight, parse_conditions
from assay.claims.expressions import DAY, at_most, every, less, number
from assay.claims.members import Members
from assay.domain.claim_exception import ClaimException


@dataclass(frozen=True, slots=True)
class Allowances:
    """What is excepted from one claim, and which departures allow nothing, with the reason."""

    excepted: tuple[exp.Expr, ...]
    void: Mapping[str, str]


def allowed_departures(
    departures: Iterable[ClaimException],
    members: Members,
    at: exp.Expr,
    *,
    also: Mapping[str, str] | None = None,
) -> Allowances:
    """Return the conditions under which members are excepted.

    ``at`` is the instant that has to lie within the days of the departure: that
    at which the promise began to run or, for a state, the instant of asking.
    """
    excepted: list[exp.Expr] = []
    void: dict[str, str] = {}
    for departure in departures:
        if lacking := _lacking(departure):
            void[departure.key] = f"it has no {lacking}"
            continue
        conditions = []
        if departure.from_on is not None:
            conditions.append(at_most(number(midnight(departure.from_on)), at))
        if departure.until_on is not None:
            # The last day is one of its days.
            conditions.append(less(at, number(midnight(departure.until_on) + DAY)))
        if (where := parse_conditions(departure.where, members, also=also)) is not None:
            conditions.append(where)
        excepted.append(every(*conditions))
    return Allowances(tuple(excepted), void)


def _lacking(departure: ClaimException) -> str:
    facts = {
        "reason": departure.reason,
        "approver": departure.approved_by,
        "end": departure.until_on,
    }
    return " and no ".join(name for name, fact in facts.items() if not fact)
