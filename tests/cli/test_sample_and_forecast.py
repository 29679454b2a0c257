"""``assay sample`` and ``assay forecast`` on a small folder."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Assay

MANIFEST = """organisation = "mill"

[case.main]
name = "Certificate"
standards = ["iso27001-2022"]
profile = "isms-typical"
stage1_on = 2026-01-31
"""
SOURCES = """key,family,file,owner,time zone,controls
SRC-1,incident,records/incidents.csv,ana,UTC,A.5.26
"""
STATEMENT = """key,applicability,frequency,families
A.5.26,included,per event,incident
"""
AUDIT = ("--as-of", "2026-01-31")


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """Return a folder with thirty incidents, six days apart."""
    folder = tmp_path / "mill"
    for name in ("registers", "records", "documents"):
        (folder / name).mkdir(parents=True)
    days = [date(2026, 1, 30) - timedelta(days=6 * number) for number in range(30)]
    rows = [f"INC-{n:02},high,{day} 08:00,Porto" for n, day in enumerate(days)]
    text = "\n".join(["incident_id,severity,detected_at,site", *rows, ""])
    (folder / "records" / "incidents.csv").write_text(text, encoding="utf-8")
    (folder / "registers" / "record_sources.csv").write_text(SOURCES, encoding="utf-8")
    (folder / "registers" / "soa_rows.csv").write_text(STATEMENT, encoding="utf-8")
    (folder / "assay.toml").write_text(MANIFEST, encoding="utf-8")
    return folder


@pytest.mark.row("R-139", "R-141")
def test_a_sample_is_the_same_each_time_and_says_where_its_seed_is_from(
    assay: Assay, mill: Path
) -> None:
    once, again = (assay("sample", mill, "--family", "incident", *AUDIT) for _ in range(2))

    lines = once.out.splitlines()
    assert (once.code, once.err) == (0, "")
    assert once.out == again.out
    assert lines[0] == "mill: a sample of Incidents as of 2026-01-31"
    assert lines[1].endswith(", from organisation, family and audit date")
    assert "Window: 2025-07-31 to 2026-01-31; 30 in it, 0 outside, 0 without a day" in lines
    assert "Drawn (3)" in lines


@pytest.mark.row("R-138", "R-141")
def test_a_seed_and_a_size_can_be_named_and_json_tells_all(assay: Assay, mill: Path) -> None:
    command = ("sample", mill, "--family", "incident", "--size", 5, "--json", *AUDIT)

    ran, other = (assay(*command, "--seed", seed) for seed in (7, 8))

    told = json.loads(ran.out)
    assert (ran.code, told["seed"], told["seed_from"]) == (0, "7", "named")
    assert told["size"] == {"wanted": 5, "because": "asked for"}
    assert len({each["key"] for each in told["drawn"]}) == 5
    assert told["drawn"] != json.loads(other.out)["drawn"]
    assert len(told["population"]["content_hash"]) == 64


@pytest.mark.row("R-137")
def test_another_audit_date_is_another_window(assay: Assay, mill: Path) -> None:
    command = ("sample", mill, "--family", "incident", "--as-of", "2025-10-31", "--json")

    told = json.loads(assay(*command).out)

    assert told["window"]["from_on"] == "2025-04-30"
    assert all(each["day"] <= "2025-10-31" for each in told["drawn"])


def test_a_family_without_records_is_refused(assay: Assay, mill: Path) -> None:
    ran = assay("sample", mill, "--family", "drill", *AUDIT)

    assert ran.out == ""
    assert ran.err == "there are no records of drill; expected one of incident.\n"
    assert ran.code > 2


def test_rows_that_cannot_be_read_are_counted_beside_the_population(
    assay: Assay, mill: Path
) -> None:
    with (mill / "records" / "incidents.csv").open("a", encoding="utf-8") as stream:
        stream.write("INC-99,high,some day,Porto\n")

    lines = assay("sample", mill, "--family", "incident", *AUDIT).out.splitlines()

    assert "  1 more row cannot be read and cannot be drawn" in lines


def test_a_source_that_cannot_be_read_ends_with_two_and_the_rest_is_told(
    assay: Assay, mill: Path
) -> None:
    with (mill / "registers" / "record_sources.csv").open("a", encoding="utf-8") as stream:
        stream.write("SRC-2,drill,records/drills.csv,ana,UTC,A.5.29\n")

    sampled = assay("sample", mill, "--family", "incident", *AUDIT)
    foretold = assay("forecast", mill, *AUDIT)
    refused = assay("sample", mill, "--family", "drill", *AUDIT)

    assert (sampled.code, foretold.code) == (2, 2)
    assert "Drawn (3)" in sampled.out
    assert "records/drills.csv" in sampled.err
    assert "records/drills.csv" in refused.err
    assert foretold.out.startswith("mill: forecast of Stage 2")


@pytest.mark.row("R-216")
def test_a_forecast_names_the_date_and_what_binds_it(assay: Assay, mill: Path) -> None:
    ran = assay("forecast", mill, "--stage2", "2026-02-27", *AUDIT)

    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "mill: forecast of Stage 2 as of 2026-01-31"
    assert lines[2:4] == [
        "Earliest honest date: 2026-03-28",
        "  2026-03-28  A.5.26: it was flagged on 2026-01-31, and 8 weeks of fresh records follow",
    ]
    assert "Stage 2 on 2026-02-27 is not honest yet." in lines
    assert "Taken for granted" in lines


@pytest.mark.row("R-216")
def test_a_control_without_records_leaves_no_honest_date(assay: Assay, mill: Path) -> None:
    row = "A.5.29,included,half-yearly,drill\n"
    (mill / "registers" / "soa_rows.csv").write_text(STATEMENT + row, encoding="utf-8")

    told = json.loads(assay("forecast", mill, "--json", *AUDIT).out)["earliest_stage2"]

    assert (told["earliest_on"], [each["control"] for each in told["undated"]]) == (
        None,
        ["A.5.29"],
    )


@pytest.mark.row("R-263")
def test_stage_1_still_says_nothing_about_the_chances_of_stage_2(assay: Assay, mill: Path) -> None:
    told = json.loads(assay("stage1", mill, "--json", *AUDIT).out)

    assert not {"forecast", "chance", "detection", "expected"} & set(_keys(told))


def _keys(told: object) -> list[str]:
    if isinstance(told, dict):
        return [*told, *(key for each in told.values() for key in _keys(each))]
    return [key for each in told for key in _keys(each)] if isinstance(told, list) else []
