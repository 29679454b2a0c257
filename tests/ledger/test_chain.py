"""The chain of entries: extending it, and finding the first one that does not fit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.domain.risk import Risk
from assay.ledger.chain import ConflictError, conflicts, first_misfit
from assay.ledger.entry import Entry, retiring, saying, sealed
from assay.ledger.ledger import BrokenLedgerError, Ledger
from tests.ledger.ledgers import ANA, APPENDS, BO, FILLED_LEDGERS, LEDGERS, NOON, Append, ledger_of

ONE_THING_OTHERWISE: dict[str, Callable[[Entry], Entry]] = {
    "organisation": lambda entry: replace(entry, organisation="other"),
    "seq": lambda entry: replace(entry, seq=entry.seq + 1),
    "recorded_at": lambda entry: replace(
        entry, recorded_at=entry.recorded_at + timedelta(microseconds=1)
    ),
    "author": lambda entry: replace(entry, by=replace(entry.by, name=f"{entry.by.name}x")),
    "role": lambda entry: replace(entry, by=replace(entry.by, role=f"{entry.by.role}x")),
    "external": lambda entry: replace(entry, by=replace(entry.by, external=not entry.by.external)),
    "register": lambda entry: replace(entry, register=f"{entry.register}x"),
    "key": lambda entry: replace(entry, key=f"{entry.key}x"),
    "body": lambda entry: replace(entry, body='{"key":"other"}' if entry.retires else None),
    "an empty body": lambda entry: replace(entry, body=""),
    "a letter of the body": lambda entry: replace(entry, body=f"{entry.body or '{}'} "),
    "because": lambda entry: replace(entry, because=f"{entry.because}x"),
    "previous": lambda entry: replace(entry, previous="f" * 64),
    "hash": lambda entry: replace(entry, hash="f" * 64),
}


@pytest.mark.parametrize("change", ONE_THING_OTHERWISE.values(), ids=ONE_THING_OTHERWISE)
@settings(max_examples=25)
@given(ledger=FILLED_LEDGERS, where=st.data())
def test_an_entry_with_one_thing_otherwise_is_the_first_misfit(
    change: Callable[[Entry], Entry], ledger: Ledger, where: st.DataObject
) -> None:
    at = where.draw(st.integers(0, len(ledger.entries) - 1))
    changed = change(ledger.entries[at])
    entries = [*ledger.entries[:at], changed, *ledger.entries[at + 1 :]]

    misfit = first_misfit("acme", entries)

    assert misfit
    assert (misfit.position, misfit.entry) == (at + 1, changed)


@given(ledger=FILLED_LEDGERS, where=st.data())
def test_an_entry_that_was_sealed_again_gives_itself_away_at_the_next(
    ledger: Ledger, where: st.DataObject
) -> None:
    at = where.draw(st.integers(0, len(ledger.entries) - 1))
    changed = sealed(replace(ledger.entries[at], because="something else altogether"))
    entries = [*ledger.entries[:at], changed, *ledger.entries[at + 1 :]]

    misfit = first_misfit("acme", entries)

    # Behind the last one there is no next: that is what a head kept elsewhere is for.
    assert (misfit.position if misfit else 0) == (at + 2 if at + 1 < len(entries) else 0)


@given(ledger=LEDGERS.filter(lambda ledger: len(ledger.entries) > 1), where=st.data())
def test_entries_left_out_doubled_or_exchanged_are_found(
    ledger: Ledger, where: st.DataObject
) -> None:
    entries = ledger.entries
    at = where.draw(st.integers(0, len(entries) - 2))

    left_out = first_misfit("acme", [*entries[:at], *entries[at + 1 :]])
    doubled = first_misfit("acme", [*entries[: at + 1], *entries[at:]])
    exchanged = first_misfit(
        "acme", [*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]]
    )

    assert left_out
    assert doubled
    assert exchanged
    assert (left_out.position, doubled.position, exchanged.position) == (at + 1, at + 2, at + 1)


@given(LEDGERS)
def test_a_ledger_that_nobody_touched_verifies(ledger: Ledger) -> None:
    ledger.verify()

    assert first_misfit("acme", ledger.entries) is None
    assert [entry.seq for entry in ledger.entries] == list(range(1, len(ledger.entries) + 1))


@given(APPENDS)
def test_recorded_at_never_runs_back_and_never_before_the_clock(appends: list[Append]) -> None:
    entries = ledger_of(appends).entries

    instants = [entry.recorded_at for entry in entries]
    clock = [each.recorded_at for each in appends for _ in each.statements]
    assert instants == sorted(instants)
    assert all(instant >= said for instant, said in zip(instants, clock, strict=True))


def test_a_broken_ledger_names_the_first_entry_that_does_not_fit() -> None:
    ledger = Ledger("acme")
    ledger.append([saying(a_risk("Fire")), retiring(a_risk())], by=ANA, recorded_at=NOON)
    ledger.entries[1] = replace(ledger.entries[1], by=BO)

    with pytest.raises(BrokenLedgerError) as broken:
        ledger.verify()

    assert str(broken.value) == (
        "the ledger of acme is broken: entry 2 (risk R-1, place 2 in the chain): "
        "what it says is not what was hashed."
    )


def test_a_conflict_shows_both_versions() -> None:
    ledger = Ledger("acme")
    ledger.append([saying(a_risk("Fire"))], by=ANA, recorded_at=NOON)
    ledger.append([retiring(a_risk())], by=BO, recorded_at=NOON)

    with pytest.raises(ConflictError) as refused:
        ledger.append([saying(a_risk("Smoke"))], by=ANA, recorded_at=NOON, read_seq=1)

    assert str(refused.value) == (
        "risk R-1: Bo Lindqvist changed it meanwhile (entry 2, recorded 2026-01-31 12:00 UTC).\n"
        "  stands: retired\n"
        '  yours:  {"key":"R-1","title":"Smoke"}'
    )
    assert len(ledger.entries) == 2


@given(ledger=LEDGERS, others=APPENDS, where=st.data())
def test_a_conflict_is_an_item_that_others_spoke_of_since(
    ledger: Ledger, others: list[Append], where: st.DataObject
) -> None:
    wanted = [statement for each in others for statement in each.statements]
    read_seq = where.draw(st.integers(0, len(ledger.entries)))
    since = ledger.entries[read_seq:]

    found = {(each.register, each.key) for each in conflicts(wanted, since)}

    assert found == {(each.register, each.key) for each in wanted} & {
        (each.register, each.key) for each in since
    }


def test_the_own_entries_are_no_conflict() -> None:
    ledger = Ledger("acme")
    ledger.append([saying(a_risk("Fire"))], by=ANA, recorded_at=NOON)

    ledger.append([saying(a_risk("Smoke"))], by=ANA, recorded_at=NOON, read_seq=0, own_seqs={1})

    assert ledger.dossier()[Risk]["R-1"].title == "Smoke"


def a_risk(title: str = "Theft") -> Risk:
    return Risk(key="R-1", title=title)
