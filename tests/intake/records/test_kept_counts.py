"""A file of records that has not changed is not counted again, and one that has is."""

from pathlib import Path

import pytest

from assay.domain.record_source import RecordSource
from assay.intake.records import kept_counts
from assay.intake.records.kept_counts import count_changed_records
from assay.intake.records.summaries import CountedRecords, count_records

SCANS = RecordSource(key="RS-1", family="vulnerability_scan", file="records/scans.csv")
ROWS = "scan_id,scope,scanned_at\nS-1,api,2026-01-05\nS-2,api,2026-01-12\nS-3,web,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    (tmp_path / SCANS.file).write_text(ROWS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sources that were really counted, as they are."""
    seen: list[str] = []

    def counting(folder: Path, sources: list[RecordSource]) -> CountedRecords:
        seen.extend(source.key for source in sources)
        return count_records(folder, sources)

    monkeypatch.setattr(kept_counts, "count_records", counting)
    return seen


def test_a_second_run_finds_what_the_first_one_counted(folder: Path, asked: list[str]) -> None:
    kept = folder / "kept"
    first = count_changed_records(folder, [SCANS], kept)

    second = count_changed_records(folder, [SCANS], kept)

    assert asked == ["RS-1"]
    assert second == first == count_records(folder, [SCANS])
    assert first.summaries[0].whole.count == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / SCANS.file).write_text(f"{ROWS}S-4,web,2026-01-19\n"),
        lambda folder: [
            each.write_text('{"family": 7}') for each in folder.glob("kept/counts-*/*.json")
        ],
        lambda folder: [each.write_text("{") for each in folder.glob("kept/counts-*/*.json")],
        lambda folder: [each.unlink() for each in folder.glob("kept/counts-*/*.json")],
    ],
    ids=["another row", "another shape", "half a file", "gone"],
)
def test_what_has_changed_or_is_odd_is_counted_again(
    folder: Path, asked: list[str], change: object
) -> None:
    kept = folder / "kept"
    count_changed_records(folder, [SCANS], kept)
    assert callable(change)
    change(folder)

    again = count_changed_records(folder, [SCANS], kept)

    assert asked == ["RS-1", "RS-1"]
    assert again == count_records(folder, [SCANS])


def test_another_meaning_of_the_columns_is_another_question(folder: Path, asked: list[str]) -> None:
    kept = folder / "kept"
    count_changed_records(folder, [SCANS], kept)

    count_changed_records(folder, [SCANS.changed(mapping=("scan_id = scan_id",))], kept)

    assert asked == ["RS-1", "RS-1"]


def test_what_cannot_be_read_is_told_every_time(folder: Path, asked: list[str]) -> None:
    (folder / SCANS.file).write_text("nothing,of,use\n", encoding="utf-8")

    told = [count_changed_records(folder, [SCANS], folder / "kept") for _ in range(2)]

    assert [len(each.problems) for each in told] == [1, 1]
    assert asked == ["RS-1", "RS-1"]


def test_older_code_s_counts_are_thrown_away_and_nothing_is_kept_where_nobody_asks(
    folder: Path, asked: list[str]
) -> None:
    old = folder / "kept" / "counts-0123456789abcdef"
    old.mkdir(parents=True)

    count_changed_records(folder, [SCANS], folder / "kept")
    count_changed_records(folder, [SCANS], None)

    assert not old.exists()
    assert asked == ["RS-1", "RS-1"]


def test_a_folder_that_cannot_be_written_to_stops_nothing(folder: Path) -> None:
    (folder / "kept").write_text("a file where a folder ought to be", encoding="utf-8")

    counted = count_changed_records(folder, [SCANS], folder / "kept")

    assert counted == count_records(folder, [SCANS])
