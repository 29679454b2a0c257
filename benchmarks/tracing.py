"""Traces of a million jobs over their record tables, beside the same joins written by hand.

    .venv/bin/python benchmarks/tracing.py [--jobs 1000000] [--threads 2] [--memory 4GB]

Two yardsticks of the same run: the bare chain of LEFT JOINs that only finds the
first table without a record, and how long the database takes to read the
columns once.  Each measure runs in a process of its own, so that its peak of
memory is its own; the rows are made once.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from assay.claims.expressions import print_sql
from assay.claims.members import Members
from assay.claims.population_test import compile_tally
from assay.claims.tracing.broken_chain import StandStill, chain_broken
from assay.claims.tracing.chain import Chain
from assay.domain.record_family import FAMILIES, ColumnType

DAY = 86_400_000_000
# What each of the tables holds of job i; one in five hundred has no contract review.
TABLES = {
    "enquiry": "'E-'||i AS enquiry_id, 'site-'||i%9 AS site, {d}*1 AS received_at",
    "contract_review": "'R-'||i AS review_id, 'E-'||i AS enquiry, 'O-'||i AS \"order\", 'B' AS "
    "revision, 10 AS quantity, {d}*2 AS reviewed_at, {d}*3 AS accepted_at, 'site-'||i%9 AS site",
    "design_release": "'D-'||i AS release_id, 'P-'||i AS part, 'B' AS revision, 'X-'||i AS "
    '"order", {d}*4 AS released_at, CAST(NULL AS BIGINT) AS superseded_at',
    "work_order": "'J-'||i AS job_id, 'O-'||i AS \"order\", 'P-'||i AS part, 'B' AS revision, "
    "10 AS quantity, 'F-'||i%7 AS family, {d}*5 AS planned_at, {d}*10 AS started_at, "
    "{d}*12 AS finished_at, 'site-'||i%9 AS site",
    "batch": "'B-'||i AS batch_id, 'J-'||i AS job, 'L-'||i AS lot, 10 AS quantity, "
    "{d}*11 AS made_at, 'site-'||i%9 AS site",
    "inspection": "'I-'||i AS inspection_id, 'J-'||i AS job, 'final' AS kind, 'B' AS revision, "
    "'accepted' AS result, {d}*13 AS inspected_at, 'site-'||i%9 AS site",
    "release": "'F-'||i AS release_id, 'J-'||i AS job, 10 AS quantity, {d}*14 AS released_at, "
    "'site-'||i%9 AS site",
    "delivery": "'S-'||i AS delivery_id, 'J-'||i AS job, 'O-'||i AS \"order\", 10 AS quantity, "
    "{d}*15 AS delivered_at, 'site-'||i%9 AS site",
}
BY_HAND = """
SELECT first, count(*) FROM (
  SELECT CASE WHEN r.release_id IS NULL THEN 7 WHEN i.job IS NULL THEN 6 WHEN b.job IS NULL THEN 5
    WHEN w.job_id IS NULL THEN 3 WHEN g.part IS NULL THEN 2 WHEN v.review_id IS NULL THEN 1
    WHEN e.enquiry_id IS NULL THEN 1 ELSE 0 END AS first
  FROM delivery d LEFT JOIN "release" r ON r.job = d.job LEFT JOIN inspection i ON i.job = d.job
  LEFT JOIN batch b ON b.job = d.job LEFT JOIN work_order w ON w.job_id = d.job
  LEFT JOIN design_release g ON g.part = w.part AND g.revision = w.revision
  LEFT JOIN contract_review v ON v."order" = w."order"
  LEFT JOIN enquiry e ON e.enquiry_id = v.enquiry
) GROUP BY first
"""


def make(folder: Path, jobs: int) -> None:
    """Write the tables, each in an order of its own."""
    connection = duckdb.connect()
    for name, columns in TABLES.items():
        told = columns.format(d=DAY)
        where = "WHERE i % 500 <> 0" if name == "contract_review" else ""
        connection.execute(
            f"COPY (SELECT {told} FROM range({jobs}) t(i) {where} ORDER BY hash(i, '{name}')) "  # noqa: S608
            f"TO '{folder / name}.parquet'"
        )


def members_of(name: str, columns: list[str]) -> Members:
    """Return a table as a trace reads it."""
    types = {column.name: column.type for column in FAMILIES[name].columns}
    kept = {each: types.get(each, ColumnType.TEXT) for each in columns}
    return Members(name, FAMILIES[name].key, kept, numbered=False)


def measure(folder: Path, what: str, threads: int, memory: str) -> dict[str, object]:
    """Run one measure, and return what it took."""
    connection = duckdb.connect()
    connection.execute(f"SET threads={threads}")
    connection.execute(f"SET memory_limit='{memory}'")
    connection.execute(f"SET temp_directory='{folder / 'spill'}'")
    connection.execute("SET preserve_insertion_order=false")
    chain = {}
    for name in TABLES:
        connection.execute(
            f"CREATE VIEW \"{name}\" AS SELECT * FROM read_parquet('{folder / name}.parquet')"  # noqa: S608
        )
        columns = [row[0] for row in connection.execute(f'DESCRIBE "{name}"').fetchall()]
        chain[name] = members_of(name, columns)
    started, used = time.perf_counter(), time.process_time()
    if what == "read once":
        said = [
            connection.execute(
                "SELECT "  # noqa: S608
                + ", ".join(f'max("{each}")' for each in members.columns)
                + f' FROM "{name}"'
            ).fetchall()
            for name, members in chain.items()
        ]
        said = [len(said)]
    elif what == "by hand":
        said = sorted(connection.execute(BY_HAND).fetchall())
    else:
        tally = compile_tally(chain_broken(Chain(chain), StandStill(100 * DAY)))
        said = connection.execute(print_sql(tally, "duckdb")).fetchall()
    return {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - used,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "said": str(said),
    }


def main() -> None:
    """Measure each in a process of its own, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--measure", nargs=2, metavar=("FOLDER", "WHAT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        folder, what = asked.measure
        print(json.dumps(measure(Path(folder), what, asked.threads, asked.memory)))
        return
    with TemporaryDirectory() as folder:
        make(Path(folder), asked.jobs)
        results = {what: _run(asked, folder, what) for what in ("read once", "by hand", "traced")}
    hand = results["by hand"]
    print(f"{asked.jobs:,} jobs over {len(TABLES)} tables, {asked.threads} threads")
    for what, told in results.items():
        ratio, more = told["cpu"] / hand["cpu"], told["mb"] / hand["mb"]
        print(
            f"{what:<10} {told['seconds']:7.2f} s  {told['cpu']:7.2f} s of CPU ({ratio:4.1f}x)  "
            f"{told['mb']:6,} MB ({more:3.1f}x)  {told['said']}"
        )


def _run(asked: argparse.Namespace, folder: str, what: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", folder, what]
    command += ["--threads", str(asked.threads), "--memory", asked.memory]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    main()
