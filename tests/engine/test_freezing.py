"""Freezes the records of one source."""

import hashlib
import random
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assay.domain.errors import UnreadableMaterialError
from assay.domain.record_family import ColumnType
from assay.engine import freezing
from assay.engine.freezing import bucket_of, list_unreadable
from assay.engine.population import FrozenColumn, read_population
from tests.engine.exports import CHANGES, freeze, rows

WHOLE = f"""{CHANGES},system
C-1,normal,2026-01-05T09:00:00+01:00,ana,shop
C-2,normal,2026-01-05T09:00:00Z,bo,
C-3,emergency,2026-01-06 10:30:15.25-0500,cy,shop
"""


def test_instants_are_kept_in_utc_beside_the_day_that_was_written(tmp_path: Path) -> None:
    frozen = freeze(tmp_path, WHOLE)

    assert rows(frozen, "change_id, epoch_us(requested_at), requested_at__on, system") == [
        ("C-1", 1767600000000000, date(2026, 1, 5), "shop"),
        ("C-2", 1767603600000000, date(2026, 1, 5), None),
        ("C-3", 1767713415250000, date(2026, 1, 6), "shop"),
    ]


def test_the_manifest_tells_the_population_again(tmp_path: Path) -> None:
    frozen = freeze(
        tmp_path,
        WHOLE,
        extracted_at="2026-02-01T08:00:00Z",
        window_from_on="2026-01-01",
        window_until_on="2026-01-31",
        row_count=4,
        complete="All changes.",
        independent=False,
    )

    assert read_population(frozen.folder) == frozen
    told = frozen.population
    assert (told.rows_in, told.row_count, told.unreadable, told.stated) == (3, 3, 0, 4)
    assert told.window_until_on == date(2026, 1, 31)
    assert told.file_sha256 == hashlib.sha256(WHOLE.encode()).hexdigest()
    assert told.columns[2] == FrozenColumn("requested_at", "requested_at", ColumnType.INSTANT)


def test_every_row_that_cannot_be_read_is_listed_with_its_cell(tmp_path: Path) -> None:
    text = (
        f"{CHANGES},validated_at\n"
        'C-1,"nor\nmal",2026-01-05T09:00:00Z,ana,\n'
        "C-2,normal,yesterday,bo,soon\n"
        "\n"
        "C-3,normal,2026-01-05T09:00:00Z,cy,,too many\n"
        ",normal,2026-01-05T09:00:00Z,cy,\n"
        "C-5,normal,2026-01-05 09:00,ana,\n"
        "C-6,normal,2026-02-30T09:00:00Z,ana,\n"
        "C-7,normal,2026-01-05T09:00:00Z,,\n"
    )

    frozen = freeze(tmp_path, text)

    wanted = "expected an instant with its zone, such as 2026-01-31T14:05:00+01:00."
    assert [str(problem) for problem in list_unreadable(frozen)] == [
        f"export.csv, row 3, column requested_at: 'yesterday'; {wanted}",
        f"export.csv, row 3, column validated_at: 'soon'; {wanted}",
        "export.csv, row 5: too many columns; expected 5 cells, as many as headings.",
        (
            "export.csv, row 6, column change_id: nothing; "
            "expected change_id, without which it is no record."
        ),
        f"export.csv, row 7, column requested_at: '2026-01-05 09:00'; {wanted}",
        f"export.csv, row 8, column requested_at: '2026-02-30T09:00:00Z'; {wanted}",
    ]
    told = frozen.population
    assert (told.rows_in, told.row_count, told.unreadable) == (7, 2, 5)
    assert told.lacking == {"requested_by": 1}
    assert rows(frozen, "source_row, change_id") == [(2, "C-1"), (9, "C-7")]


def test_a_page_of_the_unreadable_rows_can_be_turned(tmp_path: Path) -> None:
    text = "".join(f"C-{number},normal,soon,ana\n" for number in range(5))

    frozen = freeze(tmp_path, f"{CHANGES}\n{text}")

    page = list_unreadable(frozen, limit=2, offset=3)
    assert [problem.place.row for problem in page] == [5, 6]


@pytest.mark.row("R-141")
def test_the_hash_is_of_the_rows_and_not_of_their_order(tmp_path: Path) -> None:
    head, *lines = WHOLE.splitlines()
    again = freeze(tmp_path, "\n".join([head, *reversed(lines)]), name="again")
    more = freeze(tmp_path, f"{WHOLE}C-4,normal,2026-01-07T09:00:00Z,ana,\n", name="more")
    twice = freeze(tmp_path, WHOLE + lines[0] + "\n", name="twice")
    other = freeze(tmp_path, WHOLE.replace("cy", "cyd"), name="other")

    frozen = freeze(tmp_path, WHOLE)

    whole = frozen.population.content_hash
    assert again.population.content_hash == whole
    assert len({whole, *(each.population.content_hash for each in (more, twice, other))}) == 4
    assert twice.population.duplicate_keys == 1


def test_the_hash_can_be_computed_without_a_database(tmp_path: Path) -> None:
    text = f"{CHANGES}\nC-1,é,2026-01-05T09:00:00+01:00,\n"

    frozen = freeze(tmp_path, text)

    # In the order of the names: change_id, kind, requested_at, requested_by.
    row = hashlib.sha256("3:C-1|2:é|16:1767600000000000|-".encode()).hexdigest()
    bucket = hashlib.sha256(row.encode()).hexdigest()
    whole = hashlib.sha256(f"{bucket_of('C-1')}:{bucket};".encode()).hexdigest()
    assert frozen.population.content_hash == whole


def test_a_local_time_is_read_in_the_zone_of_its_source_where_it_exists_once(
    tmp_path: Path,
) -> None:
    text = (
        f"{CHANGES}\nC-1,normal,2026-07-01 09:00,ana\nC-2,normal,2026-10-25 02:30,ana\n"
        "C-3,normal,2026-03-29 02:30,ana\nC-4,normal,2026-10-25 02:30+01:00,ana\n"
    )

    frozen = freeze(tmp_path, text, time_zone="Europe/Amsterdam")

    wanted = "expected an instant such as 2026-01-31 14:05, which Europe/Amsterdam has just once."
    assert [str(problem) for problem in list_unreadable(frozen)] == [
        f"export.csv, row 3, column requested_at: '2026-10-25 02:30'; {wanted}",
        f"export.csv, row 4, column requested_at: '2026-03-29 02:30'; {wanted}",
    ]
    assert rows(frozen, "change_id, epoch_us(requested_at)") == [
        ("C-1", 1782889200000000),
        ("C-4", 1792891800000000),
    ]


@pytest.mark.parametrize(
    ("dates", "mapping", "days"),
    [
        (("03/04/2026", "13/04/2026"), (), (date(2026, 4, 3), date(2026, 4, 13))),
        (("03/04/2026", "04/13/2026"), (), (date(2026, 3, 4), date(2026, 4, 13))),
        (("03.04.2026", "05.04.2026"), (), (date(2026, 4, 3), date(2026, 4, 5))),
        (
            ("03/04/2026", "05/04/2026"),
            ("Completed = completed_on (month first)",),
            (date(2026, 3, 4), date(2026, 5, 4)),
        ),
    ],
    ids=["day first by another row", "month first by another row", "dots", "as the mapping says"],
)
def test_the_whole_column_tells_whether_the_day_comes_first(
    tmp_path: Path, dates: tuple[str, str], mapping: tuple[str, ...], days: tuple[date, date]
) -> None:
    heading = "Completed" if mapping else "completed_on"
    lines = "".join(f"T-{number},ana,SEC,{day}\n" for number, day in enumerate(dates))
    text = f"completion_id,person,course,{heading}\n{lines}"

    frozen = freeze(tmp_path, text, family="training_completion", mapping=mapping)

    assert rows(frozen, "completed_on") == [(day,) for day in days]


def test_dates_that_nobody_can_tell_are_refused_by_name(tmp_path: Path) -> None:
    text = "completion_id,person,course,completed_on\nT-1,ana,SEC,03/04/2026\n"

    with pytest.raises(UnreadableMaterialError) as refused:
        freeze(tmp_path, text, family="training_completion")

    assert str(refused.value) == (
        "export.csv, column completed_on: dates such as '03/04/2026' may begin with the day or "
        "with the month; expected dates such as 2026-01-31, or a mapping that says "
        "'completed_on = completed_on (day first)'."
    )


def test_instants_without_a_time_of_day_are_known_to_the_day(tmp_path: Path) -> None:
    frozen = freeze(tmp_path, f"{CHANGES}\nC-1,normal,2026-01-05,ana\nC-2,normal,,ana\n")

    told = {column.name: column.by_day for column in frozen.population.columns}
    assert told == {"change_id": False, "kind": False, "requested_at": True, "requested_by": False}
    assert rows(frozen, "epoch_us(requested_at)") == [(1767571200000000,), (None,)]


def test_columns_are_told_by_mapping_and_others_are_kept(tmp_path: Path) -> None:
    text = "Ticket No;Kind;Requested-At;Opened by;Remark\nC-1;normal;2026-01-05T09:00Z;ana;x;y\n"
    mapping = ("Ticket No = change_id", "opened BY = requested_by")

    frozen = freeze(tmp_path, text.replace(";x;y", ";x"), mapping=mapping)

    assert dict(frozen.population.mapping) == {
        "Ticket No": "change_id",
        "Kind": "kind",
        "Requested-At": "requested_at",
        "Opened by": "requested_by",
        "Remark": "remark",
    }
    assert rows(frozen, "change_id, remark") == [("C-1", "x")]


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("", {}, "export.csv: nothing in it; expected a row of headings."),
        (
            "change_id,kind\n",
            {},
            (
                "export.csv: the columns are change_id, kind; "
                "expected requested_at, requested_by among them, or a mapping to it."
            ),
        ),
        (
            f"{CHANGES},Change ID\n",
            {},
            (
                "export.csv: 'change_id' and 'Change ID' both read as change_id; "
                "expected one of them, or a mapping that says which."
            ),
        ),
        (
            f"{CHANGES}\n",
            {"mapping": ("change_id",)},
            (
                "export.csv: the mapping says 'change_id'; expected 'their column = our column', "
                "and for dates of only numbers '(day first)' or '(month first)' after it."
            ),
        ),
        (
            f"{CHANGES}\n",
            {"time_zone": "Amsterdam'"},
            'SRC-1: "Amsterdam\'" is no time zone; expected a name such as Europe/Amsterdam.',
        ),
    ],
    ids=["empty", "column missing", "column twice", "mapping", "zone"],
)
def test_what_cannot_be_frozen_is_refused_by_name(
    tmp_path: Path, text: str, source: dict[str, Any], said: str
) -> None:
    with pytest.raises(UnreadableMaterialError) as refused:
        freeze(tmp_path, text, **source)

    assert str(refused.value) == said
    assert list((tmp_path / "frozen").glob("*")) == []


def test_headings_alone_are_an_empty_population(tmp_path: Path) -> None:
    frozen = freeze(tmp_path, f"{CHANGES}\n")

    assert (frozen.population.rows_in, frozen.population.row_count) == (0, 0)
    assert rows(frozen, "change_id") == []


def test_an_old_encoding_is_read(tmp_path: Path) -> None:
    text = f"{CHANGES}\nC-1,Änderung €,2026-01-05T09:00Z,ana\n"

    windows = freeze(tmp_path, text.encode("cp1252"), name="windows")
    wide = freeze(tmp_path, text.encode("utf-16"), name="wide")
    marked = freeze(tmp_path, text.encode("utf-8-sig"), name="marked")

    for frozen in (windows, wide, marked):
        assert rows(frozen, "change_id, kind") == [("C-1", "Änderung €")]


def test_an_event_needs_its_case_its_activity_and_its_instant(tmp_path: Path) -> None:
    text = (
        "event_id,case,activity,at,actor\nE-1,C-1,done,2026-01-05T09:00Z,\n"
        "E-2,,done,2026-01-05T09:00Z,ana\nE-3,C-1,,2026-01-05T09:00Z,ana\nE-4,C-1,done,,ana\n"
    )

    frozen = freeze(tmp_path, text, family="event")

    assert [problem.place.column for problem in list_unreadable(frozen)] == [
        "case",
        "activity",
        "at",
    ]
    assert rows(frozen, "event_id, actor") == [("E-1", None)]


def test_large_populations_lie_in_buckets_sorted_by_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "_WORTH_BUCKETS", 10)
    monkeypatch.setattr(freezing, "_WORTH_A_FILE", 0)
    events = [
        f"E-{case}-{minute},C-{case},done,2026-01-05T09:{minute:02}Z"
        for case in range(40)
        for minute in range(3)
    ]
    random.Random(1).shuffle(events)  # noqa: S311
    text = "\n".join(["event_id,case,activity,at", *events])

    frozen = freeze(tmp_path, text, family="event")

    assert len(list(frozen.folder.glob("bucket-*.parquet"))) == 32
    with duckdb.connect() as connection:
        found = connection.execute(
            'SELECT filename[-10:-9], bucket, "case", "at" FROM read_parquet(?, filename=true)',
            [frozen.parquet],
        ).fetchall()
    assert len(found) == len(events)
    assert all(int(name) == bucket == bucket_of(case) for name, bucket, case, _ in found)
    for part in range(32):
        inside = [(case, at) for _, bucket, case, at in found if bucket == part]
        assert inside == sorted(inside)
