"""Tokens, by which a program speaks for one member at one organisation, and no longer than said.

Only the hash of a token is kept.  What a newcomer would get wrong: a token has no
rights of its own.  It never does more than the role of its member does on that
very day, so somebody who is removed takes their programs with them.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from assay.actions.access_log import note
from assay.actions.membership import Standing, standing_of
from assay.actions.sign_in_link import hash_of_token
from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.permission import Permission
from assay.store.people.models import ApiToken, User

READ: Final = "read"
WRITE: Final = "read write"
SCOPES: Final = (READ, WRITE)

LONGEST_LIFE: Final = timedelta(days=366)
MOST_TOKENS: Final = 20
"""How many tokens of one member are valid at once."""

_BEGINS: Final = "assay_"  # by which scanners for lost secrets know it
_USED_AGAIN: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever sent a token: whose it is, and whether it may change anything."""

    user: User
    standing: Standing
    may_write: bool


def make_token(
    standing: Standing, name: str, scope: str, *, now: datetime, life: timedelta
) -> tuple[ApiToken, str]:
    """Return a new token with its text, which is shown once and kept nowhere."""
    named = name.strip()
    if not named:
        raise RefusedError("name: nothing stands there; expected what the token is for.")
    if scope not in SCOPES:
        raise RefusedError(f"scope: {scope!r} is none; expected {' or '.join(SCOPES)}.")
    if not timedelta() < life <= LONGEST_LIFE:
        raise RefusedError(
            f"life: {life.days} days; expected between 1 and {LONGEST_LIFE.days} days."
        )
    if len(valid_tokens(standing, now=now)) >= MOST_TOKENS:
        raise RefusedError(f"tokens: {MOST_TOKENS} are valid; expected one to be revoked first.")
    text = _BEGINS + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            membership=standing.membership,
            name=named[:200],
            token_hash=hash_of_token(text),
            scope=scope,
            expires_at=now + life,
        )
        until = f"{scope}, until {token.expires_at:%Y-%m-%d}"
        note(standing.organisation, standing.author, "made a token", token.name, until, now=now)
    return token, text


def tokens_at(organisation: str) -> list[ApiToken]:
    """Return every token at an organisation, the newest first."""
    tokens = ApiToken.objects.filter(membership__organisation=organisation)
    return list(tokens.select_related("membership__user").order_by("-id"))


def valid_tokens(standing: Standing, *, now: datetime) -> list[ApiToken]:
    """Return the tokens of a member that still let a program in."""
    tokens = ApiToken.objects.filter(membership=standing.membership, revoked_at=None)
    return list(tokens.filter(expires_at__gt=now).order_by("-id"))


def revoke_token(by: Standing, number: int, *, now: datetime) -> ApiToken:
    """End a token from now on: one's own, or anybody's where one manages people."""
    rows = ApiToken.objects.filter(membership__organisation=by.organisation, pk=number)
    if not by.may(Permission.MANAGE_PEOPLE):
        rows = rows.filter(membership=by.membership)
    token = rows.select_related("membership__user").first()
    if token is None:
        raise NotFoundError(f"{by.organisation} has no token {number}.")
    with transaction.atomic():
        if rows.filter(revoked_at=None).update(revoked_at=now):
            owner = token.membership.user.email
            note(by.organisation, by.author, "revoked a token", token.name, owner, now=now)
    token.refresh_from_db()
    return token


def bearer_of(text: str, *, now: datetime) -> Bearer | None:
    """Return who sent a token; nothing where it is none, has expired or was revoked."""
    rows = ApiToken.objects.select_related("membership__user")
    token = rows.filter(token_hash=hash_of_token(text), revoked_at=None, expires_at__gt=now).first()
    if token is None or not token.membership.user.is_active:
        return None
    user: User = token.membership.user
    standing = standing_of(user, token.membership.organisation)
    if standing is None:
        return None
    if token.last_used_at is None or now - token.last_used_at >= _USED_AGAIN:
        # Not at every call: whoever only reads shall not wait for a write.
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return Bearer(user, standing, token.scope == WRITE)
