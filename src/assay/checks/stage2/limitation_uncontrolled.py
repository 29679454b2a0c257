"""What makes up for a known limitation leaves no trace.

Population
    Every known limitation of a system, with the records that are to show what
    is done instead.

Deviation
    Nothing is done instead, or the named records have none of the window that
    tells of the system.

Why it matters
    An old system may stay as it is, as long as somebody really does what it
    cannot.

Does not look at
    Whether what is done instead is enough.

Put right
    Do what was promised instead of the missing function, and leave a record.
"""

from collections.abc import Iterator

from assay.checks.asking import Answer, title_of
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.claims.expressions import equal, negated, number, text
from assay.claims.kinds.absence import absence
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.limitation import Limitation
from assay.domain.record_family import FAMILIES, ColumnType

_OF_A_SYSTEM = ("system", "source")
_TIMES = {ColumnType.INSTANT, ColumnType.DATE}


@population_check(since="2026.2")
def limitation_uncontrolled(operation: Operation) -> Looked:
    """Count the records of what compensates each limitation."""
    limitations = operation[Limitation].values()
    asked = {each.key: _ask(operation, each) for each in limitations if each.family in FAMILIES}
    return looked_at(
        limitations,
        (deviation for each in limitations for deviation in _faults(each, asked.get(each.key))),
        unknown=(
            Unknown(each.key, because, each.site)
            for each in limitations
            for because in _untold(each, asked.get(each.key))
        ),
        nothing_because="no limitation of a system is on record",
        figures=(each.figures for each in asked.values()),
    )


def _ask(operation: Operation, limitation: Limitation) -> Answer:
    """Return how many records of the window tell of the system, in the family that shows it."""
    family = FAMILIES[limitation.family]
    at = next((one.name for one in family.columns if one.type in _TIMES), family.key)

    def mentioned(members: Members, _: Terms) -> PopulationTest:
        test = absence(members, negated(equal(number(1), number(1))))
        named = [name for name in _OF_A_SYSTEM if name in members.columns]
        if not named:
            return test
        about = equal(members.value(named[0]), text(limitation.system))
        return absence(members, negated(equal(number(1), number(1))), applies=about)

    name = f"records of {limitation.key}"
    return ask_without_promise(operation, name, limitation.family, at, mentioned)


def _faults(limitation: Limitation, asked: Answer | None) -> Iterator[Deviation]:
    says, measured = "", ""
    if not limitation.compensated_by:
        says, measured = "nothing is done instead", "none"
    elif asked is not None and asked.test is not None and not asked.tally.decided:
        first_on, last_on = asked.figures.from_on, asked.figures.until_on
        title = title_of(limitation.family)
        says = f"none of {asked.tally.population} {title} from {first_on} to {last_on} tells of it"
        measured = f"0 of {asked.tally.population}"
    if says:
        yield Deviation(
            about=(limitation.key,),
            says=f"{limitation.key}: {limitation.system} is limited ({limitation.limit}); {says}.",
            measured=measured,
            evidence=(f"limitation {limitation.key}",),
            site=limitation.site,
            figures=asked.figures if asked else None,
        )


def _untold(limitation: Limitation, asked: Answer | None) -> Iterator[str]:
    if not limitation.compensated_by:
        return
    if asked is None:
        yield "nobody says which records show what is done instead"
    elif asked.untestable:
        yield asked.untestable
