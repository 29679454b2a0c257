"""Invitations: one address is asked to come in, in one role, once and until a day.

The link is shown once to whoever invites, who sends it; only its hash is kept.
It opens sign-up for its own address, and it makes nobody else a member.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from assay.actions.access_log import note
from assay.actions.membership import Standing
from assay.actions.people import must_give
from assay.actions.sign_in_link import hash_of_token
from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.permission import is_external
from assay.domain.role_assignment import Role
from assay.ledger.entry import Author
from assay.store.people.models import Invitation, Membership, User

LIFE: Final = timedelta(days=14)


def invite(by: Standing, email: str, role: Role, *, now: datetime) -> tuple[Invitation, str]:
    """Return a new invitation with the token of its link."""
    must_give(by, role)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise RefusedError(f"e-mail: {email[:100]!r} is none; expected an address.") from None
    rows = Membership.objects.filter(organisation=by.organisation)
    if rows.filter(user__email__iexact=address).exists():
        raise RefusedError(f"e-mail: {address} is a member already; expected somebody who is not.")
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitation = Invitation.objects.create(
            organisation=by.organisation,
            email=address,
            role=role.value,
            external=is_external(role),
            token_hash=hash_of_token(token),
            invited_by=by.author.name,
            expires_at=now + LIFE,
        )
        note(by.organisation, by.author, "invited", address, role.value, now=now)
    return invitation, token


def open_invitations(organisation: str, *, now: datetime) -> list[Invitation]:
    """Return the invitations that still let somebody in."""
    rows = Invitation.objects.filter(organisation=organisation, expires_at__gt=now)
    return list(rows.filter(accepted_at=None, withdrawn_at=None).order_by("-id"))


def withdraw_invitation(by: Standing, number: int, *, now: datetime) -> Invitation:
    """Take an invitation back."""
    rows = open_invitations(by.organisation, now=now)
    invitation = next((each for each in rows if each.pk == number), None)
    if invitation is None:
        raise NotFoundError(f"{by.organisation} has no open invitation {number}.")
    must_give(by, Role(invitation.role))
    with transaction.atomic():
        Invitation.objects.filter(pk=number).update(withdrawn_at=now)
        note(by.organisation, by.author, "withdrew the invitation of", invitation.email, now=now)
    return invitation


def find_invitation(token: str, *, now: datetime) -> Invitation | None:
    """Return the invitation of a link that still lets somebody in."""
    rows = Invitation.objects.filter(token_hash=hash_of_token(token), expires_at__gt=now)
    return rows.filter(accepted_at=None, withdrawn_at=None).first()


def accept_invitation(token: str, user: User, *, now: datetime) -> str | None:
    """Make whoever was invited a member, once; return the organisation, or nothing."""
    invitation = find_invitation(token, now=now)
    if invitation is None or invitation.email != user.email.lower():
        return None
    with transaction.atomic():
        mine = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
        # One statement decides, so that a link that is opened twice lets in once.
        if mine.update(accepted_at=now) != 1:
            return None
        _, is_new = Membership.objects.get_or_create(
            user=user,
            organisation=invitation.organisation,
            defaults={
                "role": invitation.role,
                "external": invitation.external,
                "added_by": invitation.invited_by,
            },
        )
        if not is_new:
            raise RefusedError(f"{user.email}: it is a member already; expected one role alone.")
        by = Author(user.name, invitation.role, invitation.external)
        said = f"as {invitation.role}, invited by {invitation.invited_by}"
        note(invitation.organisation, by, "joined", user.email, said, now=now)
    return invitation.organisation
