"""Changes were approved by those who made or wanted them."""

import pytest

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, operation, said, untold

CHECK = "change-approved-by-implementer"
PROMISE = Claim(
    key="CLM-10",
    document="PRO-4",
    version="1.0",
    section="4 Approving",
    quote="Nobody approves a change of their own.",
    kind=ClaimKind.SEGREGATION,
    family="change",
    first="requested_by",
    then="approved_by",
)
HEAD = "change_id | requested_by | approved_at | approved_by | implemented_at | implemented_by"
FIRST = "CHG-1 | cy | 2026-01-05 09:00:00 | ana | 2026-01-05 10:00:00 | bo"


def at(asked: str, approved: str, made: str, *claims: Claim) -> Operation:
    second = f"CHG-2 | {asked} | 2026-01-12 09:00:00 | {approved} | 2026-01-12 10:00:00 | {made}"
    return operation(*claims, records={"change": f"{HEAD}\n{FIRST}\n{second}"})


@pytest.mark.row("R-135")
def test_two_people_are_silent() -> None:
    assert look(CHECK, at("bo", "ana", "bo")).verdict is Verdict.CONFORMS


@pytest.mark.row("R-135")
def test_one_person_is_named_though_no_document_promises_two() -> None:
    assert said(CHECK, at("cy", "bo", "bo")) == {
        "change-approved-by-implementer": (
            "1 of 2 changes were made and approved by one person: CHG-2 (bo)."
        )
    }


@pytest.mark.row("R-135")
def test_a_promise_about_the_requester_is_asked_beside_it() -> None:
    assert said(CHECK, at("bo", "bo", "bo", PROMISE)) == {
        "CLM-10": (
            "1 of 2 changes were requested and approved by one person: CHG-2 (bo); PRO-4 1.0, "
            '4 Approving: "Nobody approves a change of their own".'
        ),
        "change-approved-by-implementer": (
            "1 of 2 changes were made and approved by one person: CHG-2 (bo)."
        ),
    }


def test_an_unnamed_approver_cannot_be_decided() -> None:
    assert untold(CHECK, at("cy", "", "bo")) == {
        "change-approved-by-implementer": "1 of 2 cannot be decided (changes)"
    }


def test_without_changes_nothing_is_tested() -> None:
    assert untold(CHECK, operation()) == {
        "change-approved-by-implementer": "there are no records of change (changes)"
    }
