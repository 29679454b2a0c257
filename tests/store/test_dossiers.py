"""Dossiers in memory: each asks the database only for what is new."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from assay.domain.risk import Risk
from assay.domain.site import Site
from assay.ledger.dossier import Dossier
from assay.ledger.entry import retiring, saying
from assay.ledger.ledger import BrokenLedgerError
from assay.store.dossiers import DOSSIERS, MOST_AS_OF, Dossiers
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.store.fixtures import ANA, BO, NOON, kept, risk

HOUR = timedelta(hours=1)


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    queries: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        yield queries


def test_what_others_append_is_read_at_the_next_asking(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1", "Fire"))], by=ANA, recorded_at=NOON)
    earlier = acme.dossier()
    acme.append([saying(risk("R-1", "Water")), saying(risk("R-2"))], by=BO, recorded_at=NOON)

    later = acme.dossier()

    assert later[Risk]["R-1"].title == "Water"
    assert list(later[Risk]) == ["R-1", "R-2"]
    # The page that was being made keeps what it read.
    assert earlier[Risk]["R-1"].title == "Fire"
    assert list(earlier[Risk]) == ["R-1"]


def test_an_up_to_date_dossier_costs_one_query_and_is_the_same(acme: StoredLedger) -> None:
    acme.append([saying(risk(f"R-{n}")) for n in range(300)], by=ANA, recorded_at=NOON)
    first = acme.dossier()

    with counted_queries() as queries:
        second = acme.dossier()

    assert second is first
    assert len(queries) == 1


def test_a_register_that_is_not_touched_is_not_read_again(acme: StoredLedger) -> None:
    acme.append([saying(Site(key="S-1", name="Works"))], by=ANA, recorded_at=NOON)
    sites = acme.dossier()[Site]
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)

    assert acme.dossier()[Site] is sites


def test_an_as_of_read_is_the_fold_of_what_was_recorded_by_then(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1", "Fire"))], by=ANA, recorded_at=NOON)
    acme.append([saying(risk("R-1", "Water"))], by=BO, recorded_at=NOON + HOUR)
    acme.append([retiring(risk("R-1"))], by=BO, recorded_at=NOON + 2 * HOUR)

    read = [
        {key: item.title for key, item in acme.dossier(NOON + hours * HOUR)[Risk].items()}
        for hours in (-1, 0, 1, 2)
    ]

    assert read == [{}, {"R-1": "Fire"}, {"R-1": "Water"}, {}]


def test_an_as_of_read_is_folded_once(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)
    acme.append([saying(risk("R-2"))], by=ANA, recorded_at=NOON + HOUR)

    first = acme.dossier(NOON)

    assert acme.dossier(NOON + HOUR / 2) is first


def test_only_the_as_of_reads_asked_for_last_are_kept(acme: StoredLedger) -> None:
    for hour in range(MOST_AS_OF + 1):
        acme.append([saying(risk(f"R-{hour}"))], by=ANA, recorded_at=NOON + hour * HOUR)
    first = acme.dossier(NOON)
    for hour in range(1, MOST_AS_OF + 1):
        acme.dossier(NOON + hour * HOUR)

    again = acme.dossier(NOON)

    assert again is not first
    assert list(again[Risk]) == list(first[Risk])


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM entry WHERE seq = 2", "UPDATE entry SET hash = previous WHERE seq = 2"],
)
def test_a_ledger_that_lost_or_changed_its_end_is_not_handed_out(
    acme: StoredLedger, database: Database, change: str
) -> None:
    acme.append([saying(risk("R-1")), saying(risk("R-2"))], by=ANA, recorded_at=NOON)
    acme.dossier()
    with database.foreign() as owner:
        for name in ("refuses_update", "refuses_delete"):
            if database.vendor == "sqlite":
                owner.execute(f"DROP TRIGGER entry_{name}")
        if database.vendor == "postgresql":
            owner.execute("DROP TRIGGER entry_only_grows ON entry")
        owner.execute(change)

    with pytest.raises(BrokenLedgerError) as broken:
        acme.dossier()

    assert str(broken.value) == (
        "the ledger of acme is broken: entry 2 was read before and is gone or reads otherwise now."
    )


@pytest.mark.parametrize("read_before", [False, True])
def test_an_entry_that_somebody_changed_is_in_no_dossier(
    acme: StoredLedger, database: Database, *, read_before: bool
) -> None:
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)
    if read_before:
        acme.dossier()
    acme.append([saying(risk("R-2")), saying(risk("R-3"))], by=ANA, recorded_at=NOON)
    with database.foreign() as owner:
        of_table = "only_grows ON entry" if database.vendor == "postgresql" else "refuses_update"
        owner.execute(f"DROP TRIGGER entry_{of_table}")
        owner.execute("UPDATE entry SET because = 'F-9' WHERE seq = 2")

    with pytest.raises(BrokenLedgerError) as broken:
        acme.dossier()

    assert str(broken.value) == (
        "the ledger of acme is broken: entry 2 (risk R-2, place 2 in the chain): "
        "what it says is not what was hashed."
    )


@pytest.mark.usefixtures("sqlite_database")
def test_the_ledgers_not_asked_for_longest_are_let_go_of_first() -> None:
    held = Dossiers(most_entries=5)
    ledgers = [kept(slug, slug) for slug in ("acme", "beta", "core")]
    for ledger in ledgers:
        ledger.append([saying(risk("R-1")), saying(risk("R-2"))], by=ANA, recorded_at=NOON)

    read = {slug: held.dossier(slug) for slug in ("acme", "beta", "acme", "core")}

    assert held.dossier("acme") is read["acme"]
    assert held.dossier("beta") is not read["beta"]


@pytest.mark.usefixtures("sqlite_database")
def test_a_ledger_larger_than_what_may_be_kept_can_still_be_read() -> None:
    held = Dossiers(most_entries=1)
    kept("acme", "Acme").append(
        [saying(risk("R-1")), saying(risk("R-2"))], by=ANA, recorded_at=NOON
    )

    dossier = held.dossier("acme")

    assert isinstance(dossier, Dossier)
    assert len(dossier[Risk]) == 2


def test_forgetting_reads_everything_again(acme: StoredLedger) -> None:
    acme.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)
    first = acme.dossier()

    DOSSIERS.forget()

    assert acme.dossier() is not first
