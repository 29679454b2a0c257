"""Freezes what has changed in a folder, and finds again what has not."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from assay.claims.kinds.precedence import precedence
from assay.claims.tally import Tally
from assay.domain.record_source import RecordSource
from assay.engine import freezing
from assay.engine.duckdb_backend import DuckdbBackend
from assay.engine.frozen_folder import (
    FrozenRecords,
    find_frozen,
    freeze_changed_records,
    sweep_up,
)
from assay.engine.running import run_population_test

COURSES = "completion_id,person,course,completed_on"
CHANGES = "change_id,kind,requested_at,requested_by,approved_at,implemented_at"


def source(key: str, family: str = "training_completion", **told: Any) -> RecordSource:
    return RecordSource(key=key, family=family, **{"file": f"{key}.csv", **told})


def write(folder: Path, key: str, *lines: str, headings: str = COURSES) -> None:
    (folder / f"{key}.csv").write_text("\n".join([headings, *lines, ""]), encoding="utf-8")


def freeze(folder: Path, *sources: RecordSource) -> FrozenRecords:
    return freeze_changed_records(folder, sources, folder / "kept")


def test_a_source_that_cannot_be_read_never_stops_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05")
    write(tmp_path, "T-2", "C-1,ana,SEC,03/04/2026")
    write(tmp_path, "T-3", "C-1,ana", headings="completion_id,person")
    (tmp_path / "T-4.csv").write_bytes(b"%PDF-1.7 not records")
    (tmp_path / "T-8.csv").mkdir()
    write(tmp_path, "T-9", "C-2,ana,SEC,2026-01-06")

    found = freeze(
        tmp_path,
        source("T-1"),
        source("T-2"),
        source("T-3"),
        source("T-4"),
        source("T-5"),
        source("T-6", file="../T-1.csv"),
        source("T-7", family="visits", file="T-1.csv"),
        source("T-8"),
        source("T-9"),
        source("T-10", file=""),
    )

    assert [each.population.source for each in found.populations] == ["T-1", "T-9"]
    said = [str(problem) for problem in found.problems]
    assert said[:5] == [
        (
            "T-2.csv, column completed_on: dates such as '03/04/2026' may begin with the day or "
            "with the month; expected dates such as 2026-01-31, or a mapping that says "
            "'completed_on = completed_on (day first)'."
        ),
        (
            "T-3.csv: the columns are completion_id, person; expected course, completed_on "
            "among them, or a mapping to it."
        ),
        (
            "T-4.csv: a PDF; expected records as CSV, XLSX, Parquet, JSON lines or XES, or a "
            "table of a database."
        ),
        "T-5.csv: no such file; expected the records that it names.",
        "../T-1.csv: a file outside of the folder; expected one inside of it.",
    ]
    assert said[5].startswith("T-7: 'visits' is no record family; expected one of access_review")
    assert said[6:] == ["T-8.csv: no such file; expected the records that it names."]


def test_what_has_not_changed_is_not_frozen_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05")
    write(tmp_path, "T-2", "C-2,ana,SEC,2026-01-05")
    first = freeze(tmp_path, source("T-1"), source("T-2"))
    write(tmp_path, "T-2", "C-3,ana,SEC,2026-01-05")
    asked: list[str] = []
    freeze_one = freezing.freeze_population

    def seen(one: RecordSource, *rest: Any, **more: Any) -> Any:
        asked.append(one.key)
        return freeze_one(one, *rest, **more)

    monkeypatch.setattr(freezing, "freeze_population", seen)

    again = freeze(tmp_path, source("T-1"), source("T-2"))

    assert asked == ["T-2"]
    assert again.populations[0] == first.populations[0]
    assert (
        again.populations[1].population.content_hash != first.populations[1].population.content_hash
    )


@pytest.mark.parametrize(
    "otherwise",
    [
        {"time_zone": "Europe/Amsterdam"},
        {"mapping": ("course = team", "team = course")},
        {"family": "training_follow_up"},
    ],
    ids=["zone", "mapping", "family"],
)
def test_a_source_that_is_to_be_read_otherwise_is_frozen_anew(
    tmp_path: Path, otherwise: dict[str, Any]
) -> None:
    headings = f"{COURSES},follow_up_id,sent_at,team"
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05,F-1,2026-01-05,a", headings=headings)

    one = freeze(tmp_path, source("T-1")).populations[0]
    other = freeze(tmp_path, source("T-1", **otherwise)).populations[0]

    assert one.folder != other.folder
    assert one == freeze(tmp_path, source("T-1")).populations[0]


def test_what_the_register_says_anew_is_told_of_the_rows_that_were_kept(tmp_path: Path) -> None:
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05")
    freeze(tmp_path, source("T-1"))
    (tmp_path / "T-1.csv").rename(tmp_path / "again.csv")

    (frozen,) = freeze(
        tmp_path, source("T-2", file="again.csv", row_count=2, independent=True)
    ).populations

    told = frozen.population
    assert (told.source, told.file, told.stated, told.independent) == ("T-2", "again.csv", 2, True)
    assert len(list((tmp_path / "kept").glob("frozen-*/*"))) == 1


def test_progress_is_told_from_none_to_all(tmp_path: Path) -> None:
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05")
    told: list[tuple[str, int, int]] = []

    freeze_changed_records(
        tmp_path,
        [source("T-1"), source("T-2")],
        tmp_path / "kept",
        progress=lambda *step: told.append(step),
    )

    assert {of for _, _, of in told} == {200}
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert (told[0], told[-1]) == (("Freezing records", 0, 200), ("Freezing records", 200, 200))
    assert ("T-1: reading the cells", 4, 200) in told


def test_a_large_export_is_told_bucket_by_bucket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "_WORTH_BUCKETS", 1)
    write(tmp_path, "T-1", *(f"C-{n},ana,SEC,2026-01-05" for n in range(200)))
    told: list[str] = []

    freeze_changed_records(
        tmp_path,
        [source("T-1")],
        tmp_path / "kept",
        progress=lambda what, _done, _of: told.append(what),
    )

    assert told.count("T-1: hashing the rows") == 32
    assert told.count("T-1: writing the rows") == 32


def test_whoever_is_told_can_end_it_and_nothing_is_left(tmp_path: Path) -> None:
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05")

    def end(what: str, _done: int, _of: int) -> None:
        if what == "T-1: writing the rows":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        freeze_changed_records(tmp_path, [source("T-1")], tmp_path / "kept", progress=end)

    assert list((tmp_path / "kept").glob("frozen-*/*")) == []


def test_a_population_is_found_by_its_source_and_the_hash_of_its_file(tmp_path: Path) -> None:
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05")
    ours = source("T-1")
    digest = sha256((tmp_path / "T-1.csv").read_bytes()).hexdigest()
    before = find_frozen(ours, digest, tmp_path / "kept")

    (frozen,) = freeze(tmp_path, ours).populations

    assert before is None
    assert find_frozen(ours, digest, tmp_path / "kept") == frozen
    assert find_frozen(ours, "0" * 64, tmp_path / "kept") is None
    other = ours.changed(mapping=("person = person",))
    assert find_frozen(other, digest, tmp_path / "kept") is None


def test_what_a_killed_process_left_is_swept_up_once_it_is_old(tmp_path: Path) -> None:
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05")
    (frozen,) = freeze(tmp_path, source("T-1")).populations
    left = frozen.folder.parent / ".freezing-abc"
    left.mkdir()
    made_at = left.stat().st_mtime

    sweep_up(tmp_path / "kept", 60, made_at + 60)
    young = left.exists()
    sweep_up(tmp_path / "kept", 60, made_at + 61)

    assert (young, left.exists(), frozen.folder.exists()) == (True, False, True)


def test_an_accident_half_way_leaves_nothing_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "T-1", "C-1,ana,SEC,2026-01-05")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(freezing, "_write", broken)
        found = freeze(tmp_path, source("T-1"))

    assert [str(each) for each in found.problems] == [
        "T-1.csv: [Errno 28] No space left on device; expected records that can be read."
    ]
    assert list((tmp_path / "kept").glob("frozen-*/*")) == []
    assert len(freeze(tmp_path, source("T-1")).populations) == 1


def test_several_sources_of_a_family_are_one_population_to_tests(tmp_path: Path) -> None:
    write(
        tmp_path,
        "A",
        "C-1,normal,2026-01-05T09:00Z,ana,2026-01-06T09:00Z,2026-01-07T09:00Z",
        "C-2,normal,2026-01-05T09:00Z,ana,2026-01-06T09:00Z,2026-01-06T08:00Z",
        headings=CHANGES,
    )
    write(
        tmp_path,
        "B",
        "lyon,C-3,normal,2026-01-05T09:00Z,ana,2026-01-09T09:00Z,2026-01-07T09:00Z",
        headings=f"site,{CHANGES}",
    )

    found = freeze(tmp_path, source("A", "change"), source("B", "change"))

    with DuckdbBackend(found.populations) as backend:
        changes = backend.relations()["change"]
        tally = run_population_test(backend, precedence(changes, "approved_at", "implemented_at"))
        rows = backend.run("SELECT source_key, source_row, change_id, site FROM change ORDER BY 3")
    assert tally == Tally(3, 0, 0, 0, 2, 1)
    assert rows == [("A", 2, "C-1", None), ("A", 3, "C-2", None), ("B", 2, "C-3", "lyon")]


def test_where_one_source_knows_the_day_only_no_order_is_told_within_a_day(tmp_path: Path) -> None:
    write(
        tmp_path,
        "A",
        "C-1,normal,2026-01-05T09:00Z,ana,2026-01-06T09:00Z,2026-01-06T08:00Z",
        headings=CHANGES,
    )
    write(
        tmp_path,
        "B",
        "C-2,normal,2026-01-05T09:00Z,ana,2026-01-06,2026-01-06T08:00Z",
        headings=CHANGES,
    )

    found = freeze(tmp_path, source("A", "change"), source("B", "change"))

    with DuckdbBackend(found.populations) as backend:
        changes = backend.relations()["change"]
        tally = run_population_test(backend, precedence(changes, "approved_at", "implemented_at"))
    assert changes.by_day == {"approved_at"}
    assert tally == Tally(2, 0, 0, 2, 0, 0)
