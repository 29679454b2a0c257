"""``assay trace``: what it prints, and the code it ends with."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assay.assessment.case_facts import DAY
from assay.domain.case import Case
from assay.domain.record_family import FAMILIES, ColumnType
from assay.domain.record_source import RecordSource
from assay.ledger.entry import Author, saying
from assay.ledger.ledger import Ledger
from assay.output.folder import render_folder, write_folder
from tests.cli.conftest import Assay
from tests.lib.chains import Rows, whole_chain

WHOLE = """\
J-1, east: no break
  + 1 Customer requirement and contract review: contract review R-1, enquiry E-1
  + 2 Design: design release P-1/B
  + 3 Planning and work order: work order J-1
  + 4 Purchasing and receipt: goods receipt G-1, purchase order Q-1
  + 5 Making: batch B-1, batch B-2
  + 6 Inspecting: inspection I-1, inspection I-2
  + 7 Release and delivery: delivery D-1, release F-1
  + 8 After delivery: capa C-1, complaint M-1, ncr N-1
"""


def written(rows: Rows, folder: Path) -> Path:
    """Write a chain as the folder of an organisation."""
    ledger = Ledger("works")
    sources = [
        RecordSource(key=f"RS-{family}", family=family, file=f"records/{family}.csv")
        for family in rows
    ]
    ledger.append(
        [
            saying(Case(key="works", name="Works", standards=("iso9001-2015",))),
            *map(saying, sources),
        ],
        by=Author("ana", "qms lead"),
        recorded_at=datetime(1970, 1, 2, tzinfo=UTC),
    )
    write_folder(folder, render_folder(ledger.dossier(), lambda _: b""))
    (folder / "records").mkdir(exist_ok=True)
    for family, listed in rows.items():
        columns = {each.name: each.type for each in FAMILIES[family].columns}
        names = [
            column.name
            for column in FAMILIES[family].columns
            if column.required or any(column.name in row for row in listed)
        ]
        with (folder / "records" / f"{family}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            for row in listed:
                writer.writerow(
                    datetime.fromtimestamp(row[name] // DAY * 86_400, UTC).isoformat()
                    if columns[name] is ColumnType.INSTANT and row.get(name) is not None
                    else row.get(name)
                    for name in names
                )
    return folder


@pytest.fixture
def works(tmp_path: Path) -> Path:
    return tmp_path / "works"


@pytest.mark.row("R-157", "R-158")
@pytest.mark.parametrize("key", ["J-1", "E-1", "O-1", "Q-1", "M-1", "C-1"])
def test_a_whole_job_is_told_from_any_of_its_records(assay: Assay, works: Path, key: str) -> None:
    ran = assay("trace", written(whole_chain(), works), key, "--as-of", "1970-02-20")

    assert (ran.code, ran.out, ran.err) == (0, WHOLE, "")


@pytest.mark.row("R-160")
def test_a_lot_is_told_with_its_genealogy(assay: Assay, works: Path) -> None:
    ran = assay("trace", written(whole_chain(), works), "L-1", "--as-of", "1970-02-20")

    assert (ran.code, ran.out) == (
        0,
        f"""{WHOLE}
Genealogy of material lot L-1
  made of:
    goods receipt G-1
      purchase order Q-1
  became:
    batch B-1
      delivery D-1
    batch B-2
      delivery D-1
""",
    )


@pytest.mark.row("R-159")
def test_a_report_is_told_with_its_life_and_the_missing_step(assay: Assay, works: Path) -> None:
    rows = whole_chain()
    rows["ncr"][0]["contained_at"] = None

    ran = assay("trace", written(rows, works), "N-1", "--as-of", "1970-02-20")

    assert (ran.code, ran.out) == (
        1,
        f"""{WHOLE}
Life of N-1
  + report        1970-01-22 00:00 UTC
  ! containment   missing  not recorded, and disposition is
  + disposition   1970-01-24 00:00 UTC  rework
  + cause         1970-01-26 00:00 UTC  worn
  + action        1970-01-28 00:00 UTC  new
  + evidence      1970-02-10 00:00 UTC  report
  + effectiveness 1970-02-10 00:00 UTC  it worked
  + closure       1970-02-11 00:00 UTC
""",
    )


@pytest.mark.row("R-157", "R-162")
def test_breaks_stand_under_their_step_and_end_with_1(assay: Assay, works: Path) -> None:
    rows = whole_chain()
    rows["enquiry"].clear()
    rows["inspection"][1]["revision"] = "A"

    ran = assay("trace", written(rows, works), "D-1", "--as-of", "1970-02-20")

    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[:4] == [
        "J-1, east: 2 breaks",
        "  ! 1 Customer requirement and contract review: missing; there are contract review R-1",
        ("      broken, missing link (first break): No enquiry is recorded behind R-1 (E-1)."),
        "  + 2 Design: design release P-1/B",
    ]
    assert (
        "      broken, revision mismatch: J-1 is to revision B; it was inspected to A and B."
    ) in lines


def test_a_trace_is_told_as_json(assay: Assay, works: Path) -> None:
    rows = whole_chain()
    rows["batch"][1]["lot"] = "L-9"

    ran = assay("trace", written(rows, works), "B-2", "--as-of", "1970-02-20", "--json")

    told = json.loads(ran.out)
    assert ran.code == 1
    (trace,) = told["traces"]
    assert trace["steps"][3] == {
        "step": 4,
        "title": "Purchasing and receipt",
        "state": "missing",
        "because": "Made from a lot that no receipt brought in: B-2 of lot L-9.",
        "records": [
            {"family": "goods_receipt", "key": "G-1"},
            {"family": "purchase_order", "key": "Q-1"},
        ],
    }
    assert trace["breaks"] == [
        {
            "step": 4,
            "kind": "missing link",
            "hop": "lot-unknown",
            "says": "Made from a lot that no receipt brought in: B-2 of lot L-9.",
            "first": True,
        }
    ]
    assert told["genealogy"][0]["made_of"] == [
        {
            "parent": {"family": "material lot", "key": "L-9"},
            "child": {"family": "batch", "key": "B-2"},
            "broken": "no receipt brought it in",
        }
    ]
    assert (told["life"], told["problems"]) == (None, [])


def test_a_key_that_nothing_has_is_told_with_near_ones(assay: Assay, works: Path) -> None:
    ran = assay("trace", written(whole_chain(), works), "j-01", "--as-of", "1970-02-20")

    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("nothing is called 'j-01'; looked in enquiries, contract reviews,")
    assert "near it are J-1" in ran.err


@pytest.mark.row("R-157")
def test_without_a_key_the_rates_of_all_are_told(assay: Assay, works: Path) -> None:
    rows = whole_chain()
    rows["release"].clear()

    ran = assay("trace", written(rows, works), "--as-of", "1970-02-20", "--json")

    told = json.loads(ran.out)
    assert ran.code == 1
    assert (told["cases"], told["in_hand"], told["broken"]) == (1, 0, 1)
    assert [(each["step"], each["cases"], each["broken"]) for each in told["rates"][:7]] == [
        *((step, 1, 0) for step in range(1, 7)),
        (7, 1, 1),
    ]
    assert told["first_broken"] == [
        {
            "case": "J-1",
            "site": "east",
            "order": "O-1",
            "step": 7,
            "kind": "missing link",
            "hop": "release-missing",
        }
    ]


def test_the_rates_are_printed_with_the_first_broken_cases(assay: Assay, works: Path) -> None:
    rows = whole_chain()
    rows["release"].clear()

    ran = assay("trace", written(rows, works), "J-1", "--rates", "--as-of", "1970-02-20")

    lines = ran.out.splitlines()
    assert lines[0] == "1 of 1 cases are broken; 0 in hand and whole so far."
    assert lines[-1] == "J-1, east: Release and delivery: missing link (release missing)"
