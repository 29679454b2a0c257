"""Folding, appending and verifying a ledger of 200,000 items, beside the least that it could cost.

Run it with ``python benchmarks/ledger.py [ITEMS]``.  Two yardsticks are taken in
the same process: ``json.loads`` over the same bodies, which any reader has to
pay, and a bare ``sqlite3`` table with the same rows and the same fsync, without
hash, chain, triggers or Django.  The store is a fresh SQLite database in a
temporary folder, or what ``DATABASE_URL`` names, where the ledger stays behind.
"""

import gc
import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from assay.domain.risk import Risk
from assay.ledger.chain import Head, continued, first_misfit
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry, Statement, saying

ITEMS = 200_000
SINGLE_APPENDS = 2_000
BATCH = 1_000
ANA = Author("Ana Ferreira", "ISMS lead")
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)

Result = TypeVar("Result")


def main() -> int:
    items = int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    statements = make_statements(items)
    print(f"{items:,} items, one entry each\n{'':42}{'seconds':>9} {'a thing':>10} {'ratio':>7}")
    entries, parsing = measure_fold(statements)
    with TemporaryDirectory() as folder:
        os.environ["ASSAY_HOME"] = folder
        measure_appends(statements, Path(folder))
        measure_store(entries, parsing)
    return 0


def make_statements(items: int) -> list[Statement]:
    return [
        saying(
            Risk(
                key=f"R-{number}",
                site=f"site-{number % 7}",
                title=f"Risk number {number}, with a title of common length",
                describes=f"What may happen in case {number}, told in a sentence of some length.",
                owner=f"person-{number % 300}",
                systems=(f"sys-{number % 90}", f"sys-{number % 41}"),
                likelihood=number % 5 + 1,
                impact=number % 4 + 1,
                status=("open", "closed")[number % 2],
            )
        )
        for number in range(1, items + 1)
    ]


def measure_fold(statements: Sequence[Statement]) -> tuple[list[Entry], float]:
    items = len(statements)
    bodies = [statement.body or "" for statement in statements]
    _, parsing = timed(lambda: [json.loads(body) for body in bodies], 3)
    tell("yardstick: json.loads of every body", parsing, items, parsing)
    entries, took = timed(
        lambda: list(continued(Head("bench"), statements, by=ANA, recorded_at=NOW)), 3
    )
    tell("seal every entry into the chain", took, items, parsing)
    dossier, took = timed(lambda: Dossier.of("bench", entries), 3)
    tell("fold, cold", took, items, parsing)
    register, took = timed(lambda: list(dossier[Risk].values()))
    tell("look at every item for the first time", took, items, parsing)
    assert len(register) == items
    _, took = timed(lambda: list(dossier[Risk].values()))
    tell("look at every item again", took, items, parsing)
    (changed,) = continued(
        Head("bench", items, NOW, entries[-1].hash), statements[:1], by=ANA, recorded_at=NOW
    )
    grown = [*entries, changed]
    advanced, took = timed(lambda: dossier.advanced(grown), 3)
    tell("advance by one entry, warm", took, 1)
    _, took = timed(lambda: list(advanced[Risk].values()))
    tell("look at every item after that", took, items, parsing)
    _, took = timed(lambda: first_misfit("bench", entries), 3)
    tell("verify the chain, in memory", took, items, parsing)
    return entries, parsing


def measure_appends(statements: Sequence[Statement], folder: Path) -> None:
    from assay.store.opening import open_store

    open_store()
    from assay.store.ledger import StoredLedger
    from assay.store.pen import writing

    slug = f"bench-appends-{os.getpid()}"
    with writing(slug, by=ANA, recorded_at=NOW) as pen:
        pen.add_organisation(slug)
    ledger = StoredLedger(slug)
    rows = list(continued(Head(slug), statements[: SINGLE_APPENDS * 2], by=ANA, recorded_at=NOW))
    with closing(bare_table(folder / "bare.sqlite3")) as bare:
        _, plainly = timed(lambda: insert_each(bare, rows[:SINGLE_APPENDS]))
        _, at_once = timed(lambda: insert_batch(bare, rows[SINGLE_APPENDS:][:BATCH]))
    tell("\nyardstick: bare sqlite3, one a commit", plainly, SINGLE_APPENDS, plainly)
    _, took = timed(
        lambda: [
            ledger.append([statement], by=ANA, recorded_at=NOW, read_seq=seq)
            for seq, statement in enumerate(statements[:SINGLE_APPENDS])
        ]
    )
    tell("append one a transaction, on disk", took, SINGLE_APPENDS, plainly)
    tell(f"yardstick: bare sqlite3, {BATCH:,} a commit", at_once, BATCH, at_once)
    _, took = timed(lambda: ledger.append(statements[:BATCH], by=ANA, recorded_at=NOW))
    tell(f"append {BATCH:,} in one transaction", took, BATCH, at_once)


def measure_store(entries: Sequence[Entry], parsing: float) -> None:
    from assay.store.ledger import StoredLedger
    from assay.store.pen import writing

    slug, items = f"bench-{os.getpid()}", len(entries)
    ledger = StoredLedger(slug)
    said = (Statement(entry.register, entry.key, entry.body) for entry in entries)
    with writing(slug, by=ANA, recorded_at=NOW) as pen:
        pen.add_organisation(slug)
        _, took = timed(lambda: pen.append(islice(said, items)))
    tell("\nappend every item in one transaction", took, items, parsing)
    _, took = timed(lambda: Dossier.of(slug, list(ledger.entries())), 3)
    tell("read and fold from the store, cold", took, items, parsing)
    _, took = timed(ledger.dossier)
    tell("a process's first dossier, verified", took, items, parsing)
    _, took = timed(ledger.dossier, 3)
    tell("ask again, nothing new", took, 1)
    list(ledger.dossier()[Risk].values())
    ledger.append([Statement("risk", "R-1", entries[0].body)], by=ANA, recorded_at=NOW)
    _, took = timed(ledger.dossier)
    tell("ask again after one append, warm", took, 1)
    _, took = timed(ledger.verify, 3)
    tell("verify the chain, from the store", took, items, parsing)


def bare_table(path: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute(
        "CREATE TABLE entry (organisation, seq, body, hash, PRIMARY KEY (organisation, seq))"
    )
    return bare


def insert_each(bare: sqlite3.Connection, rows: Sequence[Entry]) -> None:
    for row in rows:
        bare.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", values_of(row))


def insert_batch(bare: sqlite3.Connection, rows: Sequence[Entry]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", map(values_of, rows))
    bare.execute("COMMIT")


def values_of(entry: Entry) -> tuple[Any, ...]:
    return entry.organisation, entry.seq, entry.body, entry.hash


def timed(work: Callable[[], Result], times: int = 1) -> tuple[Result, float]:
    """Do some work and return the shortest time it took; work that changes things, only once."""
    taken = []
    for _ in range(times):
        gc.collect()
        started = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - started)
    return result, min(taken)


def tell(what: str, seconds: float, things: int, yardstick: float = 0) -> None:
    ratio = f"{seconds / yardstick:7.2f}" if yardstick else ""
    lead = "\n" * what.count("\n")
    print(f"{lead}{what.strip():42}{seconds:9.3f} {seconds / things * 1e6:7.1f} us {ratio}")


if __name__ == "__main__":
    sys.exit(main())
