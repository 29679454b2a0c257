"""A document in use is past the review that its owner promised.

Looks at
    Every document in use: the day of its last review or approval, and its own
    interval or next review day, on the day of the audit.

Why it matters
    The organisation decides how often each document is looked at.  Past that day
    nobody has said that the text still describes what is done.

Does not look at
    Drafts and withdrawn documents; whether a review was any good.

Put right
    Review the document, record who did and what came of it, and set the next day.
"""

from collections.abc import Iterator
from datetime import date

from assay.checks.facts.calendar import months_between
from assay.checks.facts.document_reviews import last_reviews, review_due
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.document import Document
from assay.domain.grade import Grade


@check(since="2026.1", code="DOC-STALE")
def document_past_review(material: Material) -> Looked:
    """Hold each document's last review against its interval."""
    last = last_reviews(material)
    return looked_at(
        material.documents,
        (
            deviation
            for document in material.documents
            if document.key in last
            for deviation in _deviation(material, document, last[document.key])
        ),
        unknown=(
            Unknown(document.key, "it names no day of review or approval", document.site)
            for document in material.documents
            if document.key not in last
        ),
        nothing_because="no document is in use",
    )


def _deviation(material: Material, document: Document, last: date) -> Iterator[Deviation]:
    due = review_due(material, document, last)
    # A document due on the day of the audit still has that day.
    if due >= material.as_of:
        return
    age = months_between(last, material.as_of)
    finding = age >= material.profile.whole("doc.stale_finding_months")
    aggravated = age >= material.profile.whole("doc.stale_aggravated_months")
    long_ago = ", aggravated" if aggravated else ""
    yield Deviation(
        about=(document.key,),
        says=(
            f"{document.key} ({document.title}) was due for review on {due}; it was last "
            f"reviewed on {last}, {age} months before the audit{long_ago}."
        ),
        measured=f"{age} months",
        threshold=material.threshold("doc.stale_finding_months"),
        evidence=(f"document {document.key}",),
        site=document.site,
        reason="aggravated" if aggravated else "stale" if finding else "overdue",
        grade=None if finding else Grade.OBSERVATION,
    )
