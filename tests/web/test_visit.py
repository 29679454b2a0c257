"""Who is let in where: every role at a page, somebody else's organisation, the past."""

from collections.abc import Callable

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from assay.actions.membership import let_in
from assay.actions.sign_in_link import make_sign_in_link, use_sign_in_link
from assay.domain.permission import NotAllowedError, Permission, may
from assay.domain.role_assignment import Role
from assay.store.people.models import User
from assay.web.visit import ReadAsOfError, Visit, organisation_page
from tests.store.fixtures import NOON, kept

pytestmark = pytest.mark.usefixtures("acme")

Page = Callable[..., HttpResponse]


@organisation_page(to_change=Permission.SET_GRADE)
def graded(visit: Visit) -> HttpResponse:
    return HttpResponse(f"{visit.standing.author.name}, {visit.role}, {visit.dossier.length}")


@organisation_page()
def looked_at(visit: Visit) -> HttpResponse:
    return HttpResponse(visit.url("home:front", page=2))


def ask(
    page: Page, user: User, organisation: str = "acme", method: str = "get", query: str = ""
) -> HttpResponse:
    request = getattr(RequestFactory(), method)(f"/o/{organisation}/{query}")
    request.user = user
    return page(request, organisation)


def member(role: Role, organisation: str = "acme") -> User:
    return let_in("ana@acme.example", "Ana Ferreira", organisation, role)


@pytest.mark.row("R-293", "R-294")
@pytest.mark.parametrize("role", Role)
def test_a_change_asks_for_the_permission_of_the_role(role: Role) -> None:
    user = member(role)

    assert ask(graded, user).status_code == 200
    if may(role, Permission.SET_GRADE):
        assert role in {Role.LEAD_AUDITOR, Role.AUDITOR}
        assert ask(graded, user, method="post").content == f"Ana Ferreira, {role}, 0".encode()
    else:
        with pytest.raises(NotAllowedError):
            ask(graded, user, method="post")


def test_somebody_elses_organisation_is_not_there() -> None:
    kept("umbra", "Umbra")
    user = member(Role.ISMS_LEAD)

    for organisation in ("umbra", "nowhere"):
        with pytest.raises(Http404):
            ask(looked_at, user, organisation)


def test_a_page_that_only_shows_takes_no_change() -> None:
    assert ask(looked_at, member(Role.LEAD_AUDITOR), method="post").status_code == 405


def test_the_past_is_carried_on_and_takes_no_change() -> None:
    user = member(Role.LEAD_AUDITOR)

    shown = ask(looked_at, user, query="?as_of=2026-01-30")

    assert shown.content == b"/o/acme/?as_of=2026-01-30&page=2"
    with pytest.raises(ReadAsOfError, match="read as of 2026-01-30"):
        ask(graded, user, method="post", query="?as_of=2026-01-30")


def test_a_link_works_once_and_until_it_expires() -> None:
    user = User.objects.create_user("ana@acme.example", "Ana")
    token = make_sign_in_link(user, now=NOON)
    late = make_sign_in_link(user, now=NOON)

    assert use_sign_in_link(token, now=NOON) == user
    assert use_sign_in_link(token, now=NOON) is None
    assert use_sign_in_link(late, now=NOON.replace(hour=13)) is None
    assert use_sign_in_link("no link at all", now=NOON) is None
