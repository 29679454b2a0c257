"""Exports as they should not be: each is read, listed row by row, or refused by name."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from assay.domain.record_source import RecordSource
from assay.engine.first_bytes import Form, form_by_first_bytes
from assay.engine.freezing import freeze_population, list_unreadable
from assay.engine.population import FrozenPopulation
from assay.engine.refusal import RefusedRecordsError
from tests.engine.exports import rows

HEADINGS = ("change_id", "kind", "requested_at", "requested_by")
GOOD = ("C-1", "normal", "2026-01-05T09:00Z", "ana")


def freeze(folder: Path, file: str, **told: Any) -> FrozenPopulation:
    source = RecordSource(**{"key": "SRC", "family": "change", "file": file, **told})
    return freeze_population(source, folder, folder / "frozen")


def listed(frozen: FrozenPopulation) -> list[str]:
    population = frozen.population
    problems = list_unreadable(frozen)
    assert population.rows_in == population.row_count + len({each.place.row for each in problems})
    return [str(each) for each in problems]


def refusal(folder: Path, file: str, **told: Any) -> str:
    with pytest.raises(RefusedRecordsError) as refused:
        freeze(folder, file, **told)
    assert list((folder / "frozen").glob("*")) == []
    return str(refused.value)


def workbook(
    folder: Path, *rows_below: Any, fill: Callable[[Worksheet], None] | None = None
) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Changes"
    sheet.append(HEADINGS)
    for row in rows_below:
        sheet.append(row)
    if fill:
        fill(sheet)
    book.save(folder / "book.xlsx")
    return "book.xlsx"


def test_cells_of_a_workbook_that_have_no_value_are_listed(tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        GOOD,
        ("C-2", "=B2", "2026-01-05T09:00Z", "ana"),
        ("C-3", "#N/A", "2026-01-05T09:00Z", "=X"),
        ("C-4", "normal", 46027, "ana"),
        ("C-5", "normal", "2026-01-05T09:00Z", "ana", "stray"),
        (),
        ("C-7", "normal", "2026-01-05T09:00Z"),
    )

    frozen = freeze(tmp_path, file)

    assert listed(frozen) == [
        (
            "book.xlsx, row 3, column kind: a formula without a stored result ('=B2'); expected a "
            "value (open and save the file once, so that results are stored)."
        ),
        "book.xlsx, row 4, column kind: '#N/A'; expected a value.",
        (
            "book.xlsx, row 4, column requested_by: a formula without a stored result ('=X'); "
            "expected a value (open and save the file once, so that results are stored)."
        ),
        (
            "book.xlsx, row 5, column requested_at: '46027'; expected an instant with its zone, "
            "such as 2026-01-31T14:05:00+01:00."
        ),
        "book.xlsx, row 6: too many columns; expected 4 cells, as many as headings.",
    ]
    assert rows(frozen, "source_row, change_id") == [(2, "C-1"), (8, "C-7")]


def test_merged_cells_are_listed_and_not_taken_for_blank(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("D3:D4")
        sheet.merge_cells("A5:D5")

    file = workbook(
        tmp_path,
        GOOD,
        ("C-2", "normal", "2026-01-05T09:00Z", "ana"),
        ("C-3", "normal", "2026-01-05T09:00Z"),
        ("February",),
        ("C-4", "normal", "2026-02-05T09:00Z", "bo"),
        fill=merge,
    )

    frozen = freeze(tmp_path, file)

    assert listed(frozen) == [
        "book.xlsx, row 3: cells merged over rows 3 to 4; expected a value in each cell.",
        "book.xlsx, row 4: cells merged over rows 3 to 4; expected a value in each cell.",
        "book.xlsx, row 5: cells merged into one; expected a value in each cell.",
    ]
    assert rows(frozen, "change_id") == [("C-1",), ("C-4",)]


def test_dates_that_a_workbook_counts_from_1904_are_the_same_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(HEADINGS)
    sheet.append(("C-1", "normal", datetime(2026, 7, 5, 9, 30), "ana"))  # noqa: DTZ001
    book.save(tmp_path / "book.xlsx")

    frozen = freeze(tmp_path, "book.xlsx", time_zone="Europe/Amsterdam")

    assert rows(frozen, "requested_at") == [(datetime(2026, 7, 5, 7, 30),)]  # noqa: DTZ001


def test_the_sheet_that_holds_the_records_is_found_below_its_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    notes = book.active
    assert isinstance(notes, Worksheet)
    notes.append(("Read me first", "kind"))
    sheet = book.create_sheet("Export")
    for row in (("All changes",), (), HEADINGS, GOOD):
        sheet.append(row)
    book.save(tmp_path / "book.xlsx")

    frozen = freeze(tmp_path, "book.xlsx")

    assert rows(frozen, "source_row, change_id") == [(4, "C-1")]


def test_of_two_sheets_alike_the_register_says_which(tmp_path: Path) -> None:
    def twice(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Old")
        other.append(HEADINGS)
        other.append(("C-0", *GOOD[1:]))

    file = workbook(tmp_path, GOOD, fill=twice)

    assert refusal(tmp_path, file) == (
        "book.xlsx: the sheets 'Changes' and 'Old' hold the same columns of change; "
        "expected one of them, or a source that names its sheet as its table."
    )
    assert refusal(tmp_path, file, table="2025") == (
        "book.xlsx (2025): no sheet is called '2025'; expected 'Changes' or 'Old'."
    )
    assert rows(freeze(tmp_path, file, table="old"), "change_id") == [("C-0",)]


def test_a_workbook_that_is_no_archive_any_more_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, GOOD)
    content = (tmp_path / file).read_bytes()
    (tmp_path / file).write_bytes(content[:-200])

    assert refusal(tmp_path, file) == (
        "book.xlsx: a ZIP archive that is cut off or damaged; expected a whole file."
    )


def test_an_archive_that_bursts_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (16 << 20))

    assert refusal(tmp_path, "book.xlsx").startswith(
        "book.xlsx: an archive whose xl/workbook.xml unpacks to "
    )


def test_every_broken_line_of_json_is_listed(tmp_path: Path) -> None:
    row = '"kind": "normal", "requested_at": "2026-01-05T09:00Z", "requested_by": "ana"}'
    lines = [
        f'{{"change_id": "C-1", {row}',
        f'{{"change_id": "C-2" {row}',
        "",
        '["C-3"]',
        f'{{"change_id": "C-4", "change_id": "C-5", {row}',
        f'{{"change_id": ["C-6"], {row}',
        f'{{"change_id": NaN, {row}',
        f'{{"change_id": "C-8\\u0000", {row}',
        f'{{"change_id": 9, "tags": ["a", 1], {row}',
        "[" * 100_000,
        f'{{"change_id": "C-11", {row[:-1]}',
        '{"change_id": "C-12", "kind": null}',
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with (tmp_path / "x.jsonl").open("ab") as stream:
        stream.write(b'\n{"change_id": "\xff"}\n')

    frozen = freeze(tmp_path, "x.jsonl")

    one = "expected one object a line."
    assert listed(frozen) == [
        f'x.jsonl, row 2: \'"kind": "normal", "r\' where JSON cannot go on; {one}',
        f"x.jsonl, row 4: JSON that is no object; {one}",
        (
            "x.jsonl, row 5, column change_id: two values of one name; "
            "expected each name once in an object."
        ),
        ("x.jsonl, row 6, column change_id: a list within the object; expected a single value."),
        "x.jsonl, row 7: 'NaN'; expected a number.",
        "x.jsonl, row 8: a character that is none; expected text without broken characters.",
        f"x.jsonl, row 10: JSON nested too deeply; {one}",
        f"x.jsonl, row 11: an end within the JSON; {one}",
        "x.jsonl, row 13: a character that is none; expected text without broken characters.",
    ]
    assert rows(frozen, "source_row, change_id, kind, tags") == [
        (1, "C-1", "normal", None),
        (9, "9", "normal", '["a", "1"]'),
        (12, "C-12", None, None),
    ]
    assert frozen.population.lacking == {"kind": 1, "requested_at": 1, "requested_by": 1}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_may_carry_the_mark_of_their_encoding(tmp_path: Path, encoding: str) -> None:
    line = '{"change_id": "Ä", "kind": 1, "requested_at": null, "requested_by": true}\n'
    (tmp_path / "x.jsonl").write_text(line, encoding=encoding)

    frozen = freeze(tmp_path, "x.jsonl")

    assert rows(frozen, "change_id, kind, requested_by") == [("Ä", "1", "true")]


def database(folder: Path, *statements: str) -> str:
    with duckdb.connect(str(folder / "records.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)
    return "records.duckdb"


TABLE = (
    "CREATE TABLE change (change_id VARCHAR, kind VARCHAR, requested_at TIMESTAMPTZ, "
    "requested_by VARCHAR, tags VARCHAR[])"
)


def test_nested_values_are_kept_as_text_and_refused_where_one_is_needed(tmp_path: Path) -> None:
    file = database(
        tmp_path,
        TABLE,
        "INSERT INTO change VALUES ('C-1', 'normal', '2026-01-05 09:00+01', 'ana', ['a'])",
        f"COPY change TO '{tmp_path}/good.parquet'",
        f"COPY (SELECT * REPLACE ([kind] AS kind) FROM change) TO '{tmp_path}/bad.parquet'",
    )

    assert rows(freeze(tmp_path, "good.parquet"), "change_id, tags") == [("C-1", "[a]")]
    assert rows(freeze(tmp_path, file), "change_id, tags") == [("C-1", "[a]")]
    for old in (tmp_path / "frozen").iterdir():
        old.unlink()
    assert refusal(tmp_path, "bad.parquet") == (
        "bad.parquet, column kind: values of VARCHAR[]; expected a single value a row."
    )


def test_an_instant_of_a_database_is_told_with_the_day_of_its_source(tmp_path: Path) -> None:
    file = database(
        tmp_path,
        TABLE,
        "INSERT INTO change VALUES ('C-1', 'normal', '2026-01-04 23:30:00Z', 'ana', NULL)",
    )

    frozen = freeze(tmp_path, file, time_zone="Europe/Amsterdam")

    assert rows(frozen, "requested_at, requested_at__on") == [
        (datetime(2026, 1, 4, 23, 30), datetime(2026, 1, 5).date())  # noqa: DTZ001
    ]


def test_a_table_is_found_by_its_name_or_where_it_is_alone(tmp_path: Path) -> None:
    file = database(
        tmp_path,
        TABLE,
        "CREATE SCHEMA old",
        TABLE.replace("TABLE change", "TABLE old.change"),
        "INSERT INTO old.change VALUES ('C-0', 'normal', '2025-01-05 09:00+01', 'ana', NULL)",
    )

    assert refusal(tmp_path, file) == (
        "records.duckdb: 2 tables; expected the name of one table (main.change, old.change)."
    )
    assert refusal(tmp_path, file, table="orders") == (
        "records.duckdb (orders): no tables called orders; "
        "expected the name of one table (main.change, old.change)."
    )
    assert rows(freeze(tmp_path, file, table="old.change"), "change_id") == [("C-0",)]


@pytest.mark.parametrize(
    "checksum", [b"<?xml ve", b"\x1f\x8b\x08\x00    ", b"PAR1    ", b"%PDF-1.7"]
)
def test_a_database_is_one_whatever_its_checksum_looks_like(checksum: bytes) -> None:
    assert form_by_first_bytes(checksum + b"DUCK" + bytes(4084)) is Form.DUCKDB


def test_a_view_of_somebody_s_database_reaches_no_file_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\nsecret\n", encoding="utf-8")
    file = database(
        tmp_path,
        "CREATE VIEW change AS SELECT a AS change_id, a AS kind, a AS requested_at, "
        f"a AS requested_by FROM read_csv('{tmp_path}/secret.csv')",
    )

    assert refusal(tmp_path, file) == (
        "records.duckdb: Permission Error: Cannot access file the file - file system operations "
        "are disabled by configuration; expected a whole file that DuckDB can read."
    )


def test_a_database_that_somebody_still_writes_to_is_refused(tmp_path: Path) -> None:
    file = database(tmp_path, TABLE)
    (tmp_path / "records.duckdb.wal").write_bytes(b"more")

    assert refusal(tmp_path, file) == (
        "records.duckdb: changes beside the database that are not in it yet "
        "(records.duckdb.wal); expected a database that was closed by whoever writes to it."
    )


@pytest.mark.parametrize("file", ["x.parquet", "records.duckdb"])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, file: str) -> None:
    database(tmp_path, TABLE, f"COPY change TO '{tmp_path}/x.parquet'")
    content = (tmp_path / file).read_bytes()
    (tmp_path / file).write_bytes(content[: len(content) // 2])

    assert refusal(tmp_path, file).endswith("expected a whole file that DuckDB can read.")


def test_ragged_rows_of_text_are_listed(tmp_path: Path) -> None:
    text = ",".join(HEADINGS) + "\nC-1,normal\n" + ",".join(GOOD) + "\n" + ",".join((*GOOD, "x"))
    (tmp_path / "x.csv").write_text(text + "\n,,,\n", encoding="utf-8")

    frozen = freeze(tmp_path, "x.csv")

    assert listed(frozen) == [
        "x.csv, row 2: missing columns; expected 4 cells, as many as headings.",
        "x.csv, row 4: too many columns; expected 4 cells, as many as headings.",
    ]
    assert rows(frozen, "source_row, change_id") == [(3, "C-1")]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "jsonl", "json", "xes", "duckdb"])
def test_an_empty_file_is_refused_whatever_it_is_called(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"x.{ending}").write_bytes(b"")

    assert refusal(tmp_path, f"x.{ending}").startswith(f"x.{ending}: ")


def test_a_table_in_an_eastern_encoding_is_read_as_what_it_says(tmp_path: Path) -> None:
    words = "Zażółć gęślą jaźń, święty źrebak łąką pędził, śnieżna noc, żółte liście"
    lines = "".join(f'C-{number},"{words}",2026-01-05T09:00Z,ana\n' for number in range(5))
    text = f"{','.join(HEADINGS)}\n{lines}"
    (tmp_path / "x.csv").write_bytes(text.encode("cp1250"))

    frozen = freeze(tmp_path, "x.csv")

    assert rows(frozen, "DISTINCT kind, 0 AS source_row") == [(words, 0)]


def test_names_that_no_database_keeps_are_no_reason_to_stop(tmp_path: Path) -> None:
    row = '"kind": "normal", "requested_at": "2026-01-05T09:00Z", "requested_by": "ana"}'
    (tmp_path / "x.jsonl").write_text(
        f'{{"change_id": "C-1", "a\\u0000\\ud800\\"": "x", "{"n" * 5000}": "y", {row}\n',
        encoding="utf-8",
    )

    frozen = freeze(tmp_path, "x.jsonl")

    assert rows(frozen, "change_id, kind") == [("C-1", "normal")]
    assert [len(column.name) for column in frozen.population.columns] == [9, 4, 1000, 4, 12, 12]
