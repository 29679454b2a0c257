"""When a document was last looked at, and how often its owner said it would be."""

from collections.abc import Mapping
from datetime import date

from assay.checks.facts.calendar import months_after
from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.document_review import DocumentReview


def last_reviews(material: Material) -> Mapping[str, date]:
    """Return the day on which each document in use was last reviewed or newly approved."""
    known = [(each.document, each.reviewed_on) for each in material[DocumentReview].values()]
    for document in material.documents:
        known += [
            (document.key, day)
            for day in (document.reviewed_on, document.approved_on)
            if day is not None
        ]
    last: dict[str, date] = {}
    for key, day in known:
        if day <= material.as_of:
            last[key] = max(day, last.get(key, day))
    return last


def review_due(material: Material, document: Document, last: date) -> date:
    """Return the day by which the document has to be looked at again."""
    months = document.review_months or material.profile.whole("doc.review_interval_months")
    by_interval = months_after(last, months)
    named = document.next_review_on
    # A day that the owner named before the last review has been overtaken by it.
    return min(named, by_interval) if named and named > last else by_interval
