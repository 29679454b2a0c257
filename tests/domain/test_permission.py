"""Who may do what: every role, every permission, as one table that can be read."""

import pytest

from assay.domain.permission import (
    ALLOWED,
    OF_THE_BODY_ALONE,
    NotAllowedError,
    Permission,
    is_external,
    may,
    must_be_allowed,
    side_of,
)
from assay.domain.role_assignment import Role
from assay.domain.side import Side

BODY = {
    Role.LEAD_AUDITOR,
    Role.AUDITOR,
    Role.TECHNICAL_EXPERT,
    Role.REVIEWER,
    Role.BODY_OFFICE,
}
NOT_BODY = [role for role in Role if role not in BODY]
ONLY_THE_BODY = [
    Permission.SET_GRADE,
    Permission.SET_OUTCOME,
    Permission.ACCEPT_CLOSURE,
    Permission.RECOMMEND,
    Permission.DECIDE,
    Permission.ISSUE_CERTIFICATE,
    Permission.WRITE_FINDINGS,
    Permission.SET_BODY_RULES,
]


@pytest.mark.row("R-293")
def test_every_role_has_its_line_and_may_read() -> None:
    assert set(ALLOWED) == set(Role)
    assert [role for role in Role if not may(role, Permission.READ)] == []


@pytest.mark.row("R-293")
def test_every_permission_is_somebodys() -> None:
    nobodys = [each for each in Permission if not any(may(role, each) for role in Role)]

    assert nobodys == []


@pytest.mark.row("R-294")
@pytest.mark.parametrize("role", NOT_BODY)
@pytest.mark.parametrize("permission", ONLY_THE_BODY)
def test_what_only_the_body_does_is_refused_to_everybody_else(
    role: Role, permission: Permission
) -> None:
    assert permission in OF_THE_BODY_ALONE
    with pytest.raises(NotAllowedError, match=f"a {role} may not {permission}; expected one of"):
        must_be_allowed(role, permission)


@pytest.mark.row("R-294")
@pytest.mark.parametrize("role", sorted(BODY))
def test_the_body_neither_writes_registers_nor_submits_closures(role: Role) -> None:
    own = {
        Permission.WRITE_REGISTERS,
        Permission.IMPORT,
        Permission.SUBMIT_CLOSURE,
        Permission.SIGN,
        Permission.OVERRIDE_OWN_GATE,
        Permission.SEE_PRIVATE_NOTES,
    }

    assert ALLOWED[role] & own == set()


def test_who_recommends_does_not_decide() -> None:
    both = [
        role for role in Role if may(role, Permission.RECOMMEND) and may(role, Permission.DECIDE)
    ]

    assert both == []


def test_a_consultant_does_not_sign() -> None:
    assert not may(Role.CONSULTANT, Permission.SIGN)
    assert is_external(Role.CONSULTANT)


def test_an_administrator_sets_no_outcome_and_writes_no_register() -> None:
    assert ALLOWED[Role.ADMINISTRATOR] == {
        Permission.READ,
        Permission.EXPORT,
        Permission.IMPORT,
        Permission.MANAGE_PEOPLE,
    }


def test_a_reader_only_reads() -> None:
    assert ALLOWED[Role.READER] == {Permission.READ}


def test_a_role_is_on_one_side() -> None:
    sides = {role: side_of(role) for role in Role}

    assert {role for role, side in sides.items() if side is Side.BODY} == BODY
    assert {role for role, side in sides.items() if side is Side.SYSTEM} == {
        Role.READER,
        Role.ADMINISTRATOR,
    }
