"""Access rights were approved by whoever had asked for them."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "grant-approved-by-requester"
PROMISE = Claim(
    key="CLM-4",
    document="PRO-1",
    version="1.0",
    section="3 Approving",
    quote="Nobody approves a request of their own.",
    kind=ClaimKind.SEGREGATION,
    family="grant",
    first="requested_by",
    then="approved_by",
)
GRANTS = """
    grant_id | person | requested_at        | requested_by | approved_at         | approved_by
    ---------+--------+---------------------+--------------+---------------------+------------
    G-1      | cy     | 2026-01-05 09:00:00 | bo           | 2026-01-05 10:00:00 | ana
    G-2      | cy     | 2026-01-06 09:00:00 | bo           | 2026-01-06 10:00:00 | {who}
"""


def granted(who: str) -> dict[str, str]:
    return {"grant": GRANTS.format(who=who)}


@pytest.mark.row("R-123")
@pytest.mark.parametrize("promise", [(PROMISE,), ()])
def test_two_people_are_silent_with_and_without_a_promise(promise: tuple[Claim, ...]) -> None:
    found = look(CHECK, operation(*promise, records=granted("ana")))

    assert found.verdict is Verdict.CONFORMS
    assert [each.conforming for each in found.figures] == [2, 2]


@pytest.mark.row("R-123")
def test_an_approval_by_the_requester_speaks_with_the_promise() -> None:
    assert said(CHECK, operation(PROMISE, records=granted("bo"))) == {
        "CLM-4": (
            "1 of 2 grants were approved by the person who had asked for them: G-2; PRO-1 1.0, "
            '3 Approving: "Nobody approves a request of their own".'
        )
    }


@pytest.mark.row("R-123")
def test_without_a_promise_it_speaks_all_the_same() -> None:
    assert keys(CHECK, operation(records=granted("bo"))) == ["G-2"]


@pytest.mark.row("R-123")
def test_an_approval_of_a_right_of_ones_own_speaks() -> None:
    assert said(CHECK, operation(PROMISE, records=granted("cy"))) == {
        "approved for oneself": "1 of 2 grants were approved by the person they were for: G-2."
    }


def test_an_approval_without_its_person_is_unknown() -> None:
    at = operation(PROMISE, records=granted(""))

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at)["CLM-4"] == "1 of 2 cannot be decided (access grants)"


def test_without_grants_nothing_is_tested() -> None:
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
    assert look(CHECK, operation(records={"grant": GRANTS.splitlines()[1]})).verdict is (
        Verdict.NOT_TESTED
    )
