"""Every family can be frozen, and what its records lack is counted."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assay.domain.record_family import FAMILIES, ColumnType, RecordFamily
from assay.domain.record_source import RecordSource
from assay.engine.frozen_folder import freeze_changed_records
from assay.engine.population import FrozenPopulation
from tests.engine.exports import freeze, rows

EXAMPLE = {
    ColumnType.TEXT: "x",
    ColumnType.INSTANT: "2026-01-05T09:00Z",
    ColumnType.DATE: "2026-01-05",
    ColumnType.NUMBER: "12.5",
    ColumnType.FLAG: "yes",
}
SIX = (
    "access_review",
    "change",
    "incident",
    "training_completion",
    "vulnerability",
    "vendor_review",
)
MAKING = {
    "work_order": ("job_id", "order"),
    "batch": ("batch_id", "job", "lot"),
    "inspection": ("inspection_id", "job", "batch"),
    "release": ("release_id", "job"),
    "delivery": ("delivery_id", "job", "order", "batches"),
    "goods_receipt": ("receipt_id", "po", "lot"),
    "purchase_order": ("po_id", "job"),
    "enquiry": ("enquiry_id",),
    "contract_review": ("review_id", "enquiry", "order"),
}


def export(family: RecordFamily, *keys: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([column.name for column in family.columns])
    for key in keys:
        values = {column.name: EXAMPLE[column.type] for column in family.columns}
        writer.writerow({**values, family.key: key}.values())
    return stream.getvalue()


def frozen(folder: Path, name: str) -> FrozenPopulation:
    return freeze(folder, export(FAMILIES[name], "K-1", "K-2"), family=name)


@pytest.mark.row("R-140")
@pytest.mark.parametrize("name", SIX)
def test_the_families_of_stage_2_are_kept_column_by_column(tmp_path: Path, name: str) -> None:
    population = frozen(tmp_path, name).population

    assert (population.row_count, population.unreadable) == (2, 0)
    assert {column.name: column.type for column in population.columns} == {
        column.name: column.type for column in FAMILIES[name].columns
    }


@pytest.mark.row("R-154")
@pytest.mark.parametrize("name", MAKING)
def test_records_of_making_are_kept_with_what_links_them(tmp_path: Path, name: str) -> None:
    kept = frozen(tmp_path, name)

    key, *links = MAKING[name]
    told = ", ".join(f'"{each}"' for each in (key, *links, "site"))
    assert rows(kept, told) == [("K-1", *"x" * len(links), "x"), ("K-2", *"x" * len(links), "x")]


def test_every_family_is_read_as_its_columns_say(tmp_path: Path) -> None:
    sources = []
    for name, family in FAMILIES.items():
        (tmp_path / f"{name}.csv").write_text(export(family, "K-1"), encoding="utf-8")
        sources.append(RecordSource(key=name, family=name, file=f"{name}.csv"))

    found = freeze_changed_records(tmp_path, sources, tmp_path / "kept")

    assert found.problems == ()
    assert {each.population.family: each.population.row_count for each in found.populations} == (
        dict.fromkeys(FAMILIES, 1)
    )


@pytest.mark.row("R-153")
def test_records_that_lack_what_their_family_requires_are_counted_by_column(
    tmp_path: Path,
) -> None:
    text = (
        "incident_id,severity,detected_at,title\n"
        "I-1,high,2026-01-05T09:00Z,\n"
        "I-2,,2026-01-05T09:00Z,\n"
        "I-3,,,x\n"
    )

    population = freeze(tmp_path, text, family="incident").population
    whole = freeze(tmp_path, text.replace(",,", ",low,"), family="incident", name="whole")

    assert population.row_count == 3
    assert population.lacking == {"severity": 2, "detected_at": 1}
    assert whole.population.lacking == {"detected_at": 1}


@pytest.mark.row("R-150")
def test_a_population_says_where_it_comes_from_and_what_it_is(tmp_path: Path) -> None:
    text = export(FAMILIES["change"], "C-1")

    kept = freeze(
        tmp_path,
        text,
        extracted_at="2026-02-01T08:00:00+01:00",
        time_zone="Europe/Amsterdam",
        complete="All of the project.",
    ).population

    assert (kept.family, kept.source, kept.file) == ("change", "SRC-1", "export.csv")
    assert kept.extracted_at == datetime(2026, 2, 1, 7, tzinfo=UTC)
    assert kept.complete == "All of the project."
    assert len(kept.content_hash) == len(kept.file_sha256) == 64
    assert RecordSource(key="S", family="change").lacks == (
        "controls",
        "owner",
        "extracted_at",
        "system",
        "location",
        "retention_months",
    )
    assert "location" not in RecordSource(key="S", database="ASSAY_RECORDS_ERP").lacks
