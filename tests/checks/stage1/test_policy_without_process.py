"""A policy belongs to no process."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document, DocumentType
from assay.domain.scope import VersionStatus
from tests.lib.processes import process
from tests.lib.stage1 import look, material, said

CHECK = "policy-without-process"
POLICY = Document(
    key="POL-1", title="Access", type=DocumentType.POLICY, status=VersionStatus.APPROVED
)


@pytest.mark.row("R-037")
def test_either_row_may_name_the_other() -> None:
    by_process = material(POLICY, process("P-1", documents=("POL-1",)))
    by_policy = material(POLICY.changed(processes=("P-1",)), process("P-1"))

    assert look(CHECK, by_process).verdict is Verdict.CONFORMS
    assert look(CHECK, by_policy).verdict is Verdict.CONFORMS


@pytest.mark.row("R-037")
@pytest.mark.parametrize("named", [(), ("P-9",)])
def test_a_policy_that_no_registered_process_carries_out_is_named(named: tuple[str, ...]) -> None:
    assert said(CHECK, material(POLICY.changed(processes=named), process("P-1"))) == {
        "POL-1": "POL-1 (Access) is a policy that none of 1 processes names, and it names none "
        "of them."
    }


def test_a_document_of_no_type_is_unknown_and_no_policy_is_not_tested() -> None:
    assert look(CHECK, material(POLICY.changed(type=None))).why_not_tested == (
        "1 of 1 cannot be told: its type is not said"
    )
    assert look(CHECK, material(POLICY.changed(status="draft"))).why_not_tested == (
        "no policy is in use"
    )
