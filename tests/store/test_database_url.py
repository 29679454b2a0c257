"""DATABASE_URL: which PostgreSQL server the store is kept on."""

from typing import Any

import pytest

from assay.store import database_url
from assay.store.database_url import parse_database_url
from assay.store.errors import DatabaseUrlError

EXAMPLE = "postgresql://assay:password@db.example.org:5432/assay"


def place_in(url: str) -> dict[str, Any]:
    settings = parse_database_url(url)
    return {name: settings[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}


@pytest.mark.parametrize(
    ("url", "user", "password", "host", "port", "name"),
    [
        (EXAMPLE, "assay", "password", "db.example.org", "5432", "assay"),
        ("postgres://assay@[::1]/assay", "assay", "", "::1", "", "assay"),
        ("postgresql://a%40b:p%2Fw%3A@db/my%20db", "a@b", "p/w:", "db", "", "my db"),
        ("postgresql:///assay?host=/run/pg&port=5433", "", "", "/run/pg", "5433", "assay"),
        ("postgresql://assay@%2Frun%2Fpg/assay", "assay", "", "/run/pg", "", "assay"),
    ],
)
def test_an_address_is_taken_apart(
    url: str, user: str, password: str, host: str, port: str, name: str
) -> None:
    assert place_in(url) == {
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "NAME": name,
    }


def test_more_words_for_the_driver_are_passed_on() -> None:
    settings = parse_database_url(f"{EXAMPLE}?sslmode=verify-full&connect_timeout=3")

    options = {name: settings["OPTIONS"][name] for name in ("sslmode", "connect_timeout")}
    assert options == {"sslmode": "verify-full", "connect_timeout": "3"}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://assay:secret@db/assay", f"the scheme is mysql; expected {EXAMPLE}."),
        ("assay", f"the scheme is missing; expected {EXAMPLE}."),
        ("postgresql://assay:secret@db/", f"it names no one database; expected {EXAMPLE}."),
        ("postgresql://assay:secret@db/a/b", f"it names no one database; expected {EXAMPLE}."),
        (
            "postgresql://assay:secret@db:many/assay",
            f"the port is no number from 1 to 65535; expected {EXAMPLE}.",
        ),
        ("postgresql://assay:secret@[db/assay", f"the host cannot be read; expected {EXAMPLE}."),
    ],
)
def test_a_bad_address_is_told_without_its_password(url: str, says: str) -> None:
    with pytest.raises(DatabaseUrlError) as refused:
        parse_database_url(url)

    assert str(refused.value) == f"DATABASE_URL: {says}"


def test_a_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_url, "find_spec", lambda _: None)

    with pytest.raises(DatabaseUrlError) as refused:
        parse_database_url(EXAMPLE)

    assert str(refused.value) == (
        "DATABASE_URL: it names a PostgreSQL database, and the driver is not installed; "
        "expected psycopg: pip install 'assay[postgres]'."
    )
