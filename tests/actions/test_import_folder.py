"""Taking a folder into the store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from assay.actions.import_folder import DivergedError, Imported, import_folder
from assay.domain.errors import UnreadableMaterialError
from assay.domain.file import File
from assay.domain.item import Item
from assay.domain.organisation import Organisation
from assay.domain.risk import Risk
from assay.ledger.chain import ConflictError
from assay.ledger.entry import Statement, retiring, saying, sealed
from assay.ledger.ledger import BrokenLedgerError, Ledger
from assay.store.errors import AlteredFileError
from assay.store.files import kept_files, read_file
from assay.store.ledger import StoredLedger
from assay.store.models import Intake, StoredFile
from assay.store.organisations import stored_organisations
from tests.store.databases import Database
from tests.store.fixtures import ANA, BO, NOON, risk

HOUR = timedelta(hours=1)
POLICY = b"Laptops are locked when nobody sits at them."
CONTENT = {"documents/policy.md": POLICY, "records/leavers.csv": b"person,left_on\n"}


def history(*items: Item, organisation: str = "acme") -> Ledger:
    """Return a ledger that Bo recorded, an entry an hour."""
    ledger = Ledger(organisation)
    for hour, item in enumerate(items):
        ledger.append([saying(item)], by=BO, recorded_at=NOON + hour * HOUR)
    return ledger


def file(key: str) -> File:
    content = CONTENT[key]
    return File(key=key, sha256=sha256(content).hexdigest(), size=len(content))


def bring(ledger: Ledger, recorded: int | None = None) -> Imported:
    """Let Ana import a ledger; all of it is history unless told otherwise."""
    return import_folder(
        ledger,
        lambda wanted: CONTENT[wanted.key],
        recorded=len(ledger.entries) if recorded is None else recorded,
        by=ANA,
        recorded_at=NOON + 24 * HOUR,
    )


def said_beyond(ledger: Ledger, *statements: Statement) -> Ledger:
    """Return the ledger with what the folder's files say beyond its history."""
    longer = Ledger(ledger.organisation, list(ledger.entries))
    longer.append(statements, by=ANA, recorded_at=NOON + 24 * HOUR)
    return longer


@pytest.mark.row("R-235")
@pytest.mark.usefixtures("database")
def test_a_history_is_taken_over_entry_by_entry_as_it_was_hashed() -> None:
    brought = history(Organisation(key="acme", name="Acme Ltd"), risk("R-1"), risk("R-2"))

    imported = bring(brought)

    assert imported == Imported("acme", history=3, said=0, files=0)
    assert list(StoredLedger("acme").entries()) == brought.entries
    assert stored_organisations() == {"acme": "Acme Ltd"}


@pytest.mark.row("R-151", "R-293")
@pytest.mark.usefixtures("database")
def test_who_brought_a_history_and_when_is_logged() -> None:
    bring(history(risk("R-1"), risk("R-2"), file("documents/policy.md")))

    intake, row = Intake.objects.get(), StoredFile.objects.get()
    assert (intake.first_seq, intake.last_seq) == (1, 3)
    assert intake.last_hash == StoredLedger("acme").in_memory().entries[-1].hash
    for signed in (intake, row):
        assert (signed.by_name, signed.by_role, signed.recorded_at) == (
            "Ana Ferreira",
            "ISMS lead",
            "2026-02-01T12:00:00.000000Z",
        )


@pytest.mark.usefixtures("database")
def test_the_same_history_again_brings_nothing() -> None:
    brought = history(risk("R-1"), file("documents/policy.md"))
    bring(brought)

    again = bring(brought)

    assert again == Imported("acme", history=0, said=0, files=0)
    assert Intake.objects.count() == 1


@pytest.mark.usefixtures("database")
def test_of_a_longer_history_the_rest_is_taken_over() -> None:
    brought = history(risk("R-1"), risk("R-2"), risk("R-3"))
    bring(Ledger("acme", brought.entries[:1]))

    imported = bring(brought)

    assert imported.history == 2
    assert list(StoredLedger("acme").entries()) == brought.entries
    assert [(row.first_seq, row.last_seq) for row in Intake.objects.order_by("pk")] == [
        (1, 1),
        (2, 3),
    ]


@pytest.mark.usefixtures("database")
def test_of_a_history_that_the_store_has_gone_beyond_nothing_is_taken_over() -> None:
    brought = history(risk("R-1"), risk("R-2"))
    bring(brought)

    imported = bring(Ledger("acme", brought.entries[:1]))

    assert imported == Imported("acme", history=0, said=0, files=0)
    assert list(StoredLedger("acme").entries()) == brought.entries


@pytest.mark.usefixtures("database")
def test_another_history_is_refused_at_the_first_entry_that_differs() -> None:
    bring(history(risk("R-1"), risk("R-2", "Fire"), risk("R-3")))

    with pytest.raises(DivergedError) as refused:
        bring(history(risk("R-1"), risk("R-4", "Water"), risk("R-3"), file("documents/policy.md")))

    assert str(refused.value) == (
        "entry 2 of acme: the store has risk R-2 by Bo Lindqvist, recorded 2026-01-31 13:00 UTC, "
        "the folder has risk R-4 by Bo Lindqvist, recorded 2026-01-31 13:00 UTC; "
        "expected one history."
    )
    assert len(list(StoredLedger("acme").entries())) == 3
    assert kept_files("acme") == frozenset()


@pytest.mark.usefixtures("database")
def test_what_the_files_say_beyond_the_history_is_said_by_whoever_imports() -> None:
    brought = said_beyond(
        history(risk("R-1")), saying(risk("R-1", "Fire"), "F-1"), saying(risk("R-2"))
    )

    imported = bring(brought, recorded=1)

    assert (imported.history, imported.said) == (1, 2)
    # The same author at the same instant makes the same entries.
    assert list(StoredLedger("acme").entries()) == brought.entries


@pytest.mark.usefixtures("database")
def test_an_edited_folder_meets_a_store_that_has_gone_on() -> None:
    base = history(risk("R-1"), risk("R-2"))
    bring(base)
    stored = StoredLedger("acme")
    stored.append([saying(risk("R-2", "Water"))], by=BO, recorded_at=NOON + 3 * HOUR)

    imported = bring(said_beyond(base, saying(risk("R-1", "Fire")), saying(risk("R-3"))), 2)

    assert imported == Imported("acme", history=0, said=2, files=0)
    assert {key: item.title for key, item in stored.dossier()[Risk].items()} == {
        "R-1": "Fire",
        "R-2": "Water",
        "R-3": "Loss of a laptop",
    }


@pytest.mark.usefixtures("database")
def test_an_item_that_both_changed_is_shown_in_both_versions() -> None:
    base = history(risk("R-1"), risk("R-2"))
    bring(base)
    stored = StoredLedger("acme")
    stored.append([saying(risk("R-1", "Water"))], by=BO, recorded_at=NOON + 3 * HOUR)

    with pytest.raises(ConflictError) as refused:
        bring(said_beyond(base, saying(risk("R-1", "Fire")), saying(risk("R-3"))), 2)

    (conflict,) = refused.value.conflicts
    assert (conflict.key, conflict.wanted, conflict.stands.body) == (
        "R-1",
        '{"key":"R-1","title":"Fire"}',
        '{"key":"R-1","title":"Water"}',
    )
    assert len(list(stored.entries())) == 3


@pytest.mark.usefixtures("database")
def test_what_both_changed_alike_is_no_conflict() -> None:
    base = history(risk("R-1"), risk("R-2"))
    bring(base)
    stored = StoredLedger("acme")
    stored.append(
        [saying(risk("R-1", "Fire")), retiring(risk("R-2"))], by=BO, recorded_at=NOON + 3 * HOUR
    )

    imported = bring(said_beyond(base, saying(risk("R-1", "Fire")), retiring(risk("R-2"))), 2)

    assert imported.said == 0
    assert len(list(stored.entries())) == 4


@pytest.mark.usefixtures("database")
def test_a_folder_without_a_history_adds_what_the_store_has_not_got() -> None:
    bring(said_beyond(Ledger("acme"), saying(risk("R-1"))), recorded=0)

    imported = bring(said_beyond(Ledger("acme"), saying(risk("R-1")), saying(risk("R-2"))), 0)

    assert imported.said == 1
    assert list(StoredLedger("acme").dossier()[Risk]) == ["R-1", "R-2"]


@pytest.mark.row("R-151")
@pytest.mark.usefixtures("database")
def test_files_are_kept_with_the_entries_that_name_them() -> None:
    imported = bring(history(*map(file, CONTENT)))

    assert imported.files == 2
    for key, content in CONTENT.items():
        assert read_file("acme", file(key).sha256) == content


@pytest.mark.usefixtures("database")
def test_a_file_that_changed_since_it_was_read_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brought = history(file("documents/policy.md"))
    monkeypatch.setitem(CONTENT, "documents/policy.md", b"changed")

    with pytest.raises(AlteredFileError, match=r"^documents/policy\.md: its SHA-256 is "):
        bring(brought)

    assert stored_organisations() == {}


@pytest.mark.usefixtures("database")
def test_a_file_that_cannot_be_read_is_named() -> None:
    def gone(wanted: File) -> bytes:
        raise FileNotFoundError(2, "No such file", wanted.key)

    ledger = history(file("documents/policy.md"))

    with pytest.raises(AlteredFileError, match=r"^documents/policy\.md: it cannot be read"):
        import_folder(ledger, gone, recorded=1, by=ANA, recorded_at=NOON)

    assert stored_organisations() == {}


FORGERIES: dict[str, tuple[Callable[[Ledger], None], str]] = {
    "an unknown register": (
        lambda ledger: say(ledger, Statement("wish", "W-1", '{"key":"W-1"}')),
        "entry 2 (wish W-1): the register is wish; expected one of acknowledgement, ",
    ),
    "a body that is no item": (
        lambda ledger: say(ledger, Statement("risk", "R-2", '{"key":"R-2","titel":"Fire"}')),
        "entry 2 (risk R-2): title: Field required; expected Risk.",
    ),
    "another item's body": (
        lambda ledger: say(ledger, saying(risk("R-1")), key="R-2"),
        "entry 2 (risk R-2): the body speaks of R-1; expected R-2.",
    ),
    "a time that has not come": (
        lambda ledger: say(ledger, saying(risk("R-2")), days=2),
        "entry 2 (risk R-2): recorded 2026-02-02 12:00 UTC; expected a time that has come.",
    ),
}


def say(ledger: Ledger, statement: Statement, *, key: str = "", days: int = 0) -> None:
    said = replace(statement, key=key or statement.key)
    ledger.append([said], by=BO, recorded_at=NOON + timedelta(days=days))


@pytest.mark.usefixtures("sqlite_database")
@pytest.mark.parametrize(("forge", "says"), FORGERIES.values(), ids=FORGERIES)
def test_a_history_that_could_not_be_read_as_items_is_refused(
    forge: Callable[[Ledger], None], says: str
) -> None:
    brought = history(risk("R-1"))
    forge(brought)

    with pytest.raises(UnreadableMaterialError) as refused:
        bring(brought)

    assert str(refused.value).startswith(says)
    assert stored_organisations() == {}


@pytest.mark.usefixtures("sqlite_database")
def test_every_entry_that_cannot_be_read_is_listed_at_once() -> None:
    brought = history(risk("R-1"))
    say(brought, Statement("risk", "R-2", '{"key":"R-2"}'))
    say(brought, Statement("risk", "R-3", '{"key":"R-3","title":3}'))

    with pytest.raises(UnreadableMaterialError) as refused:
        bring(brought)

    assert str(refused.value) == (
        "entry 2 (risk R-2): title: Field required; expected Risk.\n"
        "entry 3 (risk R-3): title: Input should be a valid string; expected Risk."
    )


def test_a_history_that_somebody_changed_is_refused(sqlite_database: Database) -> None:
    brought = history(risk("R-1"), risk("R-2"))
    brought.entries[0] = replace(brought.entries[0], because="nothing")

    with pytest.raises(BrokenLedgerError, match=r"entry 1 \(risk R-1, place 1 in the chain\)"):
        bring(brought)

    assert stored_organisations() == {}, sqlite_database.vendor


def test_a_history_that_was_changed_and_hashed_again_differs_from_the_store(
    sqlite_database: Database,
) -> None:
    brought = history(risk("R-1"), risk("R-2"))
    bring(brought)
    first = sealed(replace(brought.entries[0], because="nothing"))
    forged = Ledger("acme", [first])
    forged.append([saying(risk("R-2"))], by=BO, recorded_at=NOON + HOUR)

    with pytest.raises(DivergedError, match=r"^entry 1 of acme"):
        bring(forged)

    assert list(StoredLedger("acme").entries()) == brought.entries, sqlite_database.vendor
