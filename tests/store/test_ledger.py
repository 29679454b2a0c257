"""An organisation's ledger in the database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.risk import Risk
from assay.ledger.chain import ConflictError
from assay.ledger.entry import Author, retiring, saying
from assay.ledger.ledger import BrokenLedgerError, Ledger
from assay.store import pen
from assay.store.errors import BusyStoreError, FailedWriteError
from assay.store.ledger import StoredLedger
from assay.store.models import StoredEntry
from assay.store.organisations import stored_organisations
from assay.store.pen import writing
from assay.store.postgresql_triggers import LEDGER_LOCK
from tests.store.databases import Database
from tests.store.fixtures import ANA, BO, CLEO, NOON, kept, risk

HOUR = timedelta(hours=1)
LOCK_ACME = f"SELECT {LEDGER_LOCK}".format(organisation="'acme'")


def test_entries_are_the_same_as_those_of_a_ledger_in_memory(acme: StoredLedger) -> None:
    memory = Ledger("acme")
    for ledger in (acme, memory):
        ledger.append([saying(risk("R-1"), "F-1"), saying(risk("R-2"))], by=ANA, recorded_at=NOON)
        ledger.append([retiring(risk("R-1"), "müßig")], by=CLEO, recorded_at=NOON + HOUR)

    stored = list(acme.entries())

    assert stored == memory.entries
    acme.verify()


def test_entries_since_a_seq_are_those_after_it(acme: StoredLedger) -> None:
    acme.append([saying(risk(f"R-{n}")) for n in range(1, 6)], by=ANA, recorded_at=NOON)

    since = [entry.key for entry in acme.entries(since=3)]

    assert since == ["R-4", "R-5"]


def test_entries_until_an_instant_are_those_recorded_by_then(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)
    acme.append([saying(risk("R-2"))], by=ANA, recorded_at=NOON + HOUR)

    keys = [
        [entry.key for entry in acme.entries(until=instant)]
        for instant in (NOON - HOUR, NOON, NOON + HOUR / 2, NOON + HOUR)
    ]

    assert keys == [[], ["R-1"], ["R-1"], ["R-1", "R-2"]]


def test_a_clock_set_back_does_not_put_an_entry_before_an_earlier_one(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)

    (entry,) = acme.append([saying(risk("R-2"))], by=BO, recorded_at=NOON - HOUR)

    assert entry.recorded_at == NOON


def test_two_organisations_have_two_chains(acme: StoredLedger) -> None:
    zenith = kept("zenith", "Zenith")
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)

    (entry,) = zenith.append([saying(risk("R-1"))], by=BO, recorded_at=NOON)

    assert (entry.seq, entry.previous) == (1, "0" * 64)
    assert stored_organisations() == {"acme": "Acme", "zenith": "Zenith"}
    acme.verify()
    zenith.verify()


def test_a_conflict_shows_both_versions_and_records_nothing(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1", "Fire"))], by=ANA, recorded_at=NOON)
    acme.append([saying(risk("R-1", "Water"))], by=BO, recorded_at=NOON + HOUR)

    with pytest.raises(ConflictError) as refused:
        acme.append(
            [saying(risk("R-2")), saying(risk("R-1", "Smoke"))],
            by=ANA,
            recorded_at=NOON + HOUR,
            read_seq=1,
        )

    assert str(refused.value) == (
        "risk R-1: Bo Lindqvist changed it meanwhile (entry 2, recorded 2026-01-31 13:00 UTC).\n"
        '  stands: {"key":"R-1","title":"Water"}\n'
        '  yours:  {"key":"R-1","title":"Smoke"}'
    )
    assert len(list(acme.entries())) == 2


def test_a_change_of_another_item_is_no_conflict(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)
    acme.append([saying(risk("R-2"))], by=BO, recorded_at=NOON)

    (entry,) = acme.append([saying(risk("R-1", "Fire"))], by=ANA, recorded_at=NOON, read_seq=1)

    assert entry.seq == 3


def test_what_the_writer_made_itself_is_no_conflict(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)

    (entry,) = acme.append(
        [saying(risk("R-1", "Fire"))], by=ANA, recorded_at=NOON, read_seq=0, own_seqs={1}
    )

    assert entry.seq == 2


def test_an_organisation_that_is_not_kept_is_refused(database: Database) -> None:
    nobody = StoredLedger("nobody")

    with pytest.raises(NotFoundError, match=r"^the store keeps no organisation nobody\.$"):
        nobody.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)
    with pytest.raises(NotFoundError, match=r"^the store keeps no organisation nobody\.$"):
        nobody.dossier()

    assert not StoredEntry.objects.exists(), database.vendor


def test_an_organisation_is_kept_once(acme: StoredLedger) -> None:
    with (
        pytest.raises(RefusedError, match=r"^the store keeps acme already\.$"),
        writing(acme.organisation, by=BO, recorded_at=NOON) as pen,
    ):
        pen.add_organisation("Acme again")


def test_an_append_inside_another_transaction_is_refused(acme: StoredLedger) -> None:
    with (
        pytest.raises(RuntimeError, match="durable"),
        transaction.atomic(),
    ):
        acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)

    assert not list(acme.entries())


def test_a_pen_writes_nothing_after_its_block(acme: StoredLedger) -> None:
    with writing("acme", by=ANA, recorded_at=NOON) as pen:
        pass

    with pytest.raises(RuntimeError, match="only inside the block"):
        pen.append([saying(risk("R-1"))])

    assert not list(acme.entries())


def test_entries_of_another_organisation_are_not_taken_in(acme: StoredLedger) -> None:
    other = Ledger("other")
    other.append([saying(risk("R-1"))], by=BO, recorded_at=NOON)

    with (
        pytest.raises(RefusedError, match=r"^entry 1: it belongs to other; expected acme\.$"),
        writing("acme", by=ANA, recorded_at=NOON) as pen,
    ):
        pen.take_in(other.entries)

    assert not list(acme.entries())


def test_writers_at_the_same_time_leave_no_gap(acme: StoredLedger) -> None:
    def write(writer: int) -> None:
        author = Author(f"Writer {writer}", "tester")
        for number in range(8):
            acme.append([saying(risk(f"R-{writer}-{number}"))], by=author, recorded_at=NOON)
        connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))

    entries = list(acme.entries())
    assert [entry.seq for entry in entries] == list(range(1, 33))
    assert len({entry.key for entry in entries}) == 32
    acme.verify()


def test_a_writer_that_is_not_let_in_says_so_and_writes_nothing(
    acme: StoredLedger, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout = 50")
    monkeypatch.setattr(pen, "_TAKE_UP", pen._TAKE_UP.replace("20s", "50ms"))

    with database.foreign() as other:
        other.execute("BEGIN IMMEDIATE" if database.vendor == "sqlite" else "BEGIN")
        if database.vendor == "postgresql":
            other.execute(LOCK_ACME)
        with pytest.raises(BusyStoreError) as refused:
            acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)

    assert str(refused.value) == (
        "store: somebody has been writing to it for 20 seconds; expected to be let in. "
        "Nothing was written; try again."
    )
    assert not list(acme.entries())


@pytest.mark.postgres
def test_a_server_that_confirms_too_early_is_overruled(postgresql_database: Database) -> None:
    acme = kept("acme", "Acme")
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")

    with writing(acme.organisation, by=ANA, recorded_at=NOON), connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        within = cursor.fetchone()

    assert within == ("on",), postgresql_database.vendor


def test_verification_names_the_first_entry_that_somebody_changed(
    acme: StoredLedger, database: Database
) -> None:
    acme.append([saying(risk(f"R-{n}")) for n in range(1, 5)], by=ANA, recorded_at=NOON)
    trigger = "entry_refuses_update" if database.vendor == "sqlite" else "entry_only_grows ON entry"
    with database.foreign() as owner:
        owner.execute(f"DROP TRIGGER {trigger}")
        owner.execute('UPDATE entry SET body = \'{"key":"R-3"}\' WHERE seq = 3')

    with pytest.raises(BrokenLedgerError) as broken:
        acme.verify()

    assert str(broken.value) == (
        "the ledger of acme is broken: entry 3 (risk R-3, place 3 in the chain): "
        "what it says is not what was hashed."
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("recorded_at = '2026-13-31T12:00:00.000000Z'", "month must be in 1..12"),
        (
            "by_name = ' '",
            "author: the name is ' ', the role is 'ISMS lead'; expected both.",
        ),
    ],
)
def test_a_row_that_is_no_entry_is_named(
    acme: StoredLedger, database: Database, change: str, says: str
) -> None:
    acme.append([saying(risk("R-1")), saying(risk("R-2"))], by=ANA, recorded_at=NOON)
    trigger = "entry_refuses_update" if database.vendor == "sqlite" else "entry_only_grows ON entry"
    with database.foreign() as owner:
        owner.execute(f"DROP TRIGGER {trigger}")
        owner.execute(f"UPDATE entry SET {change} WHERE seq = 2")  # noqa: S608

    with pytest.raises(BrokenLedgerError) as broken:
        acme.verify()

    assert str(broken.value) == (
        f"the ledger of acme is broken: entry 2 (risk R-2): it is no entry ({says})."
    )


@pytest.mark.usefixtures("sqlite_database")
def test_a_disk_without_room_is_told_of() -> None:
    acme = kept("acme", "Acme")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(FailedWriteError) as refused:
        acme.append([saying(risk("R-1", "x" * 100_000))], by=ANA, recorded_at=NOON)

    assert str(refused.value) == (
        "store: database or disk is full; expected the database to confirm what was written, "
        "which it has not."
    )
    assert not list(acme.entries())


def test_the_whole_ledger_as_a_value_reads_the_same(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1", "Fire"))], by=ANA, recorded_at=NOON)

    memory = acme.in_memory()

    memory.verify()
    assert memory.dossier()[Risk]["R-1"].title == "Fire"
