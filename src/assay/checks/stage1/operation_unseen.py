"""There is not one record that anything of the system is being done.

Looks at
    The record files of every family, over all controls and processes: whether
    there is a single record by the audit date.

Why it matters
    A system that exists on paper only is none.  Stage 2 would have nothing to
    look at.

Does not look at
    How many records there are, or whether they are good; that is for Stage 2.

Put right
    Run the system until it leaves records, and bring them.
"""

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.record_family import FAMILIES


@check(since="2026.1", code="ISMS-THEORETICAL")
def operation_unseen(material: Material) -> Looked:
    """Count the records there are."""
    if material.records is None or not material.says_anything:
        return looked_at([], nothing_because="records were not counted, or there is nothing at all")
    count = sum(
        summary.within(min(summary.days), material.as_of)
        for summary in material.records
        if summary.days
    )
    families = {summary.family for summary in material.records}
    return looked_at(
        [Member(name) for name in sorted(families or FAMILIES)],
        ()
        if count
        else [
            Deviation(
                about=("records",),
                says=f"There is no record of any kind by {material.as_of}.",
                measured="0 records",
                blocks=True,
            )
        ],
        nothing_because="no family of records is known",
    )
