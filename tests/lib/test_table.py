"""Tables drawn in tests."""

import re

import pytest

from tests.lib.table import table


def test_rows_are_told_by_the_names_in_the_first_line() -> None:
    rows = table("""
        ref    | status
        -------+---------
        POL-01 | approved
        POL-02 |
    """)

    assert rows == [
        {"ref": "POL-01", "status": "approved"},
        {"ref": "POL-02", "status": ""},
    ]


def test_a_rule_under_the_names_is_not_needed() -> None:
    assert table("a\n1") == [{"a": "1"}]


def test_names_alone_are_a_table_without_rows() -> None:
    assert table("a | b") == []


@pytest.mark.parametrize(
    ("drawing", "says"),
    [
        pytest.param("a | b\n1", "['1']: 1 cells; expected 2", id="a cell is missing"),
        pytest.param("a | a\n1 | 2", "['a', 'a']: a name stands twice", id="a name twice"),
        pytest.param("\n", "an empty drawing; expected at least a line of names", id="nothing"),
    ],
)
def test_a_drawing_that_does_not_line_up_is_refused(drawing: str, says: str) -> None:
    with pytest.raises(ValueError, match=rf"^{re.escape(says)}$"):
        table(drawing)
