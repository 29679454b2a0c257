"""Records lack what a record of their kind has to say."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "record-incomplete"
REVIEWS = """
    review_id | system | reviewed_at         | reviewer
    ----------+--------+---------------------+---------
    R-1       | vault  | 2025-10-09 10:00:00 | ana
    R-2       | vault  | 2026-01-07 10:00:00 | {reviewer}
"""


def reviews(reviewer: str) -> dict[str, str]:
    return {"access_review": REVIEWS.format(reviewer=reviewer)}


@pytest.mark.row("R-153")
def test_complete_records_are_silent() -> None:
    assert look(CHECK, operation(records=reviews("bo"))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-153")
def test_a_review_without_its_reviewer_is_named() -> None:
    at = operation(records=reviews(""))

    assert said(CHECK, at) == {
        "access_review": (
            "1 of 2 records of access reviews lack one of system, reviewed_at, reviewer: R-2."
        )
    }
    assert keys(CHECK, at) == ["R-2"]


@pytest.mark.row("R-153", "R-306")
def test_a_required_column_that_the_export_leaves_out_is_unknown() -> None:
    drawing = "review_id | system | reviewed_at\n--+--+--\nR-1 | vault | 2025-10-09 10:00:00"

    assert untold(CHECK, operation(records={"access_review": drawing})) == {
        "access_review": "access_review has no column reviewer (access reviews)"
    }


@pytest.mark.row("R-153")
def test_a_no_is_an_answer_and_nothing_is_none() -> None:
    drawing = """
        account_id | system | enforced | observed_at
        -----------+--------+----------+--------------------
        A-1        | vault  | no       | 2026-01-07 10:00:00
    """

    assert said(CHECK, operation(records={"mfa": drawing})) == {}


def test_an_empty_family_is_not_tested() -> None:
    drawing = "review_id | system | reviewed_at | reviewer\n--+--+--+--"

    assert untold(CHECK, operation(records={"access_review": drawing})) == {
        "access_review": "the population is empty (access reviews)"
    }


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, operation()).why_not_tested == "no records were handed in"
