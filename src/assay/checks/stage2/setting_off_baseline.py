"""Systems were set otherwise than their baseline says.

Population
    Every comparison of a setting with what it is meant to be, made in the window.

Deviation
    What was observed is not what is expected, and the record names nobody who
    allowed it.  An expected value such as ">= 1.2" is a lowest value.

Why it matters
    A baseline protects where it is kept.  One system beside it is where somebody
    gets in.

Does not look at
    Whether the baseline itself is strong enough, and systems that nobody compared.

Put right
    Set the named systems back, or have the departure allowed until a day; then
    compare again.
"""

from assay.checks.facts.setting_values import good_enough
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_by_rule, ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, promised
from assay.claims.answers import Answers
from assay.claims.kinds.as_expected import as_expected
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked, Threshold

FAMILY = "config_setting"
ANSWERS = (Answers(ClaimKind.ABSENCE, FAMILY), Answers(ClaimKind.THRESHOLD, FAMILY))
_OWN = Threshold("the expected value of each setting", "the baseline in the export")


@population_check(since="2026.2", answers=ANSWERS)
def setting_off_baseline(operation: Operation) -> Looked:
    """Look for settings that are not what they are meant to be."""

    def rule(members: Members, terms: Terms) -> PopulationTest:
        return as_expected(members, good_enough(operation, members), terms=terms)

    asked = ask_by_rule(operation, ANSWERS, "observed_at", rule) or (
        ask_without_promise(
            operation, "settings as expected", FAMILY, "observed_at", rule, threshold=_OWN
        ),
    )
    return looked_of(
        asked,
        lambda each: (
            f"{counted(each, 'compared settings')} were not as the baseline says: "
            + "; ".join(
                f'{one.key}: "{one.facts.get("observed", "")}", '
                f'expected "{one.facts.get("expected", "")}"'
                for one in each.first[:5]
            )
            + (f"; {promised(each)}." if each.promise else ".")
        ),
        nothing_because="there are no records of settings",
    )
