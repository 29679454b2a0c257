"""Whoever made the goods released them as well."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, said, untold
from tests.lib.works import promise, works

CHECK = "job-made-by-releaser"
EVENTS = """
    event_id | case | activity     | at               | actor
    ---------+------+--------------+------------------+------
    E-1      | WO-1 | job finished | 2026-01-12 10:00 | bo
    E-2      | WO-1 | job finished | 2026-01-12 11:00 | cy
    E-3      | WO-1 | released     | 2026-01-12 12:00 | {by}
    E-4      | WO-2 | job finished | 2026-01-12 12:00 | ana
"""
PROMISE = promise(ClaimKind.SEGREGATION, "event", "job finished", "released")


@pytest.mark.parametrize(
    ("by", "says"),
    [
        ("ana", {}),
        (
            "cy",
            {
                "CL-1": "1 of 1 jobs had one person make the goods and release them: WO-1; "
                'PRO-9, 4 Release: "As it is written here".'
            },
        ),
    ],
)
def test_one_of_those_who_made_the_goods_may_not_release_them(
    by: str, says: dict[str, str]
) -> None:
    assert said(CHECK, works(PROMISE, event=EVENTS.format(by=by))) == says


def test_a_release_by_nobody_cannot_be_told() -> None:
    assert untold(CHECK, works(PROMISE, event=EVENTS.format(by=""))) == {
        "CL-1": "no case it applies to can be decided (event log)"
    }


def test_without_a_promise_or_records_nothing_is_tested() -> None:
    found = look(CHECK, works(event=EVENTS.format(by="cy")))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "no document promises that two people make and release"
    assert untold(CHECK, works(PROMISE)) == {"CL-1": "there are no records of event (event log)"}
