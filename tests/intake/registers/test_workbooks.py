"""Workbooks as people keep them: merged cells, several sheets, formats, formulas."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.intake.registers.keeping import (
    XLSX,
    items_of,
    problems_of,
    reading_of,
    remarks_of,
    saved,
    skipped_of,
    workbook,
)

HEADINGS = ["ID", "Title", "Owner", "Effort"]


def test_a_table_that_stands_somewhere_in_its_sheet() -> None:
    book = workbook(Remedies=[])
    sheet = book["Remedies"]
    sheet["C2"] = "Remedies of 2026"
    rows: list[list[object]] = [[*HEADINGS], ["R-1", "Lock", "ana", 3], ["R-2", "Patch", "bo", 5]]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.cell(4 + 2 * row, 3 + column, cell)

    reading = reading_of(saved(book))

    assert (reading.sheet, reading.header_row, reading.rows_in) == ("Remedies", 4, 4)
    assert [str(column) for column in reading.mapping] == [
        "C 'ID' is read as key (a synonym)",
        "D 'Title' is read as title (its own name)",
        "E 'Owner' is read as owner (its own name)",
        "F 'Effort' is read as effort (its own name)",
    ]
    assert items_of(reading) == [
        "6: R-1 title=Lock owner=ana effort=3",
        "8: R-2 title=Patch owner=bo effort=5",
    ]
    assert skipped_of(reading) == ["row 5: blank", "row 7: blank"]
    assert remarks_of(reading) == [
        "sheet Remedies: row 2 ('Remedies of 2026') stands above the headings."
    ]


def test_numbers_from_a_spreadsheet_are_keys_as_people_see_them() -> None:
    book = workbook(
        Remedies=[
            ["ID", "Title", "Cost", "Effort", "Notes"],
            [1.0, 2.5, 0.1 + 0.2, 3.0, 7],
            ["0007", "text", 12345678901234567890, 2.5, True],
        ]
    )
    sheet = book["Remedies"]
    sheet.append([7, 1, 0.255, 1, date(2026, 1, 31)])
    sheet["A4"].number_format = '"R-"000'
    sheet["B4"].number_format = "0.0"
    sheet["C4"].number_format = "0%"

    reading = reading_of(saved(book))

    assert items_of(reading) == [
        "2: 1 title=2.5 notes=7 effort=3 cost=0.3",
        "4: R-007 title=1.0 notes=2026-01-31 effort=1 cost=25.5",
    ]
    assert problems_of(reading) == [
        "sheet Remedies, row 3, column Effort: '2.5'; expected a whole number such as 12."
    ]
    assert remarks_of(reading) == [
        (
            "sheet Remedies, column Cost: "
            "percentages such as 25.5% are read as the figure before the sign."
        )
    ]


def test_dates_of_a_spreadsheet_need_no_guessing() -> None:
    book = workbook(
        Remedies=[
            ["ID", "Due", "Seen at"],
            ["R-1", date(2026, 4, 3), datetime(2026, 4, 3, 9, 30)],  # noqa: DTZ001 - as kept
            ["R-2", datetime(2026, 4, 3, 9, 30), date(2026, 4, 3)],  # noqa: DTZ001 - as kept
            ["R-3", 46115, None],
            ["R-4", "3 avril 2026", "2026-04-03T09:30Z"],
            ["R-5", time(9, 30), None],
        ]
    )

    reading = reading_of(saved(book))

    moment = "a date and time with its time zone, such as 2026-01-31T09:30:00+01:00"
    assert items_of(reading) == [
        "4: R-3 due_on=2026-04-03",
        "5: R-4 due_on=2026-04-03 seen_at=2026-04-03 09:30:00+00:00",
    ]
    assert problems_of(reading) == [
        f"sheet Remedies, row 2, column Seen at: '2026-04-03 09:30:00'; expected {moment}.",
        f"sheet Remedies, row 3, column Seen at: '2026-04-03'; expected {moment}.",
        "sheet Remedies, row 6, column Due: '09:30:00'; expected a date such as 2026-01-31.",
    ]
    assert remarks_of(reading) == [
        (
            "sheet Remedies, column Due: "
            "times of day are left out, such as that of 2026-04-03 09:30:00."
        ),
        (
            "sheet Remedies, column Due: "
            "numbers such as 46115 are read as a spreadsheet's count of days."
        ),
    ]


def test_a_workbook_that_counts_its_days_from_1904() -> None:
    book = workbook(Remedies=[["ID", "Due"], ["R-1", None]])
    book.epoch = CALENDAR_MAC_1904
    book["Remedies"]["B2"] = date(2026, 4, 3)

    assert items_of(reading_of(saved(book))) == ["2: R-1 due_on=2026-04-03"]


def test_formulas_without_a_result_and_errors_are_named() -> None:
    book = workbook(
        Remedies=[
            ["ID", "Title", "Effort", "Owner"],
            ["R-1", "Lock", "=SUM(A1:A9)", "ana"],
            ["R-2", "#REF!", 3, "ana"],
            ["R-3", "Patch", 3, "bo"],
        ]
    )
    book["Remedies"]["B3"].data_type = "e"

    reading = reading_of(saved(book))

    assert items_of(reading) == ["4: R-3 title=Patch owner=bo effort=3"]
    assert skipped_of(reading) == [
        "row 2: unreadable ('R-1 | Lock | a formula without a stored result ('=SUM(A1:A9…')",
        "row 3: unreadable ('R-2 | '#REF!' | 3')",
    ]
    assert problems_of(reading) == [
        (
            "sheet Remedies, row 2, column Effort: a formula without a stored result "
            "('=SUM(A1:A9)'); "
            "expected a value (open and save the file once, so that results are stored)."
        ),
        "sheet Remedies, row 3, column Title: '#REF!'; expected a value.",
    ]


def test_merged_cells_speak_for_each_of_their_rows() -> None:
    book = workbook(
        Remedies=[
            ["Owner", "ID", "Title", "Note"],
            ["ana", "R-1", "Lock", None],
            [None, "R-2", "Patch", None],
            [None, None, None, None],
            [None, "R-3", "Close", None],
            ["bo", "R-4", "Open", None],
            ["Technical controls", None, None, None],
            [None, "R-5", "Bolt", None],
        ]
    )
    sheet = book["Remedies"]
    for area in ("A2:A5", "A7:D7", "C6:D6"):
        sheet.merge_cells(area)

    reading = reading_of(saved(book))

    assert items_of(reading) == [
        "2: R-1 title=Lock owner=ana",
        "3: R-2 title=Patch owner=ana",
        "5: R-3 title=Close owner=ana",
        "6: R-4 title=Open owner=bo",
        "8: R-5 title=Bolt",
    ]
    assert skipped_of(reading) == ["row 4: blank", "row 7: section ('Technical controls')"]
    assert remarks_of(reading) == [
        "sheet Remedies, column Owner: merged cells are read in each of their rows."
    ]


def test_headings_in_two_lines_with_merged_groups() -> None:
    book = workbook(
        Remedies=[
            ["Remedies", None, None, None, None],
            ["ID", "What", "Review", None, "Owner"],
            [None, None, "Interval (months)", "State", None],
            ["R-1", "Lock", 12, "done", "ana"],
        ]
    )
    sheet = book["Remedies"]
    for area in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        sheet.merge_cells(area)

    reading = reading_of(saved(book))

    assert reading.header_row == 3
    assert items_of(reading) == ["4: R-1 title=Lock owner=ana review_months=12 state=done"]
    assert remarks_of(reading) == ["sheet Remedies: row 1 ('Remedies') stands above the headings."]


def test_the_sheet_that_names_most_fields_is_the_register() -> None:
    book = workbook(
        Cover=[["Remedies"], ["Owner", "ana"], ["Title", "Our remedies"]],
        Register=[HEADINGS, ["R-1", "Lock", "ana", 3]],
        Lists=[["Owner", "State"], ["ana", "done"]],
        Old=[HEADINGS, ["R-0", "Bolt", "bo", 1]],
        Empty=[],
    )
    book["Old"].sheet_state = "hidden"
    book.create_chartsheet("Chart")

    reading = reading_of(saved(book))

    assert reading.sheet == "Register"
    assert items_of(reading) == ["2: R-1 title=Lock owner=ana effort=3"]
    assert problems_of(reading) == []
    assert remarks_of(reading) == [
        "sheet Cover: not read, for sheet Register has more of the headings.",
        "sheet Lists: not read, for sheet Register has more of the headings.",
        "sheet Old: not read, for the sheet is hidden.",
    ]


def test_a_second_sheet_of_the_same_register_is_a_problem_until_one_is_named() -> None:
    book = saved(
        workbook(
            Berlin=[HEADINGS, ["R-1", "Lock", "ana", 3]],
            Lyon=[HEADINGS, ["R-2", "Patch", "bo", 1]],
        )
    )

    undecided = reading_of(book)
    decided = reading_of(book, sheet="Lyon")

    assert items_of(undecided) == ["2: R-1 title=Lock owner=ana effort=3"]
    assert problems_of(undecided) == [
        (
            "sheet Lyon: headings of the same register as in sheet Berlin; "
            "expected one sheet for the register, or the one to read by its name."
        )
    ]
    assert items_of(decided) == ["2: R-2 title=Patch owner=bo effort=1"]
    assert problems_of(decided) == []


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    book = saved(workbook(Berlin=[HEADINGS], Lyon=[HEADINGS]))

    assert [str(problem) for problem in reading_of(book, sheet="Rome").problems] == [
        f"{XLSX}: no sheet 'Rome'; expected Berlin or Lyon."
    ]


def test_hidden_sheets_are_read_only_by_name() -> None:
    book = workbook(Notes=[["Nothing here"]], Register=[HEADINGS, ["R-1", "Lock", "ana", 3]])
    book["Register"].sheet_state = "veryHidden"

    unasked = reading_of(saved(book))
    asked = reading_of(saved(book), sheet="Register")

    assert problems_of(unasked) == [
        "sheet Notes: no row of headings; expected headings such as key, site, title, owner."
    ]
    assert remarks_of(unasked) == ["sheet Register: not read, for the sheet is hidden."]
    assert items_of(asked) == ["2: R-1 title=Lock owner=ana effort=3"]


def test_hidden_rows_are_rows() -> None:
    book = workbook(Remedies=[HEADINGS, ["R-1", "Lock", "ana", 3], ["R-2", "Patch", "bo", 1]])
    book["Remedies"].row_dimensions[2].hidden = True

    assert len(reading_of(saved(book)).items) == 2


def test_text_in_several_colours_and_with_escaped_signs() -> None:
    book = workbook(Remedies=[HEADINGS])
    bold = TextBlock(InlineFont(b=True), "rack")
    book["Remedies"].append(["R-1", CellRichText("Lock the ", bold, " now"), "a_x000D_\nb", 1])

    (item,) = reading_of(saved(book)).items

    assert (item.title, item.owner) == ("Lock the rack now", "a\nb")


def test_what_stands_beside_the_table_is_named_and_left_alone() -> None:
    book = workbook(Remedies=[HEADINGS, ["R-1", "Lock", "ana", 3, None, "ask bo", "#N/A"]])
    book["Remedies"]["G2"].data_type = "e"

    reading = reading_of(saved(book))

    assert items_of(reading) == ["2: R-1 title=Lock owner=ana effort=3"]
    assert reading.unmapped == ("F (without a heading)", "G (without a heading)")
    assert problems_of(reading) == []


def test_one_stray_cell_in_the_last_row_is_found_and_the_blank_ones_are_told_as_a_run() -> None:
    book = workbook(Remedies=[HEADINGS, ["R-1", "Lock", "ana", 3]])
    book["Remedies"]["XFD1048576"] = "end"

    reading = reading_of(saved(book))

    assert items_of(reading) == ["2: R-1 title=Lock owner=ana effort=3"]
    assert reading.rows_in == 1_048_575
    assert list(reading.skipped_in_words()) == [
        "rows 3 to 1048575: blank",
        "row 1048576: section ('end')",
    ]


@pytest.mark.parametrize("name", ["registers/remedies.csv", "registers/remedies.xls"])
def test_what_a_file_is_its_content_says(name: str) -> None:
    from assay.intake.registers.read import read_register
    from tests.intake.registers.keeping import Remedy

    content = saved(workbook(Remedies=[HEADINGS, ["R-1", "Lock", "ana", 3]]))

    assert [item.effort for item in read_register(name, content, Remedy).items] == [3]


def test_decimals_keep_their_value() -> None:
    book = workbook(Remedies=[["ID", "Cost"], ["R-1", 1.1], ["R-2", 1e-7], ["R-3", 1e21]])

    costs = [item.cost for item in reading_of(saved(book)).items]

    assert costs == [Decimal("1.1"), Decimal("0.0000001"), Decimal(10) ** 21]
