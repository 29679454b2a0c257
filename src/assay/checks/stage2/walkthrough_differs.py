"""A procedure is written one way, and told or recorded another.

Population
    Every procedure in use, and every other document in use that has steps.

Deviation
    In the latest walk of a step, what is written, what the person told who does
    it, and what is recorded are not the same; and nobody has changed either the
    procedure or the practice since.

Why it matters
    Most findings of Stage 2 are made here: the document is not how the work is
    done.

Does not look at
    Which of the two is better.  A procedure that nobody walked is unknown, and
    unknown is never met.

Put right
    Decide which way is right.  Change the procedure or the practice, and name
    the record that shows it.
"""

from collections.abc import Iterator

from assay.checks.facts.walks import WalkedProcedure, told_steps, walked_procedures
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at


@population_check(since="2026.2")
def walkthrough_differs(operation: Operation) -> Looked:
    """Hold what is written against what was told and recorded."""
    procedures = walked_procedures(operation)
    return looked_at(
        [each.document for each in procedures],
        [_deviation(each) for each in procedures if each.mismatches],
        unknown=_unknown(procedures),
        nothing_because="no procedure is in use",
    )


def _unknown(procedures: tuple[WalkedProcedure, ...]) -> Iterator[Unknown]:
    for each in procedures:
        if each.held_on is None:
            yield Unknown(each.document.key, "nobody walked it", each.document.site)
        elif each.untold:
            steps = ", ".join(str(one.step.position) for one in each.untold)
            why = f"nothing tells how step {steps} is done"
            yield Unknown(each.document.key, why, each.document.site)


def _deviation(procedure: WalkedProcedure) -> Deviation:
    document, found = procedure.document, procedure.mismatches
    return Deviation(
        about=(document.key,),
        says=(
            f"{document.key} ({document.title}), walked by {procedure.held_on}: "
            f"{'; '.join(told_steps(found))}."
        ),
        measured=f"{len(found)} of {len(procedure.steps)} steps",
        evidence=(
            f"document {document.key}",
            *(f"walkthrough {each.walk.key}" for each in found if each.walk),
        ),
        site=document.site,
    )
