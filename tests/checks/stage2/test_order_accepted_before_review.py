"""Orders were accepted before they had been reviewed."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "order-accepted-before-review"
REVIEWS = """
    review_id | enquiry | order | reviewed_at | reviewer | accepted_at
    ----------+---------+-------+-------------+----------+--------------------
    CR-1      | EN-1    | SO-1  | {at}        | ana      | 2026-01-12 10:00:00
    CR-2      | EN-2    | SO-2  | 2026-01-09  | ana      |
"""
PROMISE = promise(ClaimKind.PRECEDENCE, "contract_review", "reviewed_at", "accepted_at")


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-01-12 09:59:00", {}),
        (
            "2026-01-12 13:00:00",
            {
                "CL-1": "1 of 1 accepted orders had no review before: CR-1 (-3 h); "
                'PRO-9, 4 Release: "As it is written here".'
            },
        ),
    ],
)
def test_a_review_after_the_acceptance_speaks_with_the_hours(at: str, says: dict[str, str]) -> None:
    assert said(CHECK, works(PROMISE, contract_review=REVIEWS.format(at=at))) == says


def test_what_no_document_promises_is_asked_all_the_same() -> None:
    at = works(contract_review=REVIEWS.format(at="2026-01-12 13:00:00"))

    assert said(CHECK, at) == {
        "reviews and acceptances": "1 of 1 accepted orders had no review before: CR-1 (-3 h)."
    }


def test_an_accepted_order_whose_review_was_never_held_is_named() -> None:
    assert keys(CHECK, works(PROMISE, contract_review=REVIEWS.format(at=""))) == ["CR-1"]


def test_at_one_instant_nobody_can_tell() -> None:
    at = works(PROMISE, contract_review=REVIEWS.format(at="2026-01-12 10:00:00"))

    assert untold(CHECK, at) == {"CL-1": "no case it applies to can be decided (contract reviews)"}


def test_orders_that_nobody_accepted_are_not_asked_for() -> None:
    open_still = REVIEWS.format(at="2026-01-08").replace("2026-01-12 10:00:00", "")

    assert look(CHECK, works(PROMISE, contract_review=open_still)).verdict is Verdict.NOT_TESTED


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(PROMISE)) == {
        "CL-1": "there are no records of contract_review (contract reviews)"
    }
