"""Flaws of Quillmark's practice: the paper is there, and what it speaks of is not."""

from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.document import Document
from assay.domain.evidence import Evidence
from assay.domain.interested_party import InterestedParty

_LONGER_THAN_THE_WINDOW_DAYS = 200


@defect(organisation="cloud", stage=1, check="document-rules-unkept")
def form_kept_too_short(draft: Draft) -> None:
    """Keep old versions of one instruction for a year, where the procedure says three."""
    draft.change(Document, "INS-01", retention_months=12)


@defect(organisation="cloud", stage=1, check="interested-parties-unsaid")
def employees_needs_left_open(draft: Draft) -> None:
    """Say of the employees what they need, and not whether the system takes that up."""
    draft.change(InterestedParty, "PTY-03", addressed=None)


@defect(organisation="cloud", stage=1, check="paper-ahead-of-practice")
def walks_and_checks_given_up(draft: Draft) -> None:
    """Give up, half a year ago, every walk, note and check that is filed one by one."""
    since = draft.as_of - timedelta(_LONGER_THAN_THE_WINDOW_DAYS)
    for key, piece in draft.all(Evidence).items():
        if piece.created_on and piece.created_on >= since:
            draft.drop(Evidence, key)
