"""Whoever turned parts down decided on them as well."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, said, untold
from tests.lib.works import promise, works

CHECK = "disposition-by-reporter"
REPORTS = """
    ncr_id | raised_at        | raised_by | disposed_by | disposed_at
    -------+------------------+-----------+-------------+-----------------
    NCR-1  | 2026-01-02 09:00 | bo        | {by}        | 2026-01-05 09:00
    NCR-2  | 2026-01-06 09:00 | bo        |             |
"""
PROMISE = promise(ClaimKind.SEGREGATION, "ncr", "raised_by", "disposed_by")


@pytest.mark.parametrize(
    ("by", "says"),
    [
        ("ana", {}),
        (
            "bo",
            {
                "CL-1": "1 of 1 nonconformities had one person raise them and decide on them: "
                'NCR-1; PRO-9, 4 Release: "As it is written here".'
            },
        ),
    ],
)
def test_one_person_in_both_places_is_told(by: str, says: dict[str, str]) -> None:
    assert said(CHECK, works(PROMISE, ncr=REPORTS.format(by=by))) == says


def test_a_decision_by_nobody_cannot_be_told() -> None:
    assert untold(CHECK, works(PROMISE, ncr=REPORTS.format(by=""))) == {
        "CL-1": "no case it applies to can be decided (nonconformity reports)"
    }


def test_without_a_promise_or_records_nothing_is_tested() -> None:
    found = look(CHECK, works(ncr=REPORTS.format(by="bo")))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "no document promises that two people deal with a nonconformity"
    assert untold(CHECK, works(PROMISE)) == {
        "CL-1": "there are no records of ncr (nonconformity reports)"
    }
