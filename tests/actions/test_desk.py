"""A desk: one person, in one role, at one organisation's ledger."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from assay.actions.desk import AnyLedger, Desk
from assay.domain.risk import Risk
from assay.ledger.chain import ConflictError
from assay.ledger.entry import Author, Entry
from assay.ledger.ledger import Ledger
from assay.store.entry_rows import write_entries
from assay.store.ledger import StoredLedger
from assay.store.models import StoredEntry
from tests.store.databases import ENGINES
from tests.store.fixtures import ANA, BO, CLEO, NOON, kept, risk


@pytest.fixture(params=["memory", *ENGINES])
def ledger(request: pytest.FixtureRequest) -> AnyLedger:
    """Give a test a ledger, in memory and on each engine in turn."""
    if request.param == "memory":
        return Ledger("acme")
    request.getfixturevalue(f"{request.param}_database")
    return kept("acme", "Acme")


def entries_of(ledger: AnyLedger) -> list[Entry]:
    dossier = ledger.dossier()
    return list(dossier.entries[: dossier.length])


def desk(ledger: AnyLedger, by: Author = ANA, read_seq: int | None = None) -> Desk:
    return Desk(ledger, by, lambda: NOON, read_seq)


@pytest.mark.row("R-293")
def test_who_sits_at_the_desk_signs_what_is_said_at_it(ledger: AnyLedger) -> None:
    instants = iter([NOON, NOON + timedelta(hours=1)])
    at = Desk(ledger, CLEO, lambda: next(instants))

    at.put(risk("R-1"), because="F-1")
    at.retire(risk("R-1"), because="F-2")

    assert [
        (each.by, each.recorded_at, each.key, each.body, each.because)
        for each in entries_of(ledger)
    ] == [
        (CLEO, NOON, "R-1", '{"key":"R-1","title":"Loss of a laptop"}', "F-1"),
        (CLEO, NOON + timedelta(hours=1), "R-1", None, "F-2"),
    ]


def test_the_desk_reads_what_was_said_at_it(ledger: AnyLedger) -> None:
    at = desk(ledger)
    before = at.dossier

    at.put(risk("R-1", "Fire"))

    assert at.dossier[Risk]["R-1"].title == "Fire"
    assert "R-1" not in before[Risk]


def test_what_others_changed_since_the_person_read_it_is_a_conflict(ledger: AnyLedger) -> None:
    desk(ledger).put(risk("R-1", "Fire"))
    at = desk(ledger)
    desk(ledger, BO).put(risk("R-1", "Water"))

    with pytest.raises(ConflictError) as refused:
        at.put(risk("R-1", "Smoke"))

    (conflict,) = refused.value.conflicts
    assert (conflict.stands.by, conflict.wanted) == (BO, '{"key":"R-1","title":"Smoke"}')
    assert len(entries_of(ledger)) == 2


def test_a_form_sent_late_answers_to_what_its_page_showed(ledger: AnyLedger) -> None:
    desk(ledger).put(risk("R-1", "Fire"))
    desk(ledger, BO).put(risk("R-1", "Water"))

    with pytest.raises(ConflictError):
        desk(ledger, read_seq=1).put(risk("R-1", "Smoke"))

    assert ledger.dossier()[Risk]["R-1"].title == "Water"


def test_the_own_entries_are_no_conflict_even_with_others_in_between(ledger: AnyLedger) -> None:
    at = desk(ledger)
    at.put(risk("R-1", "Fire"))
    desk(ledger, BO).put(risk("R-2", "Water"))

    at.put(risk("R-1", "Smoke"))

    assert ledger.dossier()[Risk]["R-1"].title == "Smoke"


def test_others_in_between_the_own_entries_are_a_conflict(ledger: AnyLedger) -> None:
    at = desk(ledger)
    at.put(risk("R-1", "Fire"))
    desk(ledger, BO).put(risk("R-2", "Water"))

    with pytest.raises(ConflictError):
        at.put(risk("R-2", "Smoke"))

    assert ledger.dossier()[Risk]["R-2"].title == "Water"


def test_what_is_said_together_is_recorded_together(ledger: AnyLedger) -> None:
    desk(ledger).put(risk("R-1"))
    at = desk(ledger)

    with at.together():
        at.put(risk("R-2"), because="F-1")
        at.retire(risk("R-1"))
        assert len(entries_of(ledger)) == 1

    assert [(each.key, each.because) for each in entries_of(ledger)[1:]] == [
        ("R-2", "F-1"),
        ("R-1", ""),
    ]
    assert list(at.dossier[Risk]) == ["R-2"]


@pytest.mark.row("R-293")
def test_a_block_that_fails_leaves_no_trace(ledger: AnyLedger) -> None:
    at = desk(ledger)

    def put_and_fail() -> None:
        with at.together():
            at.put(risk("R-1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_and_fail()

    assert entries_of(ledger) == []
    at.put(risk("R-2"))
    assert [each.key for each in entries_of(ledger)] == ["R-2"]


@pytest.mark.row("R-293")
def test_one_conflict_in_a_block_refuses_all_of_it(ledger: AnyLedger) -> None:
    at = desk(ledger)
    desk(ledger, BO).put(risk("R-1", "Water"))

    def put_both() -> None:
        with at.together():
            at.put(risk("R-2"))
            at.put(risk("R-1", "Smoke"))

    with pytest.raises(ConflictError):
        put_both()

    assert [each.key for each in entries_of(ledger)] == ["R-1"]


@pytest.mark.row("R-293")
def test_an_entry_that_cannot_be_written_leaves_no_trace(
    acme: StoredLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_and_fail(entries: Iterable[Entry]) -> None:
        write_entries(entries)
        raise OSError("the disk is full")

    monkeypatch.setattr("assay.store.pen.write_entries", write_and_fail)

    with pytest.raises(OSError, match="the disk is full"):
        desk(acme).put(risk("R-1"), risk("R-2"))

    assert not StoredEntry.objects.exists()


def test_a_block_within_a_block_is_refused(ledger: AnyLedger) -> None:
    at = desk(ledger)

    with at.together(), pytest.raises(RuntimeError, match="holds another one"), at.together():
        pass

    assert entries_of(ledger) == []


def test_nothing_said_is_nothing_recorded(ledger: AnyLedger) -> None:
    def no_clock() -> datetime:
        raise AssertionError("nothing is to be recorded")

    at = Desk(ledger, ANA, no_clock)

    with at.together():
        at.put()

    assert entries_of(ledger) == []
