"""A required document exists only as a draft."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.scope import VersionStatus
from tests.lib.documents import every_document
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said

CHECK = "document-unfinished"


@pytest.mark.row("R-015")
def test_approved_is_silent_and_a_draft_speaks() -> None:
    draft = but(every_document(), "D-soa", status=VersionStatus.DRAFT)

    assert look(CHECK, material(*every_document())).verdict is Verdict.CONFORMS
    assert said(CHECK, material(*draft)) == {
        "D-soa": "Statement of Applicability (6.1.3 d of ISO/IEC 27001:2022) "
        "is met only by D-soa (draft)."
    }


@pytest.mark.row("R-015")
def test_a_document_without_a_status_is_not_finished() -> None:
    unsaid = but(every_document(), "D-soa", status=None)

    assert said(CHECK, material(*unsaid)) == {
        "D-soa": "Statement of Applicability (6.1.3 d of ISO/IEC 27001:2022) "
        "is met only by D-soa (no status)."
    }


def test_without_documents_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
