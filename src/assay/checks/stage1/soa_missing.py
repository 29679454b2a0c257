"""There is no Statement of Applicability, or nobody has approved one.

Looks at
    For each standard that asks for a position on every control of its annex:
    whether the register of controls says anything, and whether a version of the
    statement, or the document that holds it, is approved.

Why it matters
    The statement is the list that Stage 2 is planned from.  Without it nobody
    knows which controls are the organisation's own, and Stage 2 cannot be held.

Does not look at
    Whether the statement is complete, or any good.

Put right
    Take a position on each control, and have the statement approved.
"""

from collections.abc import Iterator

from assay.checks.facts.statements import (
    approved_statements,
    is_current,
    positions,
    standards_with_statement,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.document import Document
from assay.domain.grade import Grade
from assay.standards.standard import Standard

_DOCUMENT = "soa"


@check(since="2026.1", code="SOA-MISSING")
def soa_missing(material: Material) -> Looked:
    """Look for the statement that each standard asks for."""
    standards = standards_with_statement(material)
    return looked_at(
        (Member(standard.name) for standard in standards),
        (deviation for each in standards for deviation in _deviation(material, each)),
        nothing_because="no standard asks for a Statement of Applicability",
    )


def _deviation(material: Material, standard: Standard) -> Iterator[Deviation]:
    count = len(positions(material))
    if not count:
        yield Deviation(
            about=(standard.name,),
            says=(
                f"No Statement of Applicability for {standard.title} is on record; "
                f"0 of {len(standard.controls)} controls have a position."
            ),
            measured="0 controls",
            reason="missing",
            grade=Grade.MAJOR,
            blocks=True,
        )
    elif not approved_statements(material, standard) and not _approved_as_document(material):
        yield Deviation(
            about=(standard.name,),
            says=(
                f"The Statement of Applicability for {standard.title} speaks of {count} controls; "
                f"no version of it is approved as of {material.as_of}."
            ),
            measured="0 approved versions",
            reason="unapproved",
            grade=Grade.MINOR,
        )


def _approved_as_document(material: Material) -> bool:
    return any(
        is_current(document) and _DOCUMENT in document.satisfies
        for document in material[Document].values()
    )
