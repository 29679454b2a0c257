"""People and access: roles given and taken, invitations, going away, and the log of all of it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client, override_settings

from assay.actions.access_log import lines_of
from assay.actions.invitations import LIFE, accept_invitation, invite, open_invitations
from assay.actions.membership import let_in, standing_of
from assay.actions.people import (
    LastInChargeError,
    OtherSideError,
    change_role,
    leave,
    members_of,
    remove_member,
)
from assay.domain.errors import RefusedError
from assay.domain.permission import Permission, may, may_give, side_of
from assay.domain.role_assignment import Role
from assay.domain.side import Side
from assay.store.people.models import AccessLog, ApiToken, Invitation, Membership, User
from tests.store.fixtures import kept
from tests.web.people import Comer, text_of

pytestmark = pytest.mark.usefixtures("acme")

NOW = datetime.now(UTC)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
PASSWORD = "a long enough sentence"  # noqa: S105 - of somebody invented


@pytest.fixture(autouse=True)
def _no_style_sheets(tmp_path: Path) -> Iterator[None]:
    with override_settings(STATIC_ROOT=tmp_path):
        yield


def standing(role: Role, name: str = "Ana Ferreira", organisation: str = "acme") -> Any:
    email = f"{name.partition(' ')[0].lower()}@{organisation}.example"
    return standing_of(let_in(email, name, organisation, role), organisation)


def role_of(user: User) -> Role | None:
    found = standing_of(user, "acme")
    return found.role if found else None


def number_of(name: str) -> int:
    return next(each.number for each in members_of("acme") if each.name == name)


@pytest.mark.row("R-293", "R-294")
@pytest.mark.parametrize("giver", Role)
def test_a_role_is_given_only_by_whoever_manages_people_on_its_side(giver: Role) -> None:
    given = {role for role in Role if may_give(giver, role)}

    if not may(giver, Permission.MANAGE_PEOPLE):
        assert given == set()
    elif giver is Role.ADMINISTRATOR:
        assert given == set(Role)
    else:
        own = {role for role in Role if side_of(role) is side_of(giver)}
        assert given == own | {Role.READER}
        assert Role.ADMINISTRATOR not in given


@pytest.mark.row("R-294")
def test_an_organisation_neither_makes_nor_changes_nor_removes_its_auditor() -> None:
    lead = standing(Role.ISMS_LEAD, "Lea Sand")
    standing(Role.LEAD_AUDITOR, "Orla Quist")
    standing(Role.CONTACT, "Cem Ok")

    with pytest.raises(OtherSideError):
        invite(lead, "new@body.example", Role.AUDITOR, now=NOW)
    with pytest.raises(OtherSideError):
        change_role(lead, number_of("Cem Ok"), Role.AUDITOR, now=NOW)
    with pytest.raises(OtherSideError):
        change_role(lead, number_of("Orla Quist"), Role.READER, now=NOW)
    with pytest.raises(OtherSideError):
        remove_member(lead, number_of("Orla Quist"), now=NOW)
    assert Invitation.objects.count() == 0
    assert role_of(User.objects.get(name="Orla Quist")) is Role.LEAD_AUDITOR
    assert lines_of("acme") == []


def test_nobody_changes_what_they_are_themselves() -> None:
    lead = standing(Role.ISMS_LEAD, "Lea Sand")
    standing(Role.QMS_LEAD, "Quin Ray")

    with pytest.raises(RefusedError, match="your own"):
        change_role(lead, number_of("Lea Sand"), Role.TOP_MANAGEMENT, now=NOW)
    with pytest.raises(RefusedError, match="your own"):
        remove_member(lead, number_of("Lea Sand"), now=NOW)


@pytest.mark.parametrize("others", [[], [Role.CONTACT, Role.LEAD_AUDITOR, Role.BODY_OFFICE]])
def test_the_last_who_manages_the_organisations_people_stays(others: list[Role]) -> None:
    lead = standing(Role.ISMS_LEAD, "Lea Sand")
    for role in others:
        standing(role, f"{role.name.title()} X")

    with pytest.raises(LastInChargeError):
        leave(lead, now=NOW)
    assert standing_of(lead.membership.user, "acme")
    assert lines_of("acme") == []


def test_of_two_managers_one_may_go_and_the_other_may_not() -> None:
    lead, second = standing(Role.ISMS_LEAD, "Lea Sand"), standing(Role.QMS_LEAD, "Quin Ray")

    change_role(lead, number_of("Quin Ray"), Role.CONTACT, now=NOW)
    with pytest.raises(LastInChargeError):
        leave(lead, now=NOW)
    change_role(lead, number_of("Quin Ray"), Role.QMS_LEAD, now=NOW)
    leave(lead, now=NOW)

    assert [each.name for each in members_of("acme")] == ["Quin Ray"]
    assert second.role is Role.QMS_LEAD
    assert [(each.did, each.said) for each in lines_of("acme")] == [
        ("left", "isms lead"),
        ("changed the role of", "contact to qms lead"),
        ("changed the role of", "qms lead to contact"),
    ]


@pytest.mark.row("R-293")
def test_no_line_of_the_access_log_is_ever_changed() -> None:
    invite(standing(Role.ISMS_LEAD), "new@acme.example", Role.CONTACT, now=NOW)

    for statement in (
        "UPDATE access_log SET by_name = 'Nobody'",
        "DELETE FROM access_log",
    ):
        with pytest.raises(DatabaseError, match="only grows"), connection.cursor() as cursor:
            cursor.execute(statement)
    (line,) = AccessLog.objects.all()
    assert (line.by_name, line.by_role, line.did) == ("Ana Ferreira", "isms lead", "invited")


def test_an_invitation_lets_its_own_address_in_once_and_until_a_day() -> None:
    lead = standing(Role.ISMS_LEAD)
    _, token = invite(lead, " New@Acme.example ", Role.CONTACT, now=NOW)
    new = User.objects.create_user("new@acme.example", "Nela New")
    other = User.objects.create_user("other@acme.example", "Otto")

    assert accept_invitation(token, other, now=NOW) is None
    assert accept_invitation(token, new, now=NOW + LIFE) is None
    assert accept_invitation("no token", new, now=NOW) is None
    assert accept_invitation(token, new, now=NOW) == "acme"
    assert accept_invitation(token, new, now=NOW) is None

    assert Invitation.objects.get().token_hash != token
    assert role_of(new) is Role.CONTACT
    assert lines_of("acme")[0].did == "joined"
    with pytest.raises(RefusedError, match="a member already"):
        invite(lead, "new@acme.example", Role.CONTACT, now=NOW)
    with pytest.raises(RefusedError, match="expected an address"):
        invite(lead, "nobody", Role.CONTACT, now=NOW)


def test_a_page_shows_only_the_roles_that_can_be_given() -> None:
    lead = Comer(Role.ISMS_LEAD)

    page = text_of(lead.gets("people/invite/"))

    assert "isms lead" in page
    assert "lead auditor" not in page
    refused = lead.posts("people/invite/", {"email": "new@body.example", "role": "lead auditor"})
    assert refused.status_code == 422
    assert Invitation.objects.count() == 0


def test_an_invitation_is_made_shown_once_and_withdrawn() -> None:
    lead = Comer(Role.ISMS_LEAD)

    made = text_of(lead.posts("people/invite/", {"email": "new@acme.example", "role": "contact"}))
    link = re.search(r"/invited/([\w-]+)/", made)
    assert link
    listed = text_of(lead.gets("people/"))
    assert "new@acme.example" in listed
    assert link[1] not in listed
    (invitation,) = open_invitations("acme", now=NOW)
    lead.posts(f"people/invitations/{invitation.pk}/withdraw/", {})

    assert open_invitations("acme", now=NOW) == []
    assert visitor().get(link[0]).status_code == 403


def visitor() -> Any:
    return Client(headers={"host": "localhost"})


def invited(email: str = "new@acme.example", role: Role = Role.CONTACT) -> str:
    _, token = invite(standing(Role.ISMS_LEAD, "Lea Sand"), email, role, now=NOW)
    return f"/invited/{token}/"


def sign_up(client: Any, email: str) -> Any:
    return client.post(
        "/account/signup/",
        {"email": email, "name": "Nela New", "password1": PASSWORD, "password2": PASSWORD},
    )


def test_sign_up_is_closed_without_an_invitation() -> None:
    client = visitor()

    assert "People come in by invitation" in text_of(client.get("/account/signup/"))
    sign_up(client, "new@acme.example")
    assert not User.objects.filter(email="new@acme.example").exists()


def test_whoever_is_invited_makes_an_account_and_is_in() -> None:
    client, link = visitor(), invited()

    assert "You are invited to Acme" in text_of(client.get(link))
    answer = sign_up(client, "new@acme.example")

    assert answer.status_code == 302
    assert role_of(User.objects.get(name="Nela New")) is Role.CONTACT
    assert client.get("/o/acme/people/mine/").status_code == 200
    assert visitor().get(link).status_code == 403


def test_an_invitation_opens_sign_up_for_its_own_address_alone() -> None:
    client = visitor()
    client.get(invited())

    answer = sign_up(client, "other@acme.example")

    assert "The invitation is for another address" in text_of(answer)
    assert not User.objects.filter(email="other@acme.example").exists()


def test_whoever_has_an_account_signs_in_and_joins() -> None:
    kept("umbra", "Umbra")
    user = let_in("new@acme.example", "Nela New", "umbra", Role.READER)
    user.set_password(PASSWORD)
    user.save()
    client, link = visitor(), invited()
    client.get(link)

    answer: Any = client.post(
        "/account/login/", {"login": "new@acme.example", "password": PASSWORD}
    )
    assert answer.headers["Location"] == link
    assert "Join Acme" in text_of(client.get(link))
    client.post(link)

    assert role_of(user) is Role.CONTACT


def test_somebody_else_who_is_signed_in_does_not_join() -> None:
    other = Comer(Role.READER, name="Otto Ott")
    link = invited()

    shown: Any = other.client.get(link, headers={"host": "localhost"})
    assert "another address" in text_of(shown)
    other.client.post(link, headers={"host": "localhost"})

    assert role_of(User.objects.get(name="Otto Ott")) is Role.READER


def test_a_member_is_given_another_role_and_removed_on_pages() -> None:
    lead = Comer(Role.ISMS_LEAD, name="Lea Sand")
    standing(Role.CONTACT, "Cem Ok")
    number = number_of("Cem Ok")

    changed = lead.posts(f"people/members/{number}/role/", {"role": "risk owner"})
    assert changed.status_code == 302
    assert role_of(User.objects.get(name="Cem Ok")) is Role.RISK_OWNER
    gone = lead.posts(f"people/members/{number}/remove/", {})

    assert gone.status_code == 302
    assert not Membership.objects.filter(pk=number).exists()
    log = text_of(lead.gets("people/log/"))
    assert "contact to risk owner" in log
    assert "removed <strong>cem@acme.example</strong>" in log


def test_a_token_is_made_shown_once_used_and_revoked_on_ones_own_page() -> None:
    reader = Comer(Role.READER)

    made = text_of(reader.posts("people/mine/", {"name": "Nightly", "scope": "read", "days": "30"}))
    text = re.search(r"assay_[\w-]{43}", made)
    assert text
    assert text[0] not in text_of(reader.gets("people/mine/"))
    program = Client(headers={"host": "localhost", "authorization": f"Bearer {text[0]}"})
    assert program.get("/api/v1/organisations").status_code == 200

    token = ApiToken.objects.get()
    assert token.expires_at - NOW < timedelta(days=31)
    reader.posts(f"people/mine/tokens/{token.pk}/revoke/", {})
    assert program.get("/api/v1/organisations").status_code == 401


def test_a_member_leaves_on_their_own_page() -> None:
    lead, reader = Comer(Role.ISMS_LEAD, name="Lea Sand"), Comer(Role.READER)

    assert reader.posts("people/mine/leave/", {}).status_code == 302
    assert "nobody would be left" in text_of(lead.posts("people/mine/leave/", {}))

    assert [each.name for each in members_of("acme")] == ["Lea Sand"]
    assert {each.side for each in members_of("acme")} == {Side.ORGANISATION}


def test_five_wrong_passwords_lock_an_account_for_a_while() -> None:
    user = let_in("ana@acme.example", "Ana Ferreira", "acme", Role.READER)
    user.set_password(PASSWORD)
    user.save()
    client = visitor()

    def tries(password: str) -> Any:
        return client.post("/account/login/", {"login": user.email, "password": password})

    for _ in range(5):
        assert tries("wrong").status_code == 200
    locked = tries(PASSWORD)

    assert locked.status_code in {200, 429}
    assert client.get("/o/acme/").status_code == 302


def test_a_link_is_no_dead_end_for_somebody_without_a_password() -> None:
    from assay.actions.sign_in_link import make_sign_in_link

    user = let_in("ana@acme.example", "Ana Ferreira", "acme", Role.READER)
    client = visitor()
    client.get(f"/in/{make_sign_in_link(user, now=datetime.now(UTC))}/")

    fresh: Any = client.get("/account/2fa/webauthn/add/")
    session = client.session
    session["came_in_at"] = 0
    session.save()
    stale: Any = client.get("/account/2fa/webauthn/add/")

    assert fresh.status_code == 200
    assert stale.status_code == 302
    assert stale.headers["Location"].startswith("/account/password/set/")
    assert client.get(stale.headers["Location"]).status_code == 200


def test_a_provider_of_the_organisation_is_offered_where_one_is_configured() -> None:
    from assay.web.single_sign_on import openid_providers

    client = visitor()
    assert "/account/oidc/" not in text_of(client.get("/account/login/"))
    environ = {
        "ASSAY_OIDC_URL": "https://sso.acme.example",
        "ASSAY_OIDC_CLIENT": "assay",
        "ASSAY_OIDC_SECRET": "kept elsewhere",
        "ASSAY_OIDC_NAME": "Acme sign-on",
    }
    with override_settings(SOCIALACCOUNT_PROVIDERS=openid_providers(environ)):
        page = text_of(client.get("/account/login/"))

    assert "Acme sign-on" in page
    assert "/account/oidc/oidc/login/" in page
