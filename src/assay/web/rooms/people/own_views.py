"""What one's own access is: the role, the programs that come in by one's tokens, and leaving."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assay.actions.api_tokens import LONGEST_LIFE, READ, SCOPES, make_token, revoke_token, tokens_at
from assay.actions.people import leave
from assay.domain.errors import RefusedError
from assay.domain.permission import Permission, side_of
from assay.web.rooms.people.views import token_rows
from assay.web.visit import Visit, organisation_page

SAID = {"read": "Reads", "read write": "Reads and changes"}


class TokenForm(forms.Form):
    """What a token is for, what it may do, and for how long."""

    name = forms.CharField(max_length=200, label="What it is for")
    scope = forms.ChoiceField(
        label="What it may do", choices=[(each, SAID[each]) for each in SCOPES], initial=READ
    )
    days = forms.IntegerField(
        label="For how many days", min_value=1, max_value=LONGEST_LIFE.days, initial=90
    )


@organisation_page(to_change=Permission.READ)
def mine(visit: Visit) -> HttpResponse:
    """Show what the visitor is here, and their tokens; make one."""
    form = TokenForm(visit.request.POST or None)
    text = ""
    now = datetime.now(UTC)
    if visit.request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        life = timedelta(days=said["days"])
        try:
            _, text = make_token(visit.standing, said["name"], said["scope"], now=now, life=life)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            form = TokenForm()
    own = visit.standing.membership.pk
    tokens = [each for each in tokens_at(visit.organisation) if each.membership_id == own]
    return visit.render(
        "people/mine.html",
        {
            "form": form,
            "text": text,
            "side": side_of(visit.role),
            "may": [each.value for each in Permission if visit.standing.may(each)],
            "tokens": token_rows(tokens, now),
        },
    )


@organisation_page(to_change=Permission.READ)
def revoke(visit: Visit, number: int) -> HttpResponse:
    """End one's own token."""
    if visit.request.method == "POST":
        token = revoke_token(visit.standing, number, now=datetime.now(UTC))
        messages.success(visit.request, f"The token {token.name} is revoked.")
    return HttpResponseRedirect(visit.url("people:mine"))


@organisation_page(to_change=Permission.READ)
def go(visit: Visit) -> HttpResponse:
    """Ask whether the visitor wants to leave, or let them go."""
    error = ""
    if visit.request.method == "POST":
        try:
            leave(visit.standing, now=datetime.now(UTC))
        except RefusedError as refused:
            error = str(refused)
        else:
            return HttpResponseRedirect(reverse("organisations"))
    return visit.render("people/leave.html", {"error": error})
