"""The pages that belong to no organisation: the list of them, coming in by a link, the theme."""

import time
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.actions.invitations import find_invitation
from assay.actions.membership import standings_of
from assay.actions.sign_in_link import use_sign_in_link
from assay.store.organisations import stored_organisations
from assay.web.errors import error_page
from assay.web.sign_in import CAME_IN_AT, INVITED, use_invitation

THEMES = ("light", "dark", "")
A_YEAR = 365 * 24 * 60 * 60


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations that somebody belongs to; with a single one, go there."""
    standings = standings_of(request.user)  # type: ignore[arg-type] # signed in
    if len(standings) == 1:
        return redirect("home:front", standings[0][1].organisation)
    return render(request, "organisations.html", {"standings": standings})


@login_not_required
@never_cache
@require_safe
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in whoever a one-time link is for."""
    user = use_sign_in_link(token, now=datetime.now(UTC))
    if user is None:
        says = "A link signs in once and for half an hour. Make another one with assay link."
        return error_page(request, 403, "This link does not let anybody in", says)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[CAME_IN_AT] = time.time()
    return redirect("organisations")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation, and let in whoever it is for."""
    invitation = find_invitation(token, now=datetime.now(UTC))
    if invitation is None:
        says = "An invitation works once, for fourteen days. Ask for another one."
        return error_page(request, 403, "This invitation does not let anybody in", says)
    request.session[INVITED] = token
    if request.method == "POST" and request.user.is_authenticated:
        joined = use_invitation(request, request.user)
        if joined:
            return redirect("home:front", joined)
    return render(
        request,
        "invited.html",
        {
            "invitation": invitation,
            "organisation": stored_organisations().get(invitation.organisation, ""),
            "is_mine": request.user.is_authenticated
            and request.user.email.lower() == invitation.email,
        },
    )


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark, or whatever the machine says, and go back."""
    theme = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if theme in THEMES:
        response.set_cookie(
            "assay_theme",
            theme,
            max_age=A_YEAR,
            samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )
    return response


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - it is the same for everybody
    """Say where the picture of the tab is."""
    return HttpResponseRedirect(static("assay.svg"))


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same
    """Say that the server answers."""
    return HttpResponse("ready\n", content_type="text/plain")


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component, for whoever builds pages."""
    return render(request, "styleguide.html", {"levels": range(0, 101, 20)})
