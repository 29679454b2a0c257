"""Whatever stands in a file, each row is an item or is named, and reading it never fails."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from assay.domain.reading import RegisterReading, RowsLostError, SkippedBecause, SkippedRow
from assay.domain.risk import Risk
from assay.intake.registers.read import parse_register, read_register
from assay.intake.tables.read import ParsedFile
from assay.intake.tables.workbook import parse_workbook
from tests.intake.registers.keeping import CSV, Remedy, saved, workbook

NAMES = ("key", "ID", "title", "Owner", "Effort (days)", "cost", "Due date", "Seen at", "state")
JUNK = st.one_of(
    st.sampled_from(
        (
            *("", " ", "R-1", "R-2", "key", "title", "Owner", "Total", "n/a", "-", "yes", "done"),
            *(
                "01/02/2026",
                "31.01.2026",
                "1,234",
                "1.234,5",
                "12%",
                "4 - likely",
                "46053",
                "#REF!",
            ),
            *("Organisational controls", '"', "'", ";", "a\nb", "\ufffd", "MÃ¼ller", "\x00", "[1]"),
            *("9" * 400, "1e999", "99999-01-01", "2026-01-31T25:00Z", "0x1F", "\u0661\u0662"),
        )
    ),
    st.text(max_size=8),
)
GRIDS = st.lists(st.lists(JUNK, max_size=9), max_size=12)
HEADED = st.tuples(st.permutations(NAMES), GRIDS).map(lambda both: [both[0], *both[1]])


def rows_under_headings(reading: RegisterReading[Remedy]) -> list[int]:
    return sorted([*reading.rows, *(row.row for row in reading.skipped)])


def adds_up(reading: RegisterReading[Remedy]) -> None:
    numbers = rows_under_headings(reading)
    assert len(numbers) == reading.rows_in == len(reading.items) + len(reading.skipped)
    first = reading.header_row + 1
    assert numbers == list(range(first, first + reading.rows_in))
    unreadable = {row.row for row in reading.skipped if row.because is SkippedBecause.UNREADABLE}
    named = {problem.place.row for problem in reading.problems}
    assert unreadable <= named or reading.header_row in named


@settings(max_examples=200)
@given(GRIDS | HEADED, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]))
@example([list(NAMES), ['"'], ["R-1", '"']], ",", "\n")
def test_rows_of_any_text_file_add_up(
    grid: Sequence[Sequence[str]], separator: str, end: str
) -> None:
    content = end.join(separator.join(row) for row in grid).encode("utf-8", "replace")

    adds_up(read_register(CSV, content, Remedy))


@settings(max_examples=300)
@given(st.binary(max_size=200))
@example(b"PK\x03\x04 is a way to begin a text too")
@example(b"key,title\n\xff\xfe\xfa")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    adds_up(read_register(CSV, content, Remedy))


@settings(max_examples=100)
@given(GRIDS | HEADED, st.lists(st.tuples(*[st.integers(1, 9)] * 4), max_size=3))
def test_rows_of_any_workbook_add_up(
    grid: Sequence[Sequence[str]], areas: Sequence[tuple[int, int, int, int]]
) -> None:
    try:
        book = workbook(Remedies=[list(row) for row in grid])
    except IllegalCharacterError:
        return
    for row, column, height, width in areas:
        book["Remedies"].merge_cells(
            start_row=row, start_column=column, end_row=row + height, end_column=column + width
        )

    # Read here, not in a process of its own: a hundred of those would take a minute.
    adds_up(parse_register(ParsedFile(CSV, parse_workbook(saved(book))), Remedy))


def test_a_reading_that_lost_a_row_cannot_be_made() -> None:
    with pytest.raises(RowsLostError) as refusal:
        RegisterReading[Risk](
            "risks.csv", rows_in=2, skipped=(SkippedRow(2, SkippedBecause.BLANK),)
        )

    assert str(refusal.value) == "risks.csv: 2 rows in, 0 read and 1 skipped"


def test_blank_rows_are_told_as_one_line_where_they_follow_one_another() -> None:
    blank, section = SkippedBecause.BLANK, SkippedBecause.SECTION
    skipped = (
        SkippedRow(3, blank),
        SkippedRow(4, section, "People"),
        SkippedRow(5, blank),
        SkippedRow(6, blank),
        SkippedRow(9, blank),
    )

    reading = RegisterReading[Risk]("risks.csv", rows_in=5, skipped=skipped)

    assert list(reading.skipped_in_words()) == [
        "row 3: blank",
        "row 4: section ('People')",
        "rows 5 to 6: blank",
        "row 9: blank",
    ]
    assert reading.count_skipped(blank) == 4
