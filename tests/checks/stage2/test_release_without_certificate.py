"""Goods were released without a certificate of conformity."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "release-without-certificate"
RELEASES = """
    release_id | job  | released_at         | quantity | released_by | certificate
    -----------+------+---------------------+----------+-------------+------------
    RL-1       | WO-1 | 2026-01-12 10:00:00 | 8        | ana         | COC-1
    RL-2       | WO-2 | 2026-01-13 10:00:00 | 8        | ana         | {last}
"""
PROMISE = promise(ClaimKind.COVERAGE, "release", then="certificate")


@pytest.mark.parametrize(
    ("last", "says"),
    [
        ("COC-2", {}),
        (
            "",
            {
                "CL-1": "1 of 2 releases carried no certificate: RL-2; "
                'PRO-9, 4 Release: "As it is written here".'
            },
        ),
    ],
)
def test_a_release_without_one_is_named(last: str, says: dict[str, str]) -> None:
    assert said(CHECK, works(PROMISE, release=RELEASES.format(last=last))) == says


def test_a_release_from_before_the_window_is_not_asked_for() -> None:
    old = RELEASES.format(last="").replace("2026-01-13", "2023-01-13")

    assert keys(CHECK, works(PROMISE, release=old)) == []


def test_without_a_promise_or_records_nothing_is_tested() -> None:
    found = look(CHECK, works(release=RELEASES.format(last="")))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "no document promises a certificate with every release"
    assert untold(CHECK, works(PROMISE)) == {"CL-1": "there are no records of release (releases)"}
