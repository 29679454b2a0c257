"""The version in use of a document was approved by nobody on record."""

from datetime import date

import pytest

from assay.domain.approval import Approval
from assay.domain.deviation import Verdict
from assay.domain.document import Document
from tests.lib.documents import POLICY, VERSION
from tests.lib.stage1 import AS_OF, look, material, said

CHECK = "document-unapproved"
APPROVAL = Approval(
    key="POL-01 / 2.0 / mira", document="POL-01", version="2.0", by="mira", approved_on=AS_OF
)


@pytest.mark.row("R-020", "R-015")
def test_an_approval_of_the_current_version_is_silent() -> None:
    assert look(CHECK, material(POLICY, VERSION, APPROVAL)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-020")
def test_the_approval_of_an_older_version_does_not_count() -> None:
    older = APPROVAL.changed(key="o", version="1.0")

    assert said(CHECK, material(POLICY, older)) == {
        "POL-01": "POL-01 (Access policy) is in use as version 2.0; "
        "the last approval is of version 1.0."
    }


@pytest.mark.row("R-020")
def test_an_approval_after_the_audit_does_not_count() -> None:
    later = APPROVAL.changed(approved_on=date(2026, 2, 1))

    assert set(said(CHECK, material(POLICY, later))) == {"POL-01"}


@pytest.mark.row("R-020", "R-015")
@pytest.mark.parametrize(
    ("document", "says"),
    [
        (POLICY, {}),
        (
            POLICY.changed(approver=""),
            {"POL-01": "POL-01 (Access policy) is in use as version 2.0 with no approver."},
        ),
        (
            POLICY.changed(approved_on=None),
            {"POL-01": "POL-01 (Access policy) is in use as version 2.0 with no date."},
        ),
        (
            POLICY.changed(approved_on=date(2025, 5, 31)),
            {
                "POL-01": "POL-01 (Access policy) is in use as version 2.0 of 2025-06-01; "
                "it was approved on 2025-05-31."
            },
        ),
    ],
)
def test_without_single_approvals_the_register_speaks(
    document: Document, says: dict[str, str]
) -> None:
    assert said(CHECK, material(document, VERSION)) == says


def test_without_documents_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
