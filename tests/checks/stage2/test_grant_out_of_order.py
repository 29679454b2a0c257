"""Access rights were given before, or without, the approval of whoever may give it."""

from datetime import date

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.person import Person
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.system import System
from tests.lib.stage2 import look, operation, said, untold

CHECK = "grant-out-of-order"
PROMISE = Claim(
    key="CLM-3",
    document="PRO-1",
    version="1.0",
    section="3 Approving",
    quote="A right is granted only after the owner has approved it.",
    kind=ClaimKind.PRECEDENCE,
    family="grant",
    first="approved_at",
    then="granted_at",
)
VAULT = System(key="vault", name="Vault", owner="ana")
HEAD = Person(key="hex", name="Hex", manages=True)
GRANT = """
    grant_id|system | person | requested_at | requested_by | approved_at | approved_by | granted_at
    ---------+--------+--------+--------------+--------------+-------------+-------------+-----------
    G-1 | {system} | cy | {requested} | {asker} | {approved} | {approver} | 2026-01-05 12:00:00
"""
USUAL = {
    "system": "vault",
    "requested": "2026-01-05 09:00:00",
    "asker": "bo",
    "approved": "2026-01-05 10:00:00",
    "approver": "ana",
}


def granted(**changed: str) -> dict[str, str]:
    return {"grant": GRANT.format(**{**USUAL, **changed})}


@pytest.mark.row("R-122")
@pytest.mark.parametrize("promise", [(PROMISE,), ()])
def test_request_approval_and_grant_in_their_order_are_silent(promise: tuple[Claim, ...]) -> None:
    found = look(CHECK, operation(*promise, VAULT, records=granted()))

    assert found.verdict is Verdict.CONFORMS
    assert [each.conforming for each in found.figures] == [1, 1, 1]


@pytest.mark.row("R-122")
@pytest.mark.parametrize("approved", ["2026-01-05 13:00:00", ""])
def test_an_approval_afterwards_or_none_speaks(approved: str) -> None:
    at = operation(PROMISE, VAULT, records=granted(approved=approved))

    assert said(CHECK, at)["CLM-3"] == (
        "1 of 1 grants were given before they were approved, or without: G-1; PRO-1 1.0, "
        '3 Approving: "A right is granted only after the owner has approved it".'
    )


@pytest.mark.row("R-122")
def test_a_request_after_its_approval_speaks() -> None:
    at = operation(PROMISE, VAULT, records=granted(requested="2026-01-05 10:30:00"))

    assert said(CHECK, at) == {
        "requested first": "1 of 1 grants were approved before anybody had asked: G-1."
    }


@pytest.mark.row("R-122")
def test_an_approver_who_does_not_own_the_system_speaks() -> None:
    at = operation(PROMISE, VAULT, HEAD, records=granted(approver="hex"))

    assert said(CHECK, at) == {
        "approved by the owner": (
            "1 of 1 grants were approved by somebody who does not own the system: G-1."
        )
    }


@pytest.mark.row("R-122")
@pytest.mark.parametrize(
    "who",
    [
        HEAD,
        RoleAssignment(key="1", person="hex", role=Role.TOP_MANAGEMENT),
        RoleAssignment(key="1", person="hex", role=Role.DEPUTY, about="vault"),
    ],
)
def test_somebody_above_approves_where_the_owner_asks(who: Person | RoleAssignment) -> None:
    at = operation(PROMISE, VAULT, who, records=granted(asker="ana", approver="hex"))

    assert said(CHECK, at) == {}


@pytest.mark.row("R-122")
def test_top_management_of_long_ago_does_not_stand_in() -> None:
    gone = RoleAssignment(
        key="1", person="hex", role=Role.TOP_MANAGEMENT, until_on=date(2025, 1, 1)
    )
    at = operation(PROMISE, VAULT, gone, records=granted(asker="ana", approver="hex"))

    assert list(said(CHECK, at)) == ["approved by the owner"]


def test_a_system_without_a_known_owner_is_unknown() -> None:
    at = operation(PROMISE, VAULT, records=granted(system="queue"))

    assert untold(CHECK, at) == {
        "approved by the owner": "no case it applies to can be decided (access grants)"
    }


def test_without_grants_nothing_is_tested() -> None:
    assert look(CHECK, operation(PROMISE, VAULT)).verdict is Verdict.NOT_TESTED
