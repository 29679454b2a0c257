"""One record stands several times in an export.

Population
    Every key of every family that was handed in, in each of its sources.

Deviation
    The key stands in more than one row.

Why it matters
    Doubled rows make every count wrong: the number of changes, the share that
    was approved, the draw of a sample.

Does not look at
    One key in two sources: two systems may well know the same thing.

Put right
    Export again without whatever joins rows to others, or say which of the
    rows holds.
"""

from assay.checks.asking import Answer, ask, title_of
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.kinds.shared_keys import repeated
from assay.domain.deviation import Looked
from assay.domain.record_family import FAMILIES


@population_check(since="2026.2")
def record_key_repeated(operation: Operation) -> Looked:
    """Count how often each key stands in one source."""
    return looked_of(
        [_answer(operation, family) for family in operation.populations.families()
         if family in FAMILIES],
        lambda each: (
            f"{counted(each, f'keys of {title_of(each.family)}')} stand more than once in "
            f"one export: {named_first(each)}."
        ),
        nothing_because="no records were handed in",
    )  # fmt: skip


def _answer(operation: Operation, family: str) -> Answer:
    several = len(operation.populations.statements(family)) > 1
    return ask(
        operation, family, family, lambda members: repeated(members, in_several_sources=several)
    )
