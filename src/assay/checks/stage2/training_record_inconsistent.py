"""Records of training are incomplete or contradict something.

Population
    Every completion that was handed in, whatever its date.

Deviation
    A record lacks its person, course, version, date or result; stands twice for
    one person, course, version and day; is dated before the person joined; or is of
    a course of which no document is registered.

Why it matters
    A completion is shown as proof of competence.  One that cannot be true puts all
    others in doubt.

Does not look at
    Who has not completed anything, which is another check; what a course teaches.

Put right
    Correct the named records at their source, and say in the record who corrected
    them and why.
"""

from collections.abc import Callable, Mapping
from typing import Final

from assay.checks.asking import ask
from assay.checks.facts.people_held import people_held
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.kinds.filled import filled
from assay.claims.kinds.not_before import not_before
from assay.claims.kinds.reconciliation import reconciliation
from assay.claims.kinds.said_once import said_once
from assay.claims.members import Members, UntestableError
from assay.claims.population_test import PopulationTest
from assay.domain.deviation import Looked
from assay.domain.document import Document
from assay.domain.record_family import ColumnType

FAMILY: Final = "training_completion"
_NEEDED: Final = ("person", "course", "version", "completed_on", "result")
_SAYS: Final = {
    "complete": "lack their person, course, version, date or result",
    "once": "stand more than once for one person, course, version and day",
    "after joining": "are dated before the person joined",
    "course known": "are of a course of which no document is registered",
}


@population_check(since="2026.2")
def training_record_inconsistent(operation: Operation) -> Looked:
    """Hold each completion against itself, its twins, the people and the documents."""
    tests: Mapping[str, Callable[[Members], PopulationTest]] = {
        "complete": lambda members: filled(members, _NEEDED),
        "once": lambda members: said_once(members, ("person", "course", "version", "completed_on")),
        "after joining": lambda members: not_before(
            members, "completed_on", "person", people_held(operation), "started"
        ),
        "course known": lambda members: reconciliation(members, "course", _courses(operation)),
    }
    return looked_of(
        [ask(operation, name, FAMILY, test) for name, test in tests.items()],
        lambda each: (
            f"{counted(each, 'records of training')} {_SAYS[each.name]}: "
            f"{named_first(each, with_values=False)}."
        ),
        nothing_because="there are no records of training",
    )


def _courses(operation: Operation) -> Members:
    """Return the documents as what courses are held against."""
    documents = operation[Document]
    if not documents:
        raise UntestableError("no documents are registered to find courses in")
    columns = (("document_key", ColumnType.TEXT),)
    operation.populations.hold("documents", columns, [(key,) for key in sorted(documents)])
    return Members("documents", "document_key", dict(columns), numbered=False)
