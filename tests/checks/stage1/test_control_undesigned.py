"""An included control has no document in force that shows how it is designed."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document, DocumentType
from assay.domain.scope import VersionStatus
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "control-undesigned"


@pytest.mark.row("R-046")
def test_a_document_is_a_design_and_no_record_is_asked_for() -> None:
    looked = look(CHECK, material(*a_statement(), records=()))

    assert looked.verdict is Verdict.CONFORMS


@pytest.mark.row("R-046")
@pytest.mark.parametrize(
    ("documents", "found", "measured"),
    [
        ((), "no document is linked to it", "0 of 0 documents in force"),
        (("STD-9",), "STD-9 is draft", "0 of 1 documents in force"),
        (("STD-8",), "STD-8 is in no register", "0 of 1 documents in force"),
    ],
)
def test_a_control_without_a_design_speaks(
    documents: tuple[str, ...], found: str, measured: str
) -> None:
    draft = Document(key="STD-9", title="Homes", status=VersionStatus.DRAFT)

    looked = look(CHECK, material(*but(a_statement(), "A.6.7", documents=documents), draft))

    [deviation] = looked.deviations
    assert (deviation.says, deviation.measured) == (
        f"A.6.7 (Remote working) is included without a design in force: {found}.",
        measured,
    )


@pytest.mark.row("R-046")
@pytest.mark.parametrize(
    ("type_", "silent"), [(DocumentType.STANDARD, True), (DocumentType.RECORD, False)]
)
def test_a_document_that_names_the_control_will_do_and_a_record_will_not(
    type_: DocumentType,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    naming = Document(
        key="STD-7", title="Homes", type=type_, status=VersionStatus.APPROVED, controls=("6.7",)
    )

    found = said(CHECK, material(*but(a_statement(), "A.6.7", documents=()), naming))

    assert (found == {}) is silent


def test_a_control_that_has_to_be_written_down_is_for_another_check() -> None:
    assert said(CHECK, material(*but(a_statement(), "A.5.1", documents=()))) == {}
    planned = but(a_statement(), "A.5.1", documents=(), status="planned")
    assert list(said(CHECK, material(*planned))) == ["A.5.1"]


def test_without_included_controls_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
