"""All roles, all pages, all operations of the API, one's own organisation and somebody else's.

The expected answer is computed from the table of roles.  What a page shows is of no
matter here: its body is replaced, so that whatever answers is what lets people in.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from assay.actions.jobs.line import put_in_line
from assay.actions.membership import let_in
from assay.api.operator import API
from assay.domain.finding import Finding, RaisedIn
from assay.domain.item import registers
from assay.domain.permission import ALLOWED, OF_THE_BODY_ALONE, NotAllowedError, Permission, may
from assay.domain.register_permission import may_write
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from assay.ledger.entry import Author
from assay.store.ledger import StoredLedger
from assay.store.people.models import User
from tests.api.programs import Program, call, told
from tests.store.databases import Database
from tests.store.fixtures import kept
from tests.web.people import Comer, say

CLIENTS = [role for role in Role if not role.of_the_body]
ONLY_READS = ("get", "head")

OPEN = {
    "in/<str:token>/": "the link itself lets somebody in",
    "invited/<str:token>/": "the invitation itself is what is shown",
    "theme/": "a cookie for looks",
    "favicon.ico": "a picture",
    "ready/": "says that the server answers",
}
"""Addresses that nobody has to be signed in for, and why."""

OF_NO_ORGANISATION = {
    "": "lists the organisations that somebody belongs to",
    "api/v1/docs/": "says what can be asked, of no organisation",
    "api/v1/openapi.json": "the same, for programs",
    "api/v1/": "there is nothing",
    "api/v1/organisations": "lists the organisations that somebody belongs to",
}
"""Addresses that ask for sign-in and show nothing of an organisation."""


class Address(NamedTuple):
    """One address, and what answers there."""

    path: str
    names: tuple[str, ...]
    view: Callable[..., Any]


def addresses(
    resolver: URLResolver | None = None, before: str = "", names: tuple[str, ...] = ()
) -> Iterator[Address]:
    for each in (resolver or get_resolver()).url_patterns:
        path = before + str(each.pattern)
        known = (*names, *each.pattern.converters)
        if isinstance(each, URLResolver):
            yield from addresses(each, path, known)
        else:
            assert isinstance(each, URLPattern)
            yield Address(path, known, each.callback)


PAGES = [each for each in addresses() if hasattr(each.view, "organisation_page")]


def test_every_address_says_who_may_come_or_is_on_a_list_with_its_reason() -> None:
    listed = {*OPEN, *OF_NO_ORGANISATION}
    others = {
        each.path
        for each in addresses()
        if not hasattr(each.view, "organisation_page")
        # Those of allauth are about somebody's own account; those of the API are asked below.
        and not each.path.startswith(("account/", "api/v1/organisations/"))
    }

    assert others == listed
    assert len(PAGES) > 50


def test_whoever_is_not_signed_in_sees_nothing_but_the_open_addresses() -> None:
    unasked = {
        each.path
        for each in addresses()
        if not getattr(each.view, "login_required", True)
        and not each.path.startswith(("account/", "api/v1/"))
    }

    assert unasked == set(OPEN)


@pytest.fixture
def members(sqlite_database: Database) -> dict[Role, User]:  # noqa: ARG001 - they are kept there
    """Make somebody in each role at one organisation, and another organisation."""
    kept("acme", "Acme")
    kept("umbra", "Umbra")
    return {role: let_in(f"p{n}@acme.example", role, "acme", role) for n, role in enumerate(Role)}


@contextmanager
def only_reached(address: Address) -> Iterator[None]:
    """Have the body of a page say no more than that it was reached."""
    view: Any = address.view
    cell = next(each for each in view.__closure__ if each.cell_contents is view.__wrapped__)
    body = cell.cell_contents
    cell.cell_contents = lambda *_, **__: HttpResponse("reached")
    try:
        yield
    finally:
        cell.cell_contents = body


def answer(address: Address, user: User, organisation: str, method: str) -> int:
    request: HttpRequest = getattr(RequestFactory(), method)("/")
    request.user = user
    given = {name: "1" for name in address.names if name != "organisation"}
    try:
        response: HttpResponse = address.view(request, organisation=organisation, **given)
    except Http404:
        return 404
    except NotAllowedError:
        return 403
    return response.status_code


@pytest.mark.row("R-293", "R-294")
def test_every_page_answers_each_role_as_the_table_says(members: dict[Role, User]) -> None:
    found, expected = {}, {}
    for page in PAGES:
        with only_reached(page):
            for role, user in members.items():
                for method in ("get", "post", "delete"):
                    asked = (page.path, role.value, method)
                    expected[asked] = (_expected(page, role, method), 404)
                    here, elsewhere = (
                        answer(page, user, organisation, method)
                        for organisation in ("acme", "umbra")
                    )
                    found[asked] = (here, elsewhere)

    assert {asked: both for asked, both in found.items() if both != expected[asked]} == {}
    assert len(found) == len(PAGES) * len(Role) * 3


def _expected(page: Address, role: Role, method: str) -> int:
    to_read, to_change = page.view.organisation_page  # type: ignore[attr-defined] # it is a page
    if method != "get" and to_change is None:
        return 405
    asked = {to_read} if method == "get" else {to_read, to_change}
    return 200 if all(may(role, each) for each in asked) else 403


@pytest.mark.row("R-294")
def test_no_page_asks_a_client_for_what_only_the_body_may() -> None:
    for role in CLIENTS:
        assert not [each for each in OF_THE_BODY_ALONE if may(role, each)]


OPERATIONS = [
    (method.upper(), path, said)
    for path, methods in API.get_openapi_schema()["paths"].items()
    for method, said in methods.items()
    if "{organisation}" in path
]
BODIES: dict[str, Any] = {
    "put_item": {"item": {"title": "Fire"}, "read_seq": 1},
    "retire": {"because": "Sold", "read_seq": 99},
    "bring_back": {"because": "Bought", "read_seq": 99},
    "rehearse": {"seed": "7"},
}


@pytest.fixture
def programs(members: dict[Role, User], tmp_path: Any) -> Iterator[dict[Role, Program]]:
    """Give each role a program with a token that may read and write."""
    say(StoredLedger("acme"), Risk(key="R-1", title="Fire"))
    with override_settings(STATIC_ROOT=tmp_path, ASSAY_HOME=tmp_path):
        yield {role: Program(role, name=f"P{n} X") for n, role in enumerate(members)}


def test_every_operation_of_the_api_says_what_it_asks() -> None:
    known = {*Permission, "by register"}

    assert {said["x-permission"] for _, _, said in OPERATIONS} <= known
    assert all(said["x-changes"] or method == "GET" for method, _, said in OPERATIONS)


@pytest.mark.row("R-293", "R-294")
def test_every_operation_answers_each_role_as_the_table_says(
    programs: dict[Role, Program],
) -> None:
    job = put_in_line("verify-ledger", "acme", {}, by=Author("Lea", "isms lead"))
    filled = {"name": "risks", "key": "R-1", "number": str(job.pk), "seq": "1"}
    wrong = []
    for method, path, said in OPERATIONS:
        body = BODIES.get(said["operationId"])
        query = {"from_on": "2026-01-01"} if said["operationId"] == "compare" else {}
        for role, program in programs.items():
            here, elsewhere = (
                call(
                    program.client,
                    _filled(path, {**filled, "organisation": organisation}),
                    method,
                    body,
                    query,
                ).status_code
                for organisation in ("acme", "umbra")
            )
            is_refused = here == 403
            if is_refused is _is_allowed(said, role) or here in {401, 405, 422} or here > 499:
                wrong.append((said["operationId"], role.value, here))
            if elsewhere != 404:
                wrong.append((said["operationId"], "elsewhere", elsewhere))

    assert wrong == []


def _is_allowed(said: dict[str, Any], role: Role) -> bool:
    asked = said["x-permission"]
    return may_write(role, Risk) if asked == "by register" else may(role, Permission(asked))


def _filled(path: str, values: dict[str, str]) -> str:
    return re.sub(r"{(\w+)}", lambda found: values[found[1]], path)


@pytest.mark.row("R-293", "R-294")
def test_every_register_is_put_by_the_roles_that_write_it_alone(
    programs: dict[Role, Program],
) -> None:
    wrong = []
    # Roles of which each may do the same are asked once.
    one_a_set = {ALLOWED[role]: role for role in Role}.values()
    for role in one_a_set:
        program = programs[role]
        for kind in registers().values():
            answer = program.puts(f"{kind.plural}/items/K-1", {}, 10_000)
            if (answer.status_code == 403) is may_write(role, kind):
                wrong.append((role.value, kind.plural, answer.status_code, told(answer)["error"]))

    assert wrong == []


OF_THE_BODY = ("stage_outcomes", "certification_decisions", "certificates", "scope_confirmations")


@pytest.mark.row("R-294")
@pytest.mark.parametrize("role", CLIENTS)
def test_no_client_role_does_over_pages_what_the_body_alone_may(
    role: Role,
    sqlite_database: Database,  # noqa: ARG001 - it is kept there
    tmp_path: Any,
) -> None:
    ledger = kept("acme", "Acme")
    say(ledger, Finding(key="F-1", states="No log is kept", raised_in=RaisedIn.STAGE_1))
    with override_settings(STATIC_ROOT=tmp_path):
        comer = Comer(role)
        made = {name: comer.posts(f"registers/new/{name}/", {"key": "X-1"}) for name in OF_THE_BODY}
        stands = {"key": "F-1", "states": "No log is kept", "raised_in": "stage 1", "read_seq": "1"}
        graded = comer.posts("registers/change/findings/F-1/", {**stands, "grade": "observation"})
        closed = comer.posts("registers/change/findings/F-1/", {**stands, "state": "closed"})
        gone = comer.posts("registers/retire/findings/F-1/", {"because": "It annoys"})

    assert {name: answer.status_code for name, answer in made.items()} == dict.fromkeys(made, 403)
    # A form leaves out what a role may not say; what is sent all the same changes nothing.
    assert [each.status_code for each in (graded, closed, gone)] != [302, 302, 302]
    assert ledger.dossier()[Finding]["F-1"].grade is None
    assert ledger.dossier()[Finding]["F-1"].state is None
    assert ledger.dossier().length == 1


def test_a_client_that_is_not_signed_in_is_sent_to_sign_in(
    sqlite_database: Database,  # noqa: ARG001 - it is kept there
    tmp_path: Any,
) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        stranger = Client(headers={"host": "localhost"})
        answer = stranger.get("/o/acme/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")
