"""Staff cannot get at a document that they work by."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document_location import DocumentLocation
from tests.lib.documents import BO, MIRA, POLICY
from tests.lib.stage1 import look, material, said

CHECK = "document-unreachable"
FACING = POLICY.changed(staff_facing=True)
WIKI = DocumentLocation(key="wiki", path="wiki/", readable_by=("Staff",), reachable=True)


@pytest.mark.row("R-030")
def test_a_place_that_everybody_can_open_is_silent() -> None:
    assert look(CHECK, material(MIRA, BO, FACING, WIKI)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-030")
def test_whoever_is_shut_out_is_named() -> None:
    outside = BO.changed(groups=("contractors",))

    assert said(CHECK, material(MIRA, outside, FACING, WIKI)) == {
        "POL-01": "POL-01 (Access policy) is kept at wiki/policies/access, "
        "which cannot be opened by bo."
    }


@pytest.mark.row("R-030")
def test_only_its_audience_has_to_get_in() -> None:
    outside = BO.changed(groups=("contractors",))

    assert said(CHECK, material(MIRA, outside, FACING.changed(audience=("staff",)), WIKI)) == {}


@pytest.mark.row("R-030")
def test_the_inner_folder_decides() -> None:
    inner = WIKI.changed(key="inner", path="wiki/policies/", readable_by=("board",))

    assert set(said(CHECK, material(MIRA, FACING, WIKI, inner))) == {"POL-01"}


@pytest.mark.row("R-030")
def test_a_place_that_does_not_work_is_said() -> None:
    assert said(CHECK, material(MIRA, FACING, WIKI.changed(reachable=False))) == {
        "POL-01": "POL-01 (Access policy) is kept at wiki/policies/access, which does not work."
    }


@pytest.mark.row("R-030")
def test_a_place_that_nobody_tested_is_unknown() -> None:
    untested = WIKI.changed(reachable=None)

    assert look(CHECK, material(MIRA, FACING, untested)).verdict is Verdict.NOT_TESTED
    assert look(CHECK, material(MIRA, FACING)).verdict is Verdict.NOT_TESTED
