"""A procedure has been in force for longer than its own period, and no record tells of its use.

Looks at
    Every procedure in use, the families of records that its process, its
    controls, its steps and its promises name, and the records of those since it
    came into force, counted or filed one by one.  Its own period is the longest
    rhythm that it promises; without one, the months that evidence has to span.

Why it matters
    A process that exists only on paper is not one.  Handsome documents that
    nobody works by are the first thing that Stage 2 finds.

Does not look at
    Whether the records are good, or enough; a procedure that is younger than
    its own period.

Put right
    Work by the procedure and keep what that leaves, name the records that there
    are, or withdraw it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from assay.checks.facts.calendar import months_after
from assay.checks.facts.record_days import record_days
from assay.checks.facts.record_links import families_by_document
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.approval import Approval
from assay.domain.claim import Claim
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.document import Document, DocumentType
from assay.domain.document_version import DocumentVersion

DayOf = Mapping[str, date]


@check(since="2026.1", code="DOC-PAPERONLY")
def procedure_unused(material: Material) -> Looked:
    """Look for records of each procedure since it came into force."""
    procedures = [each for each in material.documents if each.type is DocumentType.PROCEDURE]
    linked, begun = families_by_document(material), _begun_on(material)
    recorded, periods = record_days(material), _periods(material)
    deviations: list[Deviation] = []
    unknown: list[Unknown] = []
    for document in procedures:
        families, since = linked.get(document.key), begun.get(document.key)
        if material.records is None:
            unknown.append(Unknown(document.key, "records were not counted", document.site))
        elif not families:
            why = "nothing says which records it leaves"
            unknown.append(Unknown(document.key, why, document.site))
        elif not since:
            why = "nothing says since when it is in force"
            unknown.append(Unknown(document.key, why, document.site))
        elif _is_over(material, periods.get(document.key), since) and not any(
            days[-1] >= since for each in families if (days := recorded.get(each))
        ):
            deviations.append(_deviation(material, document, since, families))
    return looked_at(
        procedures, deviations, unknown=unknown, nothing_because="no procedure is in use"
    )


def _begun_on(material: Material) -> DayOf:
    """Return the first day on which some version of each document was in force."""
    said = [
        *((each.document, each.in_force_from_on) for each in material[DocumentVersion].values()),
        *((each.document, each.approved_on) for each in material[Approval].values()),
        *((each.key, each.approved_on) for each in material.documents),
    ]
    days = sorted((day, key) for key, day in said if day is not None)
    return {key: day for day, key in reversed(days)}


def _periods(material: Material) -> Mapping[str, int]:
    """Return the longest rhythm, in days, that each document promises."""
    longest: dict[str, int] = {}
    for claim in material[Claim].values():
        if claim.every and claim.every.days:
            longest[claim.document] = max(claim.every.days, longest.get(claim.document, 0))
    return longest


def _is_over(material: Material, period: int | None, since: date) -> bool:
    if period:
        return since + timedelta(period) < material.as_of
    return months_after(since, material.profile.whole("evidence.min_months")) < material.as_of


def _deviation(
    material: Material, document: Document, since: date, families: Iterable[str]
) -> Deviation:
    named = sorted(families)
    return Deviation(
        about=(document.key,),
        says=(
            f"{document.key} ({document.title}) is in force since {since}, and there is no "
            f"record of {', '.join(named)} since then."
        ),
        measured="0 records",
        threshold=material.threshold("evidence.min_months"),
        evidence=(f"document {document.key}", *(f"family {family}" for family in named)),
        site=document.site,
    )
