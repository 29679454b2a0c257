"""Links that sign somebody in once, made by whoever runs the server's machine.

Only the hash of a link is kept, so the database lets nobody in.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from assay.store.people.models import SignInLink, User

USUAL_LIFE = timedelta(minutes=30)


def make_sign_in_link(user: User, *, now: datetime, life: timedelta = USUAL_LIFE) -> str:
    """Return the token of a new link; links of yesterday are forgotten."""
    SignInLink.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(user=user, token_hash=hash_of_token(token), expires_at=now + life)
    return token


def use_sign_in_link(token: str, *, now: datetime) -> User | None:
    """Return whom a link signs in, once; nothing where it was used, has expired or is none."""
    link = SignInLink.objects.filter(token_hash=hash_of_token(token), expires_at__gt=now)
    # One statement decides, so that of two who come at once only one is let in.
    if link.filter(used_at=None).update(used_at=now) != 1:
        return None
    user = link.select_related("user").get().user
    return user if user.is_active else None


def hash_of_token(token: str) -> str:
    """Return what is kept of a token; it is random and long, so one hash is enough."""
    return sha256(token.encode()).hexdigest()
