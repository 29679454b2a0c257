"""The Statement of Applicability skips a control, names one twice, or one that there is not."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.soa_row import SoaRow
from tests.lib.reviews import without
from tests.lib.stage1 import look, material, said
from tests.lib.statements import WHOLE, a_statement

CHECK = "soa-incomplete"


@pytest.mark.row("R-041", "R-045")
def test_a_position_on_every_control_is_silent() -> None:
    looked = look(CHECK, material(*a_statement()))

    assert looked.verdict is Verdict.CONFORMS
    assert len(looked.population) == WHOLE


@pytest.mark.row("R-041")
def test_one_dropped_one_repeated_one_invented_are_three_faults_in_93_rows() -> None:
    changed = [*without(a_statement(), "A.7.4"), SoaRow(key="5.1"), SoaRow(key="A.9.9")]
    rows = [item for item in changed if isinstance(item, SoaRow)]

    found = look(CHECK, material(*without(changed, "A.8.34"), SoaRow(key="A8.34")))

    assert len(rows) == WHOLE + 1
    assert {(each.reason, each.says, each.blocks) for each in found.deviations} == {
        (
            "missing",
            (
                "The Statement of Applicability takes no position on A.7.4 "
                "(Physical security monitoring); it speaks of 92 of 93 controls."
            ),
            True,
        ),
        ("repeated", "Row 5.1 of the statement speaks of A.5.1 again, after A.5.1.", False),
        (
            "unknown",
            (
                "Row A.9.9 of the statement names 'A.9.9'; "
                "the annex has 93 controls from A.5.1 to A.8.34."
            ),
            False,
        ),
    }


@pytest.mark.row("R-045")
def test_each_control_that_is_skipped_is_named() -> None:
    one = SoaRow(key="A.5.1")

    assert len(said(CHECK, material(one))) == WHOLE - 1


def test_without_a_statement_nothing_is_tested() -> None:
    looked = look(CHECK, material())

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == "there is no Statement of Applicability"
