"""Not everybody has read a document that is for everybody."""

from datetime import date

import pytest

from assay.domain.acknowledgement import Acknowledgement
from assay.domain.deviation import Verdict
from tests.lib.documents import BO, MIRA, POLICY
from tests.lib.stage1 import AS_OF, look, material, said

CHECK = "document-unread"
FACING = POLICY.changed(staff_facing=True)


def read(person: str, **fields: object) -> Acknowledgement:
    whole = {"document": "POL-01", "version": "2.0", "person": person, "read_on": AS_OF}
    return Acknowledgement.model_validate({**whole, **fields})


@pytest.mark.row("R-031")
def test_read_by_everybody_is_silent() -> None:
    everybody = material(MIRA, BO, FACING, read("mira"), read("bo"))

    assert look(CHECK, everybody).verdict is Verdict.CONFORMS


@pytest.mark.row("R-031")
@pytest.mark.parametrize(
    "instead", [[], [read("bo", version="1.0")], [read("bo", read_on=date(2026, 2, 1))]]
)
def test_one_who_has_not_is_named_with_the_rate(instead: list[Acknowledgement]) -> None:
    looked = look(CHECK, material(MIRA, BO, FACING, read("mira"), *instead))

    (deviation,) = looked.deviations
    assert deviation.says == ("POL-01 (Access policy) version 2.0 was read by 1 of 2; not by bo.")
    assert deviation.measured == "50 %"


@pytest.mark.row("R-031")
def test_whoever_left_need_not_have_read_it() -> None:
    gone = BO.changed(ended_on=date(2026, 1, 30))

    assert said(CHECK, material(MIRA, gone, FACING, read("mira"))) == {}


@pytest.mark.row("R-031")
def test_no_acknowledgement_at_all_is_unknown_and_no_pass() -> None:
    looked = look(CHECK, material(MIRA, FACING))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == "1 of 1 cannot be told: nobody recorded who has read it"
