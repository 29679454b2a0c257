"""Many documents were revised or approved shortly before the audit.

Looks at
    The share of documents in use whose version was written or approved within
    the days before the audit that the profile names.  A revision that answers a
    finding, a mismatch or a change is work and does not count.

Why it matters
    A register that wakes up for the audit shows preparation, not operation.

Does not look at
    What was changed.

Put right
    Nothing can be put right on the day; spread reviews over the year.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.approval import Approval
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion


@check(since="2026.1", code="DOC-LASTMINUTE")
def last_minute_revisions(material: Material) -> Looked:
    """Measure the share of documents revised just before the audit."""
    late = [each for each in material.documents if _is_late(material, each)]
    share = 100 * len(late)
    allowed = material.profile.whole("doc.lastminute_pct") * len(material.documents)
    return looked_at(
        material.documents,
        _deviation(material, late) if share > allowed else (),
        nothing_because="no document is in use",
    )


def _deviation(material: Material, late: list[Document]) -> Iterator[Deviation]:
    days = material.profile.whole("doc.lastminute_days")
    whole = len(material.documents)
    yield Deviation(
        about=tuple(sorted(each.key for each in late)),
        says=(
            f"{len(late)} of {whole} documents in use were revised or approved within {days} days "
            f"before {material.as_of}, answering no finding, mismatch or change."
        ),
        measured=f"{100 * len(late) // whole} %",
        threshold=material.threshold("doc.lastminute_pct"),
        evidence=tuple(f"document {each.key}" for each in late),
        signal=True,
    )


def _is_late(material: Material, document: Document) -> bool:
    version = material[DocumentVersion].get(f"{document.key} / {document.version}")
    if version and version.prompted_by:
        return False
    days = [document.approved_on, version.created_on if version else None]
    approval = material[Approval].get(f"{document.key} / {document.version} / {document.approver}")
    days.append(approval.approved_on if approval else None)
    first = material.as_of - timedelta(days=material.profile.whole("doc.lastminute_days"))
    return any(_within(day, first, material.as_of) for day in days)


def _within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last
