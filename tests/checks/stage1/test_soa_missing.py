"""There is no Statement of Applicability, or nobody has approved one."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.grade import Grade
from assay.domain.scope import VersionStatus
from assay.domain.soa_row import SoaRow
from tests.lib.reviews import but, without
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "soa-missing"


@pytest.mark.row("R-045")
def test_an_approved_statement_is_silent() -> None:
    assert look(CHECK, material(*a_statement())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-045")
def test_no_statement_is_a_major_and_stops_stage_1() -> None:
    looked = look(CHECK, material())

    [deviation] = looked.deviations
    assert deviation.says == (
        "No Statement of Applicability for ISO/IEC 27001:2022 is on record; "
        "0 of 93 controls have a position."
    )
    assert (deviation.about, deviation.grade, deviation.blocks) == (
        ("iso27001-2022",),
        Grade.MAJOR,
        True,
    )


@pytest.mark.row("R-045", "R-041")
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"status": VersionStatus.DRAFT}, id="a draft"),
        pytest.param({"approved_on": date(2026, 2, 1)}, id="approved after the audit"),
        pytest.param({"standard": "some other"}, id="of another standard"),
    ],
)
def test_a_statement_that_nobody_approved_speaks_and_stops_nothing(
    fields: dict[str, object],
) -> None:
    looked = look(CHECK, material(*but(a_statement(), "2.0", **fields)))

    [deviation] = looked.deviations
    assert deviation.says == (
        "The Statement of Applicability for ISO/IEC 27001:2022 speaks of 93 controls; "
        "no version of it is approved as of 2026-01-31."
    )
    assert not deviation.blocks


def test_a_statement_approved_on_the_day_of_the_audit_is_silent() -> None:
    today = but(a_statement(), "2.0", approved_on=date(2026, 1, 31))

    assert said(CHECK, material(*today)) == {}


def test_a_statement_approved_as_a_document_is_silent() -> None:
    document = Document(
        key="SOA-01", title="Statement", satisfies=("soa",), status=VersionStatus.APPROVED
    )

    assert said(CHECK, material(*without(a_statement(), "2.0"), document)) == {}


@pytest.mark.row("R-045")
def test_a_standard_without_an_annex_asks_for_none() -> None:
    looked = look(CHECK, material(SoaRow(key="A.5.1"), standards=["iso9001-2015"]))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == "no standard asks for a Statement of Applicability"
