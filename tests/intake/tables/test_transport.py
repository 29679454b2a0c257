"""What a process that reads a hostile file says is not believed without a look."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assay.intake.tables.table import Row, Table, Trouble
from assay.intake.tables.transport import unpack_tables
from assay.intake.unreadable import UnreadableFileError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def sheet(**changed: Any) -> dict[str, Any]:
    plain = {
        "sheet": "a",
        "hidden": False,
        "merged": [],
        "rows": [],
        "broken": [],
        "too_wide": "",
        "of_records": False,
        "counted_as": "",
    }
    return {"sheets": [{**plain, **changed}], "remarks": []}


def test_an_answer_that_makes_sense_is_taken() -> None:
    answer = sheet(rows=[[1, ["a", ["b", "1"]]]], broken=[[1, "found", "expected"]])

    (table,), remarks = unpack_tables(answer)
    assert (table.rows, table.broken) == ([Row(1, ["a", True])], {1: Trouble("found", "expected")})
    assert remarks == []


@given(JSON)
@example({"found": 1})
@example({"sheets": 1})
def test_an_answer_of_any_shape_is_taken_apart_or_refused(answer: Any) -> None:
    try:
        tables = unpack_tables(answer).tables
    except UnreadableFileError:
        return

    assert all(isinstance(table, Table) for table in tables)


@pytest.mark.parametrize(
    "answer",
    [
        sheet(rows=[[1, [["z", "1"]]]]),
        sheet(rows=[[1, [["n", "one", ""]]]]),
        sheet(rows=[[1, [["d", "soon"]]]]),
        sheet(rows=[[1, [["m"]]]]),
        sheet(rows=[["one", []]]),
        sheet(merged=[[1, 2, 3]]),
        sheet(broken=[[1, "found"]]),
        sheet(broken=1),
        {**sheet(), "remarks": 1},
    ],
)
def test_cells_that_make_no_sense_refuse_the_workbook(answer: Any) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        unpack_tables(answer)

    assert str(refusal.value) == (
        "an answer of the reader that cannot be followed; expected a sound file."
    )
