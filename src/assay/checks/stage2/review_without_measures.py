"""A management review used nothing that the management system produced.

Population
    Every management review held by the day of asking, and every family of
    records on record.

Deviation
    None of its inputs cites a measure, an objective, a document or a record
    source of the registers, or none of its decisions rests on one.  Records
    that no measure, objective or review ever drew on are a reason to look
    closer.

Why it matters
    A system exists so that somebody decides better.  What nobody uses is kept
    for the audit.

Does not look at
    Whether the decision was right; figures that are told in the talk alone.

Put right
    Say in the minutes which figure was on the table, and stop collecting what
    nobody reads.
"""

from collections.abc import Iterator

from assay.checks.asking import title_of
from assay.checks.facts.management_reviews import every_held_review, parts_of, reference
from assay.checks.facts.used_records import unused_families
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.document import Document
from assay.domain.grade import Grade
from assay.domain.kpi import Kpi
from assay.domain.management_review import ManagementReview
from assay.domain.objective import Objective
from assay.domain.record_source import RecordSource
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput


@population_check(since="2026.2")
def review_without_measures(operation: Operation) -> Looked:
    """Look for what each review rested on."""
    produced = {key for kind in (Kpi, Objective, Document, RecordSource) for key in operation[kind]}
    reviews = every_held_review(operation)
    families = sorted({each.family for each in operation[RecordSource].values()})
    return looked_at(
        [*(Member(each.key, each.site) for each in reviews), *map(Member, families)],
        (
            *(deviation for each in reviews for deviation in _faults(operation, each, produced)),
            *(_unused(operation, len(families)) if reviews else ()),
        ),
        nothing_because="no management review has been held",
    )


def _faults(
    operation: Operation, review: ManagementReview, produced: set[str]
) -> Iterator[Deviation]:
    inputs = parts_of(operation, ReviewInput, review)
    decisions = parts_of(operation, ReviewDecision, review)
    cited = [each for each in inputs if produced & set(each.sources)]
    based = [each for each in decisions if produced & set(each.based_on)]
    for reason, found, of, what in (
        ("nothing cited", len(cited), len(inputs), "inputs cites"),
        ("nothing used", len(based), len(decisions), "decisions rests on"),
    ):
        if not found:
            yield Deviation(
                about=(review.key,),
                says=(
                    f"{review.key} of {review.held_on}: none of {of} {what} a measure, objective, "
                    "document or record source of the registers."
                ),
                measured=f"0 of {of}",
                evidence=(reference(review),),
                site=review.site,
                reason=reason,
            )


def _unused(operation: Operation, of: int) -> Iterator[Deviation]:
    if unused := unused_families(operation):
        titles = ", ".join(title_of(family) for family in unused)
        yield Deviation(
            about=unused,
            says=f"No measure, objective or review draws on {titles}.",
            measured=f"{len(unused)} of {of} families of records",
            evidence=("register of record sources",),
            reason="never used",
            grade=Grade.OBSERVATION,
            signal=True,
        )
