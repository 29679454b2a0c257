"""A file is not the one that was put on record as evidence."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

from assay.domain.deviation import Verdict
from assay.domain.evidence import Evidence
from assay.domain.file import File
from assay.domain.item import Item
from assay.domain.record_source import RecordSource
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.stage1 import ANA, LONG_AGO
from tests.lib.stage2 import look, operation, said, untold

CHECK = "evidence-altered"
WHOLE = b"All accounts were looked at."
FLIPPED = bytes([WHOLE[0] ^ 1]) + WHOLE[1:]
REPORT = "documents/report.txt"
EXPORT = "records/access_review.csv"
PIECE = Evidence(
    key="E-1", file=REPORT, sha256=sha256(WHOLE).hexdigest(), created_on=date(2026, 1, 5)
)
REVIEWS = """
    review_id | system | reviewed_at         | reviewer
    ----------+--------+---------------------+---------
    R-1       | vault  | 2025-10-09 10:00:00 | ana
"""
SOURCE = RecordSource(
    key="SRC-access_review",
    family="access_review",
    file=EXPORT,
    extracted_at=datetime(2026, 1, 20, 8, tzinfo=UTC),
)


def file(content: bytes, path: str = REPORT) -> File:
    return File(key=path, sha256=sha256(content).hexdigest(), size=len(content))


def told(*batches: list[Item]) -> Ledger:
    ledger = Ledger("somewhere")
    for place, items in enumerate(batches):
        at = LONG_AGO + timedelta(days=place)
        ledger.append([saying(item) for item in items], by=ANA, recorded_at=at)
    return ledger


@pytest.mark.row("R-151")
def test_the_file_that_was_recorded_is_silent() -> None:
    assert look(CHECK, operation(PIECE, file(WHOLE))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-151")
def test_one_flipped_bit_names_the_file() -> None:
    at = operation(PIECE, file(FLIPPED))

    assert said(CHECK, at) == {
        "E-1": (
            f"E-1, {REPORT}: SHA-256 {sha256(FLIPPED).hexdigest()[:12]}, and the register states "
            f"{PIECE.sha256[:12]}."
        )
    }


@pytest.mark.row("R-151")
def test_records_read_from_other_bytes_than_those_on_record_are_named() -> None:
    records = {"access_review": REVIEWS}

    kept = operation(SOURCE, file(REVIEWS.encode(), EXPORT), records=records)
    other = operation(SOURCE, file(FLIPPED, EXPORT), records=records)

    assert look(CHECK, kept).verdict is Verdict.CONFORMS
    (says,) = said(CHECK, other).values()
    assert says.startswith(f"SRC-access_review, {EXPORT}: SHA-256 ")


@pytest.mark.row("R-151")
def test_an_export_that_changed_without_being_taken_out_again_is_named() -> None:
    silently = told([SOURCE, file(WHOLE, EXPORT)], [file(FLIPPED, EXPORT)])
    again = SOURCE.changed(extracted_at=datetime(2026, 1, 22, 8, tzinfo=UTC))
    anew = told([SOURCE, file(WHOLE, EXPORT)], [file(FLIPPED, EXPORT), again])

    assert said(CHECK, operation(ledger=silently)) == {
        "SRC-access_review": (
            f"SRC-access_review, {EXPORT}: changed by 2025-01-16 09:00 UTC, and was taken out "
            "2026-01-20 08:00:00+00:00."
        )
    }
    assert said(CHECK, operation(ledger=anew)) == {}


@pytest.mark.row("R-151")
def test_a_date_that_moves_while_the_file_stays_is_named() -> None:
    moved = told([PIECE, file(WHOLE)], [PIECE.changed(created_on=date(2025, 11, 5))])

    assert said(CHECK, operation(ledger=moved)) == {
        "E-1": (f"E-1, {REPORT}: the date went from 2026-01-05 to 2025-11-05, the file stayed.")
    }


@pytest.mark.row("R-151", "R-306")
def test_a_file_that_nobody_recorded_is_unknown() -> None:
    assert untold(CHECK, operation(PIECE)) == {
        "E-1": "nothing was recorded of its file when it came in"
    }


def test_without_files_nothing_is_tested() -> None:
    assert look(CHECK, operation(PIECE.changed(file=""))).verdict is Verdict.NOT_TESTED
