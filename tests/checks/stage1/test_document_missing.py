"""Something that a standard asks for in writing is not there at all."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.grade import Grade
from assay.domain.risk_methodology import RiskMethodology
from assay.domain.scope import VersionStatus
from tests.lib.documents import every_document
from tests.lib.reviews import but, without
from tests.lib.stage1 import look, material, said

CHECK = "document-missing"


@pytest.mark.row("R-015", "R-016")
def test_a_document_for_everything_is_silent() -> None:
    looked = look(CHECK, material(*every_document()))

    assert looked.verdict is Verdict.CONFORMS


@pytest.mark.row("R-016")
@pytest.mark.parametrize(
    ("part", "says"),
    [
        (
            "risk_methodology",
            (
                "Risk assessment process (6.1.2 of ISO/IEC 27001:2022) is met by no document "
                "and no register."
            ),
        ),
        (
            "internal_audit_programme",
            (
                "Internal audit programme (9.2.2 of ISO/IEC 27001:2022) is met by no document "
                "and no register."
            ),
        ),
        (
            "management_review_procedure",
            (
                "Management review procedure (9.3.3 of ISO/IEC 27001:2022) is met by no document "
                "and no register."
            ),
        ),
    ],
)
def test_each_is_told_apart(part: str, says: str) -> None:
    assert said(CHECK, material(*without(every_document(), f"D-{part}"))) == {part: says}


@pytest.mark.row("R-017", "R-259")
@pytest.mark.parametrize("part", ["soa", "risk_methodology", "scope"])
def test_the_fundamental_ones_are_major_and_block(part: str) -> None:
    (deviation,) = look(CHECK, material(*without(every_document(), f"D-{part}"))).deviations

    assert (deviation.grade, deviation.blocks) == (Grade.MAJOR, True)


@pytest.mark.row("R-017", "R-259")
def test_any_other_is_neither() -> None:
    (deviation,) = look(CHECK, material(*without(every_document(), "D-objectives"))).deviations

    assert (deviation.grade, deviation.blocks) == (None, False)


def test_a_register_that_holds_the_matter_will_do() -> None:
    less = without(every_document(), "D-risk_methodology")

    assert said(CHECK, material(*less, RiskMethodology(key="RM-1"))) == {}


def test_a_withdrawn_document_is_none() -> None:
    withdrawn = but(every_document(), "D-scope", status=VersionStatus.WITHDRAWN)

    assert set(said(CHECK, material(*withdrawn))) == {"scope"}


@pytest.mark.row("R-016")
def test_what_only_practice_expects_is_missed_where_the_profile_says_so() -> None:
    less = without(every_document(), "D-management_review_procedure")

    assert said(CHECK, material(*less, profile="isms-lean")) == {}


@pytest.mark.row("R-018")
def test_another_standard_asks_for_its_own() -> None:
    looked = look(CHECK, material(standards=("iso9001-2015",), profile="qms-typical"))

    assert {"release", "contract_review"} <= {each.reason for each in looked.deviations}
    assert not any(each.blocks for each in looked.deviations if each.reason == "release")


def test_the_policy_is_left_to_its_own_check() -> None:
    assert said(CHECK, material(*without(every_document(), "D-policy"))) == {}


def test_what_is_asked_for_under_a_condition_waits_for_a_claim() -> None:
    nothing = look(CHECK, material(standards=("iso9001-2015",), profile="qms-typical"))
    claimed = Document(key="D", title="Design plan", satisfies=("design_planning",))

    assert "design_planning" not in {each.reason for each in nothing.deviations}
    assert said(CHECK, material(claimed, standards=("iso9001-2015",), profile="qms-typical"))
