"""A seeded draw from ten million records, beside DuckDB's plain ORDER BY of the same hash.

Run it with ``python benchmarks/drawing.py [RECORDS]``, 10,000,000 when nothing is
said.  Records of twenty sites and ten teams are made up as Parquet; then each
question runs in a process of its own.  Ours spans slices, sites and teams, and
sorts nothing; the yardstick takes the first five of everything, which is less
than a sample is.  Before that a list of keys and the database have to agree on
a hundred thousand records.  It prints seconds, the highest memory of the
process, and ratios.  The bar: the time and the memory of the yardstick.
"""

# ruff: noqa: S608 - the SQL is ours, and so are the data

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from sqlglot import exp

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from assay.assessment.sampling.draw import Sample, draw_sample
from assay.assessment.sampling.plan import Asked, SamplePlan, plan_sample
from assay.assessment.sampling.queried_records import draw_by_queries
from assay.assessment.sampling.stated_population import Candidate, StatedPopulation
from assay.claims.expressions import print_sql
from assay.claims.members import Members
from assay.domain.record_family import ColumnType
from assay.standards.load import load_profile

AUDIT_ON = date(2026, 1, 31)
SEED = "benchmark"
SIZE = 5
ROUNDS = 3
BAR = 1.0
BAR_FROM = 5_000_000
AGREEING = 100_000
RECORD = Members(
    "record",
    "id",
    {
        "id": ColumnType.TEXT,
        "day": ColumnType.DATE,
        "site": ColumnType.TEXT,
        "team": ColumnType.TEXT,
    },
)


def main() -> int:
    if len(sys.argv) > 3 and sys.argv[1] == "--round":
        print(json.dumps(measured(sys.argv[2], Path(sys.argv[3]))))
        return 0
    records = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 10_000_000
    with TemporaryDirectory() as folder:
        return compare(records, Path(folder))


def compare(records: int, folder: Path) -> int:
    small = invent(folder / "small.parquet", AGREEING)
    agree = agreed(small)
    path = invent(folder / "records.parquet", records)
    best: dict[str, dict[str, Any]] = {}
    for _ in range(ROUNDS):
        for kind in ("ours", "yardstick"):
            found = run_apart(kind, path)
            if kind not in best or found["seconds"] < best[kind]["seconds"]:
                best[kind] = found
    print(f"{records:,} records, {SIZE} drawn; best of {ROUNDS} processes")
    for kind, found in best.items():
        print(f"{kind:>10} {found['seconds']:>7.2f} s {found['megabytes']:>6.0f} MB")
    return judge(best, records, agree=agree)


def judge(best: Mapping[str, Mapping[str, Any]], records: int, *, agree: bool) -> int:
    """Print the ratios, and return 1 when a bar is missed or draws differ.

    Planning and three queries cost some tenths of a second whatever the number;
    the bar is set for those populations that it matters for.
    """
    ours, yardstick = best["ours"], best["yardstick"]
    ratio = ours["seconds"] / yardstick["seconds"]
    memory = ours["megabytes"] / yardstick["megabytes"]
    print(f"time {ratio:.2f} times, memory {memory:.2f} times the yardstick; bar {BAR}")
    print(f"a list of {AGREEING:,} keys draws the same" if agree else "the draws are NOT the same")
    return int((ratio > BAR and records >= BAR_FROM) or not agree)


def invent(path: Path, many: int) -> Path:
    """Make up records of a year."""
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 'CHG-' || lpad(CAST(i AS VARCHAR), 9, '0') AS id, i AS source_row, "
            f"epoch_us(CAST(DATE '{AUDIT_ON}' - CAST(hash(i) % 365 AS INTEGER) AS TIMESTAMP)) "
            f"AS day, 'site ' || (hash(i * 7) % 20) AS site, "
            f"'team ' || (hash(i * 11) % 10) AS team "
            f"FROM range({many}) AS made(i)) TO '{path}'"
        )
    return path


def planned(many: int) -> SamplePlan:
    population = StatedPopulation("drill", "0" * 64, many)
    return plan_sample(population, SEED, AUDIT_ON, load_profile("isms-typical"), Asked(size=SIZE))


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET threads=2")
    connection.execute("SET memory_limit='2GB'")
    connection.execute("SET preserve_insertion_order=false")
    connection.execute(f"CREATE VIEW record AS SELECT * FROM '{path}'")
    return connection


def drawn(connection: duckdb.DuckDBPyConnection, many: int) -> Sample:
    def rows(query: exp.Query) -> Sequence[tuple[Any, ...]]:
        return connection.execute(print_sql(query, "duckdb")).fetchall()

    return draw_by_queries(rows, planned(many), RECORD, "day")


def agreed(path: Path) -> bool:
    """Say whether the keys alone draw what the database draws."""
    with opened(path) as connection:
        there = drawn(connection, AGREEING)
        listed = connection.execute("SELECT id, day, site, team, source_row FROM record").fetchall()
    candidates = (
        Candidate(key, date(1970, 1, 1) + timedelta(microseconds=day), site, team, row)
        for key, day, site, team, row in listed
    )
    return there == draw_sample(planned(AGREEING), candidates)


def measured(kind: str, path: Path) -> dict[str, Any]:
    connection = opened(path)
    begun = time.perf_counter()
    if kind == "ours":
        keys = drawn(connection, 10_000_000).keys
    else:
        query = f"SELECT id FROM record ORDER BY sha256('{SEED}|' || id) LIMIT {SIZE}"
        keys = tuple(key for (key,) in connection.execute(query).fetchall())
    seconds = time.perf_counter() - begun
    assert len(keys) == SIZE
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": megabytes}


def run_apart(kind: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--round", kind, str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
