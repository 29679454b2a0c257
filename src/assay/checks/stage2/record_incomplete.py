"""Records lack what a record of their kind has to say.

Population
    Every record of every family that was handed in, whatever its date.

Deviation
    A column is empty that the family cannot do without: who reviewed, when it
    was approved, what it belongs to.

Why it matters
    A record without its date or its name shows that something happened, and not
    that it was done by somebody at the time.

Does not look at
    Columns that a document promises to be filled: those promises have checks of
    their own.  Rows without a key, which are listed when the export is read.

Put right
    Complete the named records from their sources.  Where the system leaves the
    column out, change the export.
"""

from collections.abc import Iterator

from assay.checks.asking import Answer, ask, title_of
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.kinds.filled import filled
from assay.claims.members import Members
from assay.claims.population_test import PopulationTest
from assay.domain.deviation import Looked, Threshold
from assay.domain.record_family import FAMILIES, ColumnType


@population_check(since="2026.2", code="REC-INCOMPLETE")
def record_incomplete(operation: Operation) -> Looked:
    """Look for what each family requires in all of its records."""
    return looked_of(
        _answers(operation),
        _says,
        nothing_because="no records were handed in",
    )


def _answers(operation: Operation) -> Iterator[Answer]:
    for family in operation.populations.families():
        if family in FAMILIES:
            names = ", ".join(_required(family))
            threshold = Threshold(names, f"what {title_of(family)} are told by")
            yield ask(operation, family, family, _test, threshold=threshold)


def _required(family: str) -> tuple[str, ...]:
    return tuple(each.name for each in FAMILIES[family].columns[1:] if each.required)


def _test(members: Members) -> PopulationTest:
    names = [
        each for each in _required(members.relation)
        # Of a column of yes and no the kind asks for a yes, and a no is an answer too.
        if members.columns.get(each) is not ColumnType.FLAG
    ]  # fmt: skip
    return filled(members, names)


def _says(answer: Answer) -> str:
    what = f"records of {title_of(answer.family)}"
    required = ", ".join(_required(answer.family))
    return f"{counted(answer, what)} lack one of {required}: {named_first(answer)}."
