"""Two sources tell of the same event, and not the same of it.

Population
    Every family of records that was handed in, and every key of those that come
    from several sources.  One source cannot contradict another that is not there.

Deviation
    Two sources know the key, and a column that both of them fill holds two
    different values: another date, another person, another quantity.

Why it matters
    One of the two is wrong, and nobody can say which.  Whatever is counted from
    either of them stands on sand.

Does not look at
    Columns that only one of the sources has; hand-overs
    between systems, whose records hold both sides.

Put right
    Find which system is right, mend the other, and reconcile them regularly.
"""

from dataclasses import replace

from assay.checks.asking import Answer, ask, title_of
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.kinds.shared_keys import conflicting
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest
from assay.claims.tally import NotTested
from assay.domain.deviation import Looked, Member
from assay.domain.record_family import FAMILIES

_MOST_NAMED = 5


@population_check(since="2026.2", code="REC-CONFLICT")
def records_in_conflict(operation: Operation) -> Looked:
    """Hold the sources of each family against each other."""
    families = [each for each in operation.populations.families() if each in FAMILIES]
    several = [each for each in families if len(operation.populations.statements(each)) > 1]
    looked = looked_of(
        [ask(operation, family, family, _test) for family in several],
        _says,
        nothing_because="no records were handed in",
    )
    alone = tuple(Member(each) for each in families if each not in several)
    because = "" if families else looked.nothing_because
    return replace(
        looked,
        population=tuple(sorted((*looked.population, *alone))),
        unknown=tuple(each for each in looked.unknown if each.why != _nothing_shared(each.key)),
        nothing_because=because,
    )


def _nothing_shared(family: str) -> str:
    """Return what a test says whose sources have no key in common: nothing to contradict."""
    return f"{NotTested.NEVER_HAPPENED.value} ({title_of(family)})"


def _test(members: Members) -> PopulationTest:
    own = {each.name for each in FAMILIES[members.relation].columns}
    return conflicting(
        members, sorted(own.intersection(members.columns) - {members.key, "site", "team"})
    )


def _says(answer: Answer) -> str:
    names = (
        f"{each.key} (in {', '.join(each.facts['differs_in'].split())})"
        for each in answer.first[:_MOST_NAMED]
    )
    more = answer.tally.deviating - _MOST_NAMED
    sources = ", ".join(each.source for each in answer.figures.sources)
    return (
        f"{counted(answer, f'keys of {title_of(answer.family)}')} that several of {sources} "
        f"know differ: {', '.join(names)}{f' and {more} more' if more > 0 else ''}."
    )
