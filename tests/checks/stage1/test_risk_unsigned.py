"""A risk's owner has not signed the assessment or the treatment plan as they now read."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.role_assignment import Role, RoleAssignment
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.reviews import but, without
from tests.lib.risks import an_assessment
from tests.lib.stage1 import ANA, BO, look, material, said

CHECK = "risk-unsigned"
R_4 = "R-4 (The recipe book is copied)"


@pytest.mark.row("R-055")
def test_risks_that_their_owner_signed_are_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-055")
def test_an_assessment_that_nobody_signed_speaks() -> None:
    assert said(CHECK, material(*without(an_assessment(), "R-4 assessment"))) == {
        "R-4": f"{R_4}: its owner ana has not signed the assessment."
    }


@pytest.mark.row("R-055")
def test_a_signature_on_the_day_of_the_assessment_counts_and_one_before_does_not() -> None:
    same_day = but(an_assessment(), "R-4", assessed_on=date(2025, 11, 12))
    day_after = but(an_assessment(), "R-4", assessed_on=date(2025, 11, 13))

    assert said(CHECK, material(*same_day)) == {}
    assert said(CHECK, material(*day_after)) == {
        "R-4": (
            f"{R_4}: its owner ana signed the assessment on 2025-11-12, "
            "before it changed on 2025-11-13."
        )
    }


@pytest.mark.row("R-055")
@pytest.mark.parametrize(
    ("role", "who"),
    [(Role.ISMS_LEAD, "bo (isms lead)"), (Role.CONSULTANT, "bo (consultant)")],
)
def test_the_lead_or_an_adviser_who_signs_for_all_counts_for_nobody(role: Role, who: str) -> None:
    changed: list[Item] = [RoleAssignment(key="bo lead", person="bo", role=role), *an_assessment()]
    for number in range(1, 6):
        changed = but(changed, f"R-{number} assessment", by="bo")

    found = said(CHECK, material(*changed))

    assert len(found) == 5
    assert found["R-4"] == f"{R_4}: the assessment was signed by {who} and not by its owner ana."


@pytest.mark.row("R-055")
def test_the_owners_signature_taken_down_from_outside_does_not_count() -> None:
    [signature] = [each for each in an_assessment() if each.key == "R-4 assessment"]
    ledger = Ledger("somewhere")
    ledger.append([saying(signature)], by=BO, recorded_at=datetime(2025, 1, 5, tzinfo=UTC))

    found = said(CHECK, material(*without(an_assessment(), signature.key), ledger=ledger))

    assert found == {
        "R-4": (
            f"{R_4}: the assessment was signed by bo from outside in the owner's name "
            "and not by its owner ana."
        )
    }


@pytest.mark.row("R-055")
@pytest.mark.parametrize(
    ("before", "silent"),
    [
        pytest.param({"likelihood": 3}, False, id="another rating is another version"),
        pytest.param({"owner": "cy"}, False, id="another owner has to sign"),
        pytest.param({"status": "open"}, True, id="another status is not"),
        pytest.param({}, True, id="saving again is not"),
    ],
)
def test_what_the_ledger_says_has_changed_is_a_new_version(
    before: dict[str, object],
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    [risk] = [each for each in an_assessment() if each.key == "R-4"]
    ledger = Ledger("somewhere")
    earlier = [saying(risk.changed(**before))]
    ledger.append(earlier, by=ANA, recorded_at=datetime(2025, 11, 6, tzinfo=UTC))
    ledger.append([saying(risk)], by=ANA, recorded_at=datetime(2025, 12, 1, tzinfo=UTC))

    assert (said(CHECK, material(*without(an_assessment(), "R-4"), ledger=ledger)) == {}) is silent


@pytest.mark.row("R-055")
def test_a_treatment_plan_needs_the_owners_signature_too() -> None:
    assert said(CHECK, material(*without(an_assessment(), "R-1 treatment plan"))) == {
        "R-1": (
            "R-1 (Salt fog stops the press in hall Orkney): "
            "its owner ana has not signed the treatment plan."
        )
    }
    assert said(CHECK, material(*without(an_assessment(), "R-4 treatment plan"))) == {}


@pytest.mark.row("R-055")
def test_a_plan_made_anew_has_to_be_signed_anew() -> None:
    anew = but(an_assessment(), "T-1", replanned_on=date(2026, 1, 9))

    assert list(said(CHECK, material(*anew))) == ["R-1"]


@pytest.mark.row("R-055")
def test_an_owner_from_outside_speaks() -> None:
    outside = but(but(an_assessment(), "R-4", owner="bo"), "R-4 assessment", by="bo")

    assert said(CHECK, material(*outside)) == {"R-4": f"{R_4}: its owner bo comes from outside."}


@pytest.mark.row("R-055")
def test_an_owner_who_left_or_is_not_named_is_for_another_check() -> None:
    cy = Person(key="cy", name="Cy", started_on=date(2020, 1, 1), ended_on=date(2026, 1, 30))
    gone = material(*but(an_assessment(), "R-4", owner="cy"), cy)
    nobody = material(*but(an_assessment(), "R-4", owner=""))

    assert (said(CHECK, gone), said(CHECK, nobody)) == ({}, {})
    assert said("owner-missing", gone)["R-4"] == (
        "Risk R-4 is owned by cy, who left on 2026-01-30."
    )
    assert said("owner-missing", nobody)["R-4"] == "Risk R-4 has no owner."


def test_an_owner_in_no_list_of_people_is_unknown() -> None:
    looked = look(CHECK, material(*without(an_assessment(), "ana")))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.unknown[0].why == "ana is in no list of people"


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
