"""How people come in: by an invitation, a password with a second factor, a passkey, a provider."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from assay.store.people.models import User


def shown_name(user: User) -> str:
    """Return the name under which somebody is greeted."""
    return user.name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # it comes without types
    """Nobody joins who was not invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether this browser came in by an invitation."""
        return bool(request.session.get("invitation"))


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # the same
    """A provider vouches for who somebody is, not for what they may see."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401, ARG002 - its signature
        """Say whether this browser came in by an invitation."""
        return bool(request.session.get("invitation"))
