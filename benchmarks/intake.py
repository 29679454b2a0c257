"""How long a million events take to be frozen, beside the least that any reader could do.

Run it with ``python benchmarks/intake.py [EVENTS]``, 1,000,000 when nothing is
said.  One change log is made up, as CSV and as XES; then each is frozen in a
process of its own.  The yardstick of CSV is DuckDB copying the file to Parquet
as it guesses the types; it checks nothing, lists nothing and hashes nothing.
That of XES is lxml going through the file and looking at every attribute, and
rustxes where it is installed, which keeps all in memory.  It prints seconds,
processor seconds, the highest memory of the process, and ratios.
"""

# ruff: noqa: S608 - the SQL is ours, and so are the data

import csv
import gzip
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from assay.domain.record_source import RecordSource
from assay.engine.freezing import freeze_population

ACTIVITIES: Final = ("request", "triage", "approve", "implement", "verify", "close")
BEGINS: Final = datetime(2025, 1, 1, tzinfo=UTC)
HEADINGS: Final = ("event_id", "case", "activity", "at", "actor", "lifecycle")
ROUNDS: Final = 2

Event = tuple[str, str, str, str, str, str]


def main() -> int:
    if len(sys.argv) > 3 and sys.argv[1] == "--round":
        print(json.dumps(measured(KINDS[sys.argv[2]], Path(sys.argv[3]))))
        return 0
    events = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as folder:
        return compare(events, Path(folder))


def compare(events: int, folder: Path) -> int:
    write_csv(folder / "log.csv", events)
    write_xes(folder / "log.xes", events)
    with (folder / "log.xes").open("rb") as log, gzip.open(folder / "log.xes.gz", "wb", 6) as out:
        shutil.copyfileobj(log, out)
    sizes = ", ".join(
        f"{path.name} {path.stat().st_size / 2**20:.0f} MB" for path in sorted(folder.iterdir())
    )
    print(f"{events:,} events: {sizes}")
    best: dict[str, dict[str, Any]] = {}
    for _ in range(ROUNDS):
        for kind in KINDS:
            if kind == "xes by rustxes" and find_spec("rustxes") is None:
                continue
            found = run_apart(kind, folder)
            if kind not in best or found["processor"] < best[kind]["processor"]:
                best[kind] = found
    print(f"{'':>18} {'seconds':>9} {'processor':>10} {'MB':>7}   best of {ROUNDS} processes")
    for kind, found in best.items():
        print(
            f"{kind:>18} {found['seconds']:>9.2f} {found['processor']:>10.2f} "
            f"{found['megabytes']:>7.0f}"
        )
    return judge(best, events)


def judge(best: Mapping[str, Mapping[str, Any]], events: int) -> int:
    for ours, yardstick in (
        ("csv", "csv by DuckDB"),
        ("xes", "xes by lxml"),
        ("xes.gz", "xes by lxml"),
        ("xes", "xes by rustxes"),
    ):
        if yardstick in best:
            ratio = best[ours]["processor"] / best[yardstick]["processor"]
            memory = best[ours]["megabytes"] / best[yardstick]["megabytes"]
            print(f"{ours}: {ratio:.2f} times {yardstick} in processor, {memory:.2f} in memory")
    counts = {found["rows"] for found in best.values()}
    hashes = {found["hash"] for found in best.values() if found.get("hash")}
    same = counts == {events} and len(hashes) == 1
    print("the same population in every form" if same else f"NOT the same: {counts} {hashes}")
    return int(not same)


def run_apart(kind: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--round", kind, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(run: Callable[[Path], dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Return what a round found, how long it took, and the most memory it had."""
    started, busy = time.perf_counter(), time.process_time()
    found = run(folder)
    return {
        **found,
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - busy,
        "megabytes": most_memory(),
    }


def most_memory() -> float:
    """Return the most megabytes that this process had, and not the one that began it."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def invent_events(events: int) -> Iterator[Event]:
    for number in range(events):
        case, step = divmod(number, len(ACTIVITIES))
        at = BEGINS + timedelta(minutes=7 * case + 61 * step)
        name = f"CHG-{case:07}"
        yield (
            f"{name} #{step + 1}",
            name,
            ACTIVITIES[step],
            at.isoformat(timespec="milliseconds"),
            f"person-{(case * 7 + step) % 300}",
            "complete",
        )


def write_csv(path: Path, events: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        writer.writerows(invent_events(events))


def write_xes(path: Path, events: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n')
        before = ""
        for _, case, activity, at, actor, lifecycle in invent_events(events):
            if case != before:
                stream.write("</trace>\n" if before else "")
                stream.write(f'<trace>\n<string key="concept:name" value="{case}"/>\n')
                before = case
            stream.write(
                f'<event>\n<string key="concept:name" value="{activity}"/>\n'
                f'<date key="time:timestamp" value="{at}"/>\n'
                f'<string key="org:resource" value="{actor}"/>\n'
                f'<string key="lifecycle:transition" value="{lifecycle}"/>\n</event>\n'
            )
        stream.write("</trace>\n</log>\n")


def freeze(folder: Path, file: str) -> dict[str, Any]:
    source = RecordSource(key="SRC", family="event", file=file)
    with TemporaryDirectory(dir=folder) as into:
        population = freeze_population(source, folder, Path(into)).population
    assert population.unreadable == 0
    return {"rows": population.row_count, "hash": population.content_hash}


def copy_by_duckdb(folder: Path) -> dict[str, Any]:
    out = folder / "by-duckdb.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET threads=2")
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{folder}/log.csv')) TO '{out}' "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
        (rows,) = connection.execute(f"SELECT count(*) FROM '{out}'").fetchone() or (0,)
    return {"rows": rows}


def go_through_by_lxml(folder: Path) -> dict[str, Any]:
    rows = 0
    for _, event in etree.iterparse(str(folder / "log.xes"), events=("end",), tag="event"):
        rows += bool([each.get("value") for each in event])
        parent = event.getparent()
        event.clear()
        while event.getprevious() is not None:
            del parent[0]
    return {"rows": rows}


def load_by_rustxes(folder: Path) -> dict[str, Any]:
    import rustxes

    log, _ = rustxes.import_xes(str(folder / "log.xes"))
    return {"rows": len(log)}


KINDS: Final[Mapping[str, Callable[[Path], dict[str, Any]]]] = {
    "csv": lambda folder: freeze(folder, "log.csv"),
    "csv by DuckDB": copy_by_duckdb,
    "xes": lambda folder: freeze(folder, "log.xes"),
    "xes.gz": lambda folder: freeze(folder, "log.xes.gz"),
    "xes by lxml": go_through_by_lxml,
    "xes by rustxes": load_by_rustxes,
}


if __name__ == "__main__":
    raise SystemExit(main())
