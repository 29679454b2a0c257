"""Changes were closed without having been validated.

Population
    Every change closed in the window that needs validation: because a document
    promises it, else by its type, which the profile names, or because the
    record itself says so.

Deviation
    It was closed with no date of validation, with one after the closing, or
    with no record of what was validated.

Why it matters
    A process, a program or a tool that was changed is a new one until somebody
    has shown that it still does what it should.

Does not look at
    How thorough the validation was; changes of other types.

Put right
    Validate what was closed without it, and look at what was made since.
"""

from sqlglot import exp

from assay.checks.asking import Answer
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_by_rule, ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, promised
from assay.claims.answers import Answers
from assay.claims.expressions import equal, flag, number, one_of, some
from assay.claims.kinds.evidenced import evidenced
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked
from assay.domain.record_family import ColumnType

ANSWERS = (Answers(ClaimKind.PRECEDENCE, "change", "validated_at", "closed_at"),)
_TYPES = _FLAG = "requires_validation"
_YES = ("yes", "Yes", "YES", "true", "True", "TRUE", "1")
_MOST_NAMED = 5


@population_check(since="2026.2", answers=ANSWERS)
def change_not_validated(operation: Operation) -> Looked:
    """Look for closed changes without a validation."""

    def rule(members: Members, terms: Terms) -> PopulationTest:
        required = _required(members, operation.profile.choices(_TYPES))
        return _rule(members, terms, required)

    own = ask_without_promise(
        operation,
        "change-not-validated",
        "change",
        "closed_at",
        rule,
        threshold=operation.threshold(_TYPES),
    )
    return looked_of(
        ask_by_rule(operation, ANSWERS, "closed_at", _rule) or (own,),
        _says,
        nothing_because="no change was closed",
    )


def _rule(members: Members, terms: Terms, required: exp.Expr | None = None) -> PopulationTest:
    return evidenced(
        members, "validated_at", "closed_at", record="validation", required=required, terms=terms
    )


def _required(members: Members, types: tuple[str, ...]) -> exp.Expr:
    """Return that a change needs validation: its type says so, or the record itself."""
    by_type = one_of(members.value("type"), types)
    if _FLAG not in members.columns:
        return by_type
    said = members.value(_FLAG)
    is_flag = members.type_of(_FLAG) is ColumnType.FLAG
    yes = equal(said, number(1)) if is_flag else one_of(said, _YES)
    return some(by_type, equal(flag(yes), number(1)))


def _says(answer: Answer) -> str:
    shown = [
        f"{each.key} ({', '.join(f'{name} {what}' for name, what in each.facts.items())})"
        for each in answer.first[:_MOST_NAMED]
    ]
    more = answer.tally.deviating - len(shown)
    named = ", ".join(shown) + (f" and {more} more" if more else "")
    where = f"; {promised(answer)}" if answer.promise else ""
    what = "changes that need validation"
    return f"{counted(answer, what)} were closed without it: {named}{where}."
