"""The Statement of Applicability as it comes in: each control once, by the annex's own number."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assay.domain.soa_row import SoaRow
from assay.intake.folder.read import FolderReading, read_folder
from assay.ledger.entry import Author
from assay.standards.load import load_standard

NUMBERS = [control.number for control in load_standard("iso27001-2022").controls]


def statement(folder: Path, *numbers: str) -> FolderReading:
    (folder / "registers").mkdir()
    (folder / "assay.toml").write_text(
        'organisation = "somewhere"\n[case.isms]\nname = "ISMS"\nstandards = ["iso27001-2022"]\n'
    )
    rows = "".join(f"{number},included\n" for number in numbers)
    (folder / "registers" / "soa_rows.csv").write_text(f"key,applicability\n{rows}")
    at = datetime(2026, 1, 5, tzinfo=UTC)
    return read_folder(folder, by=Author("ana", "isms lead"), recorded_at=at)


@pytest.mark.row("R-041")
def test_ninety_three_rows_with_one_dropped_one_doubled_and_one_invented(tmp_path: Path) -> None:
    numbers = [number for number in NUMBERS if number != "A.7.4"]
    numbers[numbers.index("A.5.2") : numbers.index("A.5.2")] = ["A.5.1"]

    read = statement(tmp_path, *numbers[:92], "A.9.9")

    assert len(numbers[:92]) + 1 == len(NUMBERS)
    assert [str(problem) for problem in read.problems] == [
        (
            "registers/soa_rows.csv, row 3, column key: 'A.5.1', which row 2 has already; "
            "expected a key of its own."
        ),
        (
            "registers/soa_rows.csv, row 94: 'A.9.9'; "
            "expected one of the 93 controls from A.5.1 to A.8.34."
        ),
    ]
    assert "A.9.9" not in read.dossier()[SoaRow]


@pytest.mark.row("R-041")
def test_one_control_written_in_two_ways_is_one_control(tmp_path: Path) -> None:
    read = statement(tmp_path, "5.1", "A5.2", "A.5.01")

    assert list(read.dossier()[SoaRow]) == ["A.5.1", "A.5.2"]
    assert [str(problem) for problem in read.problems] == [
        "registers/soa_rows.csv, row 4: A.5.1 again, after row 2; expected each control once."
    ]
    (reading,) = read.registers
    assert reading.rows_in == len(reading.items) + len(reading.skipped)


def test_a_control_of_ones_own_keeps_its_name(tmp_path: Path) -> None:
    read = statement(tmp_path, "A.5.1", "OWN-7")

    assert list(read.dossier()[SoaRow]) == ["A.5.1", "OWN-7"]
    assert read.problems == ()
