"""Members of an organisation: giving them another role, and letting them go.

What a newcomer would get wrong: it is asked twice who may do it.  Somebody gives
and takes only roles of their own side, so an organisation cannot make its auditor,
nor send one away; and nobody changes what they are themselves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assay.actions.access_log import note
from assay.actions.membership import Standing
from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.permission import (
    NotAllowedError,
    Permission,
    is_external,
    may_give,
    side_of,
)
from assay.domain.role_assignment import Role
from assay.domain.side import Side
from assay.store.people.models import Membership


class LastInChargeError(RefusedError):
    """Nobody would be left who could let anybody in."""


class OtherSideError(NotAllowedError):
    """The role is not one of the side of whoever gives or takes it."""

    def __init__(self, giver: Role, role: Role) -> None:
        super().__init__(giver, Permission.MANAGE_PEOPLE)
        whose = ", ".join(each for each in Role if may_give(each, role))
        self.args = (
            f"role {role}: a {giver} neither gives nor takes it; expected one of {whose}.",
        )


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to an organisation."""

    number: int
    user: int
    name: str
    email: str
    role: Role
    external: bool
    added_by: str
    added_at: datetime
    last_visit_at: datetime | None

    @property
    def side(self) -> Side:
        """Return whose side they are on."""
        return side_of(self.role)


def members_of(organisation: str) -> list[Member]:
    """Return everybody who belongs to an organisation, by name."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    return [_member(row) for row in sorted(rows, key=lambda row: row.user.name.casefold())]


def member_of(organisation: str, number: int) -> Member:
    """Return one member."""
    row = Membership.objects.filter(organisation=organisation, pk=number).first()
    if row is None:
        raise NotFoundError(f"{organisation} has no member {number}.")
    return _member(row)


def must_give(by: Standing, role: Role) -> None:
    """Refuse whoever may not give a role, nor take it away."""
    by.must_be_allowed(Permission.MANAGE_PEOPLE)
    if not may_give(by.role, role):
        raise OtherSideError(by.role, role)


def change_role(by: Standing, number: int, role: Role, *, now: datetime) -> Member:
    """Give a member another role."""
    before = member_of(by.organisation, number)
    _must_be_another(by, before)
    must_give(by, before.role)
    must_give(by, role)
    with _somebody_stays(by.organisation):
        Membership.objects.filter(pk=number).update(role=role.value, external=is_external(role))
        said = f"{before.role} to {role}"
        note(by.organisation, by.author, "changed the role of", before.email, said, now=now)
    return member_of(by.organisation, number)


def remove_member(by: Standing, number: int, *, now: datetime) -> None:
    """Let a member go, with their tokens."""
    member = member_of(by.organisation, number)
    _must_be_another(by, member)
    must_give(by, member.role)
    with _somebody_stays(by.organisation):
        Membership.objects.filter(pk=number).delete()
        note(by.organisation, by.author, "removed", member.email, member.role, now=now)


def leave(by: Standing, *, now: datetime) -> None:
    """Go away by oneself, with one's tokens."""
    with _somebody_stays(by.organisation):
        Membership.objects.filter(pk=by.membership.pk).delete()
        email = by.membership.user.email
        note(by.organisation, by.author, "left", email, by.role.value, now=now)


def _must_be_another(by: Standing, member: Member) -> None:
    if member.number == by.membership.pk:
        raise RefusedError("role: it is your own; expected somebody else to change it.")


@contextmanager
def _somebody_stays(organisation: str) -> Iterator[None]:
    """Undo what the block does where nobody is left who lets the organisation's own people in."""
    with transaction.atomic():
        rows = Membership.objects.filter(organisation=organisation)
        # Of two managers who leave in the same instant, the second waits for the first.
        list(rows.select_for_update().values_list("pk", flat=True))
        yield
        roles = map(Role, rows.values_list("role", flat=True))
        if not any(may_give(role, Role.ISMS_LEAD) for role in roles):
            raise LastInChargeError(
                f"{organisation}: nobody would be left who manages its people; "
                "expected another one who does, before."
            )


def _member(row: Membership) -> Member:
    return Member(
        row.pk,
        row.user_id,
        row.person or row.user.name,
        row.user.email,
        Role(row.role),
        row.external,
        row.added_by,
        row.added_at,
        row.last_visit_at,
    )
