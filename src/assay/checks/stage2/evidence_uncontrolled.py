"""A record is kept as evidence without what makes it findable and trustworthy.

Population
    Every piece of evidence and every source of records in the registers.

Deviation
    Nothing says one of: its type, the control or clause it stands for, who owns
    it, when it came about or was taken out, from which system, where it is kept,
    for how long, or by which hash it is known.

Why it matters
    A record that nobody owns and nobody can place cannot be followed from the
    requirement to what was done, nor back.

Does not look at
    Whether the record says what it should.

Put right
    Fill in what is named; whoever owns the record knows most of it.
"""

from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.evidence import Evidence
from assay.domain.record_source import RecordSource


@population_check(since="2026.2")
def evidence_uncontrolled(operation: Operation) -> Looked:
    """Look for what each record of the registers lacks."""
    every: list[Evidence | RecordSource] = [
        *operation[Evidence].values(),
        *operation[RecordSource].values(),
    ]
    return looked_at(
        every,
        [_deviation(each) for each in every if each.lacks],
        nothing_because="no record is kept as evidence",
    )


def _deviation(item: Evidence | RecordSource) -> Deviation:
    lacks = [name.removesuffix("_on").replace("_", " ") for name in item.lacks]
    register = type(item).register.replace("_", " ")
    named = getattr(item, "title", "") or item.family
    return Deviation(
        about=(item.key,),
        says=f"{item.key} ({named}): nothing says {', '.join(lacks)}.",
        measured=f"{len(lacks)} facts missing",
        evidence=(f"{register} {item.key}",),
        site=item.site,
    )
