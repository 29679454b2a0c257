"""Counts the records of Stage 1 in forms that only the engine reads."""

import gzip
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assay.domain.record_source import RecordSource
from assay.domain.record_summary import Stretch
from assay.engine.counted_records import count_all_records
from tests.engine.forms import FORMS, Table
from tests.engine.test_event_log import LOG

INCIDENTS: Table = (
    ("incident_id", "severity", "detected_at", "site", "system"),
    [
        ("I-1", "high", date(2026, 1, 5), "lyon", "shop"),
        ("I-2", "low", date(2026, 1, 5), "lyon", None),
        ("I-3", "low", date(2026, 2, 1), "nantes", "shop"),
        ("I-4", "low", None, None, None),
    ],
)


@pytest.mark.parametrize("form", ["parquet", "duckdb"])
@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "not kept"])
def test_the_count_is_the_same_in_every_form(tmp_path: Path, form: str, *, is_kept: bool) -> None:
    for each in ("csv", form):
        FORMS[each](tmp_path / f"x.{each}", INCIDENTS)
    sources = [
        RecordSource(key=each, family="incident", file=f"x.{each}") for each in (form, "csv")
    ]

    found = count_all_records(tmp_path, sources, tmp_path / "kept" if is_kept else None)

    as_csv, other = found.summaries
    assert found.problems == ()
    assert replace(other, file="x.csv") == as_csv
    assert other.whole == Stretch(4, date(2026, 1, 5), date(2026, 2, 1))
    assert other.by["system"]["shop"] == Stretch(2, date(2026, 1, 5), date(2026, 2, 1))


def test_an_event_log_is_counted_and_a_broken_one_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "log.xes.gz").write_bytes(gzip.compress(LOG.encode()))
    (tmp_path / "broken.xes").write_text(LOG[:900], encoding="utf-8")
    sources = [
        RecordSource(key=file, family="event", file=file)
        for file in ("log.xes.gz", "broken.xes", "nowhere.xes")
    ]

    found = count_all_records(tmp_path, sources, tmp_path / "kept")

    assert [summary.whole.count for summary in found.summaries] == [3]
    assert [str(problem) for problem in found.problems] == [
        "broken.xes: the log is XML that is broken at line 20; expected an event log in XES."
    ]
