"""One record stands several times in an export."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, operation, said

CHECK = "record-key-repeated"
REVIEWS = """
    review_id | source_key | system | reviewed_at         | reviewer
    ----------+------------+--------+---------------------+---------
    R-1       | S-1        | vault  | 2025-10-09 10:00:00 | ana
    {key}     | {source}   | vault  | 2026-01-07 10:00:00 | bo
"""


def reviews(key: str, source: str = "S-1") -> dict[str, str]:
    return {"access_review": REVIEWS.format(key=key, source=source)}


@pytest.mark.row("R-150")
def test_keys_that_stand_once_are_silent() -> None:
    assert look(CHECK, operation(records=reviews("R-2"))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-150")
def test_a_key_that_stands_twice_is_named_with_its_rows() -> None:
    at = operation(records=reviews("R-1"))

    assert said(CHECK, at) == {
        "access_review": (
            "1 of 1 keys of access reviews stand more than once in one export: R-1 (2)."
        )
    }
    assert keys(CHECK, at) == ["R-1"]


def test_one_key_in_two_sources_is_silent() -> None:
    assert said(CHECK, operation(records=reviews("R-1", "S-2"))) == {}


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
