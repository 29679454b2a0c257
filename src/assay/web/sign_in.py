"""How people come in: by an invitation, a password with a second factor, a passkey, a provider."""

import time
from datetime import UTC, datetime
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from assay.actions.invitations import accept_invitation, find_invitation
from assay.store.people.models import Invitation, User

INVITED: Final = "invitation"
"""Where a browser keeps the token of the invitation that it came in by."""

CAME_IN_AT: Final = "came_in_at"
"""Where a browser keeps when a one-time link signed somebody in."""

LINK_IS_FRESH_S: Final = 10 * 60
"""How long having come by a link counts as having shown who one is."""


def shown_name(user: User) -> str:
    """Return the name under which somebody is greeted."""
    return user.name


def invitation_of(request: HttpRequest) -> Invitation | None:
    """Return the invitation that this browser came in by, while it stands."""
    token = request.session.get(INVITED)
    return find_invitation(token, now=datetime.now(UTC)) if token else None


def use_invitation(request: HttpRequest, user: User) -> str | None:
    """Make somebody a member by the invitation that this browser came in by; say where."""
    token = request.session.get(INVITED)
    joined = accept_invitation(token, user, now=datetime.now(UTC)) if token else None
    if joined:
        del request.session[INVITED]
    return joined


class SignUpForm(forms.Form):
    """What is asked of somebody new besides address and password."""

    name = forms.CharField(max_length=200, label="Name, as it signs in the ledger")

    field_order = ("email", "name", "password1", "password2")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name, and let them in where they were invited."""
        user.name = self.cleaned_data["name"].strip()
        user.save(update_fields=["name"])
        use_invitation(request, user)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # it comes without types
    """Nobody joins who was not invited, and nobody by the invitation of somebody else."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether this browser came in by an invitation."""
        return invitation_of(request) is not None

    def clean_email(self, email: str) -> str:
        """Take only the address that was invited, where somebody is new."""
        cleaned: str = super().clean_email(email)
        if self.request.resolver_match.url_name == "account_signup":
            invitation = invitation_of(self.request)
            if invitation is None or cleaned.lower() != invitation.email:
                raise ValidationError("The invitation is for another address.")
        return cleaned

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Go on with an invitation, where there is one."""
        if invitation_of(request):
            return reverse("invited", args=[request.session[INVITED]])
        url: str = super().get_login_redirect_url(request)
        return url

    def is_reauthentication_required(self, *, app: str, **said: Any) -> bool:  # noqa: ANN401 - its signature
        """Believe a fresh one-time link of somebody who has nothing else to show yet."""
        came_in_at = self.request.session.get(CAME_IN_AT, 0)
        is_fresh = time.time() - came_in_at < LINK_IS_FRESH_S
        if is_fresh and not get_reauthentication_flows(self.request.user):
            return False
        required: bool = super().is_reauthentication_required(app=app, **said)
        return required

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Have somebody set a password who has nothing to show who they are, instead of a 403."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if methods or not user.is_authenticated:
            return methods
        url = reverse("account_set_password")
        return [{"id": "set_password", "description": "Set a password first", "url": url}]


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # the same
    """A provider vouches for who somebody is, not for what they may see."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401 - its signature
        """Say whether this browser came in by an invitation of the address vouched for."""
        invitation = invitation_of(request)
        address = (sociallogin.user.email or "").lower()
        return invitation is not None and invitation.email == address

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:  # noqa: ANN401 - the same
        """Keep somebody new, and let them in."""
        user: User = super().save_user(request, sociallogin, form)
        use_invitation(request, user)
        return user
