"""Whatever is written to the store says who wrote it, in which role, and when."""

from collections.abc import Callable
from datetime import timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from assay.ledger.chain import Head, continued
from assay.ledger.entry import Author, UnsignedError, saying
from assay.store.ledger import StoredLedger
from assay.store.models.signed import Signed
from assay.store.pen import Pen, writing
from assay.store.trigger import GUARDED
from tests.store.databases import Database
from tests.store.fixtures import BO, CLEO, NOON, risk

WRITES: dict[str, tuple[str, Callable[[Pen], Any]]] = {
    "an organisation": ("organisation", lambda pen: pen.add_organisation("Zenith")),
    "an entry": ("entry", lambda pen: pen.append([saying(risk("R-1"))])),
    "a file": ("file", lambda pen: pen.keep_file(sha256(b"x").hexdigest(), b"x")),
    "a history": (
        "intake",
        lambda pen: pen.take_in(
            list(continued(Head("acme"), [saying(risk("R-1"))], by=BO, recorded_at=NOON))
        ),
    ),
}


@pytest.mark.row("R-293")
@pytest.mark.parametrize(("table", "write"), WRITES.values(), ids=WRITES)
def test_what_is_written_carries_author_role_and_time(
    acme: StoredLedger, table: str, write: Callable[[Pen], Any]
) -> None:
    instant = (NOON + timedelta(microseconds=7)).astimezone(timezone(timedelta(hours=9)))
    organisation = "zenith" if table == "organisation" else acme.organisation

    with writing(organisation, by=CLEO, recorded_at=instant) as pen:
        write(pen)

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT by_name, by_role, by_external, recorded_at FROM {table}")  # noqa: S608
        signed = cursor.fetchall()[-1]
    assert (signed[0], signed[1], bool(signed[2]), signed[3]) == (
        "Cleo Roth",
        "consultant",
        True,
        "2026-01-31T12:00:00.000007Z",
    )


@pytest.mark.row("R-293")
@pytest.mark.parametrize(("table", "write"), WRITES.values(), ids=WRITES)
def test_a_write_that_fails_leaves_no_trace(
    acme: StoredLedger, database: Database, table: str, write: Callable[[Pen], Any]
) -> None:
    organisation = "zenith" if table == "organisation" else acme.organisation

    def rows() -> list[Any]:
        with database.foreign() as client:
            return [client.execute(f"SELECT * FROM {table}").fetchall() for table in GUARDED]  # noqa: S608

    def write_and_fail() -> None:
        with writing(organisation, by=CLEO, recorded_at=NOON) as pen:
            write(pen)
            raise ZeroDivisionError

    before = rows()
    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert rows() == before


@pytest.mark.row("R-293")
def test_every_table_that_people_write_to_is_signed_and_guarded() -> None:
    models = apps.get_app_config("store").get_models()

    tables = {model._meta.db_table: issubclass(model, Signed) for model in models}

    # The pieces of a file are signed for in the file's own row.
    assert {table for table, signed in tables.items() if not signed} == {"file_chunk"}
    assert set(tables) == set(GUARDED)


@pytest.mark.row("R-293")
@pytest.mark.parametrize(
    ("name", "role"), [("", "ISMS lead"), ("Ana", ""), ("Ana", " "), ("\t", "")]
)
def test_nobody_in_no_role_is_no_author(name: str, role: str) -> None:
    with pytest.raises(UnsignedError) as refused:
        Author(name, role)

    assert str(refused.value) == (
        f"author: the name is {name!r}, the role is {role!r}; expected both."
    )


@pytest.mark.row("R-293")
def test_a_time_without_a_zone_is_no_time(acme: StoredLedger) -> None:
    with pytest.raises(ValueError, match="without its time zone"):
        acme.append([saying(risk("R-1"))], by=BO, recorded_at=NOON.replace(tzinfo=None))

    assert not list(acme.entries())
