"""Flaws of Corvane's evidence: a file that is not the one on record."""

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.evidence import Evidence


@defect(organisation="factory", stage=2, check="evidence-altered")
def audit_report_changed_unseen(draft: Draft) -> None:
    """State another hash for an audit report than its file has."""
    draft.change(Evidence, "EV-008", sha256="0" * 64)
