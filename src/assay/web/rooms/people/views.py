"""Members, invitations and tokens of an organisation, for whoever manages its people."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assay.actions.access_log import lines_of
from assay.actions.api_tokens import revoke_token, tokens_at
from assay.actions.invitations import invite, open_invitations, withdraw_invitation
from assay.actions.people import Member, members_of
from assay.domain.errors import RefusedError
from assay.domain.permission import NotAllowedError, Permission, may_give, side_of
from assay.domain.role_assignment import Role
from assay.web.visit import Visit, organisation_page

MANAGE = Permission.MANAGE_PEOPLE


def roles_to_give(giver: Role) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the roles that somebody may give, grouped by whose they are."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for role in Role:
        if may_give(giver, role):
            groups.setdefault(f"The {side_of(role)}", []).append((role.value, role.value))
    return list(groups.items())


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(max_length=254, label="E-mail")
    role = forms.ChoiceField(label="Role")

    def __init__(self, giver: Role, *given: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*given)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types alone
        field.choices = [("", "Choose one"), *roles_to_give(giver)]


@organisation_page(MANAGE)
def front(visit: Visit) -> HttpResponse:
    """Show who belongs to the organisation, who is invited, and which programs come in."""
    now = datetime.now(UTC)
    members = members_of(visit.organisation)
    return visit.render(
        "people/front.html",
        {
            "rows": [_row(visit, member) for member in members],
            "invitations": [
                {
                    "number": each.pk,
                    "email": each.email,
                    "role": each.role,
                    "by": each.invited_by,
                    "until": each.expires_at,
                    "may": may_give(visit.role, Role(each.role)) and visit.may(MANAGE),
                }
                for each in open_invitations(visit.organisation, now=now)
            ],
            "tokens": token_rows(tokens_at(visit.organisation), now),
            "may": visit.may(MANAGE),
        },
    )


def _row(visit: Visit, member: Member) -> dict[str, Any]:
    is_me = member.number == visit.standing.membership.pk
    return {
        "number": member.number,
        "name": member.name,
        "email": member.email,
        "role": member.role,
        "side": member.side,
        "external": member.external,
        "added_by": member.added_by,
        "added_at": member.added_at,
        "last_visit_at": member.last_visit_at,
        "is_me": is_me,
        "may": not is_me and visit.may(MANAGE) and may_give(visit.role, member.role),
    }


def token_rows(tokens: Any, now: datetime) -> list[dict[str, Any]]:  # noqa: ANN401 - rows of the store
    """Return tokens as a table shows them."""
    return [
        {
            "number": each.pk,
            "name": each.name,
            "owner": each.membership.user.name,
            "scope": "reads and changes" if "write" in each.scope else "reads",
            "until": each.expires_at,
            "last_used_at": each.last_used_at,
            "stands": each.revoked_at is None and each.expires_at > now,
            "ended": "revoked" if each.revoked_at else "expired",
        }
        for each in tokens
    ]


@organisation_page(MANAGE, to_change=MANAGE)
def send_invitation(visit: Visit) -> HttpResponse:
    """Ask whom to invite, or make the link of an invitation."""
    form = InvitationForm(visit.role, visit.request.POST or None)
    if visit.request.method == "POST" and form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            made, token = invite(
                visit.standing, form.cleaned_data["email"], role, now=datetime.now(UTC)
            )
        except NotAllowedError:
            raise
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            link = visit.request.build_absolute_uri(reverse("invited", args=[token]))
            return visit.render("people/sent.html", {"made": made, "link": link})
    status = 422 if visit.request.method == "POST" else 200
    response = visit.render("people/invite.html", {"form": form})
    response.status_code = status
    return response


@organisation_page(MANAGE, to_change=MANAGE)
def withdraw(visit: Visit, number: int) -> HttpResponse:
    """Take an invitation back."""
    if visit.request.method == "POST":
        made = withdraw_invitation(visit.standing, number, now=datetime.now(UTC))
        messages.success(visit.request, f"The invitation of {made.email} is withdrawn.")
    return HttpResponseRedirect(visit.url("people:front"))


@organisation_page(MANAGE, to_change=MANAGE)
def revoke(visit: Visit, number: int) -> HttpResponse:
    """End anybody's token."""
    if visit.request.method == "POST":
        token = revoke_token(visit.standing, number, now=datetime.now(UTC))
        messages.success(visit.request, f"The token {token.name} is revoked.")
    return HttpResponseRedirect(visit.url("people:front"))


@organisation_page(MANAGE)
def log(visit: Visit) -> HttpResponse:
    """Show who let whom in, and who was sent away."""
    return visit.render("people/log.html", {"lines": lines_of(visit.organisation)})
