"""Our reader of workbooks sees what another one sees, where that one keeps everything.

The other one, calamine, drops errors, formulas without a result and formats of
numbers, and needs memory for every cell up to the last one: that is why there
is ours.
"""

import io
from datetime import date, datetime, timedelta
from typing import Any

import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.intake.tables.cell import Cell, Number
from assay.intake.tables.transport import Form, describe_tables, unpack_tables
from assay.intake.tables.workbook import parse_workbook

CELLS = st.one_of(
    st.none(),
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=10),
    st.sampled_from(["_x000D_", "a\nb", " a ", "=", "0007", "1.0", "TRUE"]),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 6)),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - as kept
        lambda moment: moment.replace(microsecond=0)
    ),
)
GRIDS = st.lists(st.lists(CELLS, max_size=5), max_size=5)


def written(grid: list[list[Any]]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell)
            elif isinstance(cell, datetime):
                sheet.write_datetime(row, column, cell, moment)
            elif isinstance(cell, date):
                sheet.write_datetime(row, column, cell, day)
            elif cell is not None:
                sheet.write(row, column, cell)
    book.close()
    return content.getvalue()


def plain(cell: Cell) -> object:
    return float(cell.value) if isinstance(cell, Number) else cell


def same(ours: object, theirs: object) -> bool:
    # A second is as fine as the stored fraction of a day surely is.
    if isinstance(ours, datetime):
        if isinstance(theirs, date) and not isinstance(theirs, datetime):
            theirs = datetime(theirs.year, theirs.month, theirs.day)  # noqa: DTZ001 - as kept
        return isinstance(theirs, datetime) and abs(ours - theirs) < timedelta(seconds=1)
    if isinstance(ours, float):
        return ours == theirs or abs(ours - float(str(theirs))) <= 1e-9 * abs(ours)
    return ours == theirs or (not ours and isinstance(theirs, str) and not theirs.strip())


@settings(max_examples=150)
@given(GRIDS)
def test_cells_are_those_that_another_reader_sees(grid: list[list[Any]]) -> None:
    content = written(grid)

    (ours,) = parse_workbook(content)

    book = python_calamine.load_workbook(io.BytesIO(content))
    theirs = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    seen = {row.number: row.cells for row in ours.rows}
    for number, cells in enumerate(theirs, 1):
        mine = seen.get(number, [])
        padded = [plain(cell) for cell in mine] + [""] * (len(cells) - len(mine))
        assert all(map(same, padded, cells)), (padded, cells)


@settings(max_examples=100)
@given(GRIDS)
def test_sheets_survive_the_way_out_of_their_process(grid: list[list[Any]]) -> None:
    content = written(grid)

    there_and_back = unpack_tables(describe_tables((Form.WORKBOOK, content)))

    assert there_and_back.tables == parse_workbook(content)
