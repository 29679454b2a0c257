"""A key process has neither a procedure nor a map in use."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document, DocumentType
from assay.domain.scope import VersionStatus
from tests.lib.processes import process
from tests.lib.stage1 import look, material, said

CHECK = "process-undescribed"
KEY = process("P-1", key_process=True, documents=("PRO-1",))
PROCEDURE = Document(
    key="PRO-1", title="Milling", type=DocumentType.PROCEDURE, status=VersionStatus.APPROVED
)


@pytest.mark.row("R-037")
@pytest.mark.parametrize("kind", ["procedure", "process map"])
def test_a_procedure_or_a_map_conforms(kind: str) -> None:
    at = material(KEY, PROCEDURE.changed(type=kind))

    assert look(CHECK, at).verdict is Verdict.CONFORMS


def test_the_document_may_be_the_one_that_names_the_process() -> None:
    at = material(KEY.changed(documents=()), PROCEDURE.changed(processes=("P-1",)))

    assert said(CHECK, at) == {}


@pytest.mark.row("R-037")
@pytest.mark.parametrize(
    ("document", "linked"),
    [
        (PROCEDURE.changed(status="draft"), "no document in use"),
        (PROCEDURE.changed(type="form"), "PRO-1 (form)"),
        (PROCEDURE.changed(type=None), "PRO-1 (of no type)"),
    ],
)
def test_drafts_and_other_documents_describe_nothing(document: Document, linked: str) -> None:
    assert said(CHECK, material(KEY, document)) == {
        "P-1": "Process P-1 (Process P-1) is a key process with no procedure and no map in use; "
        f"linked to it: {linked}."
    }


def test_what_is_not_key_is_not_looked_at_and_what_is_not_said_is_unknown() -> None:
    assert look(CHECK, material(process("P-1", key_process=False))).why_not_tested == (
        "no process is said to be key"
    )
    assert look(CHECK, material(process("P-1"))).why_not_tested == (
        "1 of 1 cannot be told: it is not said whether it is a key process"
    )
