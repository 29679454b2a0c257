"""Who is let in to the API: by a token, by the cookie of the pages, as what, and how often."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from assay.actions.access_log import lines_of
from assay.actions.api_tokens import LONGEST_LIFE, READ, make_token, revoke_token
from assay.actions.membership import standing_of
from assay.api.sign_in import MOST_FAILURES
from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.role_assignment import Role
from assay.ledger.entry import GENESIS
from assay.store.ledger import StoredLedger
from assay.store.people.models import ApiToken, Membership
from tests.api.programs import Program, call, member, told
from tests.store.fixtures import kept

NOW = datetime.now(UTC)
PUT = {"item": {"title": "Fire"}, "read_seq": 0}
RISK = "/api/v1/organisations/acme/registers/risks/items/R-1"


@pytest.mark.usefixtures("acme")
def test_a_token_is_shown_once_and_only_its_hash_is_kept() -> None:
    program = Program(Role.READER)

    row = ApiToken.objects.get()
    assert program.text not in {row.token_hash, row.name, row.scope}
    assert row.last_used_at is None
    assert program.asks("registers").status_code == 200
    row.refresh_from_db()
    assert row.last_used_at is not None


@pytest.mark.usefixtures("acme")
def test_nobody_is_let_in_without_a_token_that_stands() -> None:
    old = Program(Role.READER, name="Old Pal", now=NOW - timedelta(days=2))
    gone = Program(Role.READER, name="Gone Pal")
    standing = standing_of(gone.user, "acme")
    assert standing
    revoke_token(standing, gone.token.pk, now=NOW)
    removed = Program(Role.READER, name="Rem Oved")
    Membership.objects.filter(user=removed.user).delete()
    away = Program(Role.READER, name="Away Pal")
    away.user.is_active = False
    away.user.save()

    for each in (old, gone, removed, away):
        answer = each.asks("registers")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert told(answer)["error"].startswith("The token lets nobody in")
    nobody = call(Client(headers={"host": "localhost"}), "/api/v1/organisations", "GET")
    assert nobody.status_code == 401


@pytest.mark.usefixtures("acme")
def test_a_token_that_reads_changes_nothing_whatever_its_role() -> None:
    program = Program(Role.ISMS_LEAD, scope=READ)

    assert program.asks("registers").status_code == 200
    refused = program.puts("risks/items/R-1", {"title": "Fire"}, 0)
    assert refused.status_code == 403
    assert "scope is read" in told(refused)["error"]


def test_a_token_sees_its_own_organisation_alone(acme: StoredLedger) -> None:
    kept("umbra", "Umbra")
    program = Program(Role.ISMS_LEAD)
    member(Role.ISMS_LEAD, "umbra").delete()
    Membership.objects.create(user=program.user, organisation="umbra", role="isms lead")

    listed = told(program.asks("/organisations"))

    assert [each["organisation"] for each in listed] == [acme.organisation]
    assert program.asks("/organisations/umbra/registers").status_code == 404


@pytest.mark.usefixtures("acme")
def test_a_token_never_does_more_than_its_member_does_today() -> None:
    program = Program(Role.ISMS_LEAD)
    Membership.objects.filter(user=program.user).update(role=Role.READER.value)

    assert program.puts("risks/items/R-1", {"title": "Fire"}, 0).status_code == 403


@pytest.mark.usefixtures("acme")
def test_wrong_tokens_are_counted_and_then_nothing_is_looked_at() -> None:
    right = Program(Role.READER)
    wrong = Client(headers={"host": "localhost", "authorization": "Bearer assay_no"})

    seen = [call(wrong, "/api/v1/organisations", "GET").status_code for _ in range(MOST_FAILURES)]
    after = call(wrong, "/api/v1/organisations", "GET")

    assert seen == [401] * MOST_FAILURES
    assert after.status_code == 429
    assert right.asks("registers").status_code == 429


@pytest.mark.usefixtures("acme")
def test_a_browser_that_is_signed_in_brings_its_csrf_token_with_a_change() -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    client.force_login(member(Role.ISMS_LEAD), backend=settings.AUTHENTICATION_BACKENDS[0])
    assert call(client, "/api/v1/organisations", "GET").status_code == 200

    without = call(client, RISK, "PUT", PUT)
    client.get("/api/v1/docs/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    client.defaults["HTTP_X_CSRFTOKEN"] = token
    with_it = call(client, RISK, "PUT", PUT)

    assert (without.status_code, with_it.status_code) == (403, 200)


@pytest.mark.usefixtures("acme")
def test_the_document_and_its_page_are_behind_sign_in() -> None:
    stranger = Client(headers={"host": "localhost"})
    inside = Client(headers={"host": "localhost"})
    inside.force_login(member(Role.READER), backend=settings.AUTHENTICATION_BACKENDS[0])

    for address in ("/api/v1/openapi.json", "/api/v1/docs/"):
        assert stranger.get(address).status_code == 302
        assert inside.get(address).status_code == 200
    document = inside.get("/api/v1/openapi.json").json()
    assert document["components"]["schemas"]["Risk"]["properties"]["title"]
    page = inside.get("/api/v1/docs/").content.decode()
    assert "<script>" not in page
    assert all(path in page for path in document["paths"])


@pytest.mark.usefixtures("acme")
def test_an_address_that_there_is_not_is_answered_in_the_one_shape() -> None:
    answer = Program(Role.READER).asks("/nothing/of/that/kind")

    assert answer.status_code == 404
    assert set(told(answer)) == {"error", "where", "expected", "more", "conflicts"}


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize(
    "said",
    [
        {"name": " "},
        {"scope": "everything"},
        {"life": timedelta()},
        {"life": LONGEST_LIFE + timedelta(days=1)},
    ],
)
def test_a_token_is_for_something_and_not_for_ever(said: dict[str, Any]) -> None:
    standing = standing_of(member(Role.READER), "acme")
    assert standing
    asked = {"name": "Nightly", "scope": READ, "life": timedelta(days=1), **said}

    with pytest.raises(RefusedError):
        make_token(standing, asked["name"], asked["scope"], now=NOW, life=asked["life"])


@pytest.mark.usefixtures("acme")
def test_nobody_holds_tokens_without_end() -> None:
    standing = standing_of(member(Role.READER), "acme")
    assert standing
    for number in range(20):
        make_token(standing, f"No {number}", READ, now=NOW, life=timedelta(days=1))

    with pytest.raises(RefusedError, match="revoked first"):
        make_token(standing, "No 21", READ, now=NOW, life=timedelta(days=1))


@pytest.mark.row("R-293")
@pytest.mark.usefixtures("acme")
def test_the_ledger_says_who_wrote_in_which_role_and_when() -> None:
    lea = Program(Role.ISMS_LEAD, name="Lea Sand")
    lea.puts("risks/items/R-1", {"title": "Fire"}, 0, "Workshop")
    Program(Role.CONSULTANT, name="Cleo Roth").puts("risks/items/R-2", {"title": "Theft"}, 1)

    page = told(lea.asks("ledger"))
    first, second = page["entries"]

    assert first["by"] == {"name": "Lea Sand", "role": "isms lead", "external": False}
    assert second["by"] == {"name": "Cleo Roth", "role": "consultant", "external": True}
    assert first["recorded_at"].endswith("Z")
    assert (first["previous"], second["previous"]) == (GENESIS, first["hash"])
    assert page["head"] == second["hash"]
    assert told(lea.asks("ledger", person="Cleo Roth"))["entries"] == [second]
    assert told(lea.asks("ledger", register="risks", after=1))["entries"] == [second]
    assert told(lea.asks("ledger", limit=1))["after"] == 1
    assert told(lea.asks("ledger/2")) == second
    assert lea.asks("ledger/3").status_code == 404
    assert lea.asks("ledger/1", "PUT", {}).status_code == 405


@pytest.mark.usefixtures("acme")
def test_a_token_is_revoked_by_its_owner_or_by_whoever_manages_people() -> None:
    owner, other = Program(Role.READER), Program(Role.READER, name="Other One")
    lead = standing_of(member(Role.ISMS_LEAD, name="Lea Sand"), "acme")
    nosy = standing_of(other.user, "acme")
    assert lead
    assert nosy

    with pytest.raises(NotFoundError):
        revoke_token(nosy, owner.token.pk, now=NOW)
    assert owner.asks("registers").status_code == 200
    revoke_token(lead, owner.token.pk, now=NOW)

    assert owner.asks("registers").status_code == 401
    said = [(each.by_name, each.did, each.about) for each in lines_of("acme")]
    assert said[0] == ("Lea Sand", "revoked a token", "Nightly")
    assert ("Ana Ferreira", "made a token", "Nightly") in said
