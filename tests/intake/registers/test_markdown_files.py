"""Registers as tables in Markdown, and in plain text with tabs."""

from textwrap import dedent

import pytest

from assay.domain.reading import RegisterReading
from tests.intake.registers.keeping import (
    Remedy,
    items_of,
    problems_of,
    reading_of,
    remarks_of,
    skipped_of,
)

MARKDOWN = "registers/remedies.md"


def read(text: str, name: str = MARKDOWN) -> RegisterReading[Remedy]:
    return reading_of(dedent(text).lstrip("\n").encode(), name=name)


@pytest.mark.row("R-309")
@pytest.mark.parametrize(
    "name", [MARKDOWN, "registers/remedies.markdown", "registers/remedies.txt"]
)
def test_a_table_is_read_and_its_rows_go_by_the_lines_of_the_file(name: str) -> None:
    reading = read(
        r"""
        # Remedies

        Agreed on 2026-01-31 | by the owners.

        | Key | Title            | Effort | Responsible |
        |:----|:----------------:|-------:|-------------|
        | R-1 | Lock **the** rack | 3     | Ana Duarte  |
        | R-2 | a \| b `c_d` [site](https://x.test) <br> next | | |
        | R-3 | Q&amp;A ~~old~~ 2 * 3 |
        |     |                  |        |             |
        | R-4 | R_1_b<!-- hidden --> | 1

        After the table.
        """,
        name,
    )

    assert items_of(reading) == [
        "7: R-1 title=Lock the rack owner=Ana Duarte effort=3",
        "8: R-2 title=a | b c_d site \n next",
        "9: R-3 title=Q&A ~~old~~ 2 * 3",
        "11: R-4 title=R_1_b effort=1",
    ]
    assert skipped_of(reading) == ["row 10: blank"]
    assert problems_of(reading) == []
    assert remarks_of(reading) == [f"{name}: rows are counted as lines of the file."]


@pytest.mark.row("R-309")
def test_what_a_table_cannot_hold_is_named_with_its_line() -> None:
    reading = read("""
        key | title | effort
        --- | ----- | ------
        R-1 | Lock | three
        R-2 | Lock | 2 | and more
        R-2 | Caf\ufffd | 2
        without a bar
    """)

    assert items_of(reading) == []
    assert problems_of(reading) == [
        "row 3, column effort: 'three'; expected a whole number such as 12.",
        "row 4: 4 cells under 3 headings; expected a backslash before a bar within a cell.",
        "row 5, column key: 'R-2', which row 4 has already; expected a key of its own.",
        "row 5, column title: 'Caf\ufffd'; expected text without broken characters.",
    ]
    assert skipped_of(reading) == [
        "row 3: unreadable ('R-1 | Lock | three')",
        "row 4: unreadable ('R-2 | Lock | 2')",
        "row 5: duplicate key ('R-2 | Caf\ufffd | 2')",
        "row 6: section ('without a bar')",
    ]


def test_of_several_tables_the_one_with_most_headings_is_read_and_the_others_are_said() -> None:
    reading = read("""
        | version | date       |
        |---------|------------|
        | 1.0     | 2026-01-31 |

        ```
        | key | title | effort | due |
        |-----|-------|--------|-----|
        | R-0 | shown as an example |
        ```

        | key | title |
        |-----|-------|
        | R-1 | Lock  |

        | key | title | owner |
        |-----|-------|-------|
        | R-2 | Bolt  | ana   |
    """)

    assert items_of(reading) == ["17: R-2 title=Bolt owner=ana"]
    assert problems_of(reading) == []
    assert remarks_of(reading) == [
        "sheet table 1: not read, for sheet table 3 has more of the headings.",
        "sheet table 2: not read, for sheet table 3 has more of the headings.",
        "sheet table 3: rows are counted as lines of the file.",
    ]


def test_two_tables_of_the_same_register_are_a_problem() -> None:
    reading = read("""
        | key | title |
        |-----|-------|
        | R-1 | Lock  |

        | key | title |
        |-----|-------|
        | R-2 | Bolt  |
    """)

    assert items_of(reading) == ["3: R-1 title=Lock"]
    assert problems_of(reading) == [
        (
            "sheet table 2: headings of the same register as in sheet table 1; "
            "expected one sheet for the register, or the one to read by its name."
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Remedies\n\nNone | yet.\n",
        "| key | title |\n",
        "key, title\n---\nR-1, Lock\n",
        "| key | title |\n|---|\n| R-1 | Lock |\n",
        "```\n| key | title |\n|---|---|\n",
    ],
)
def test_markdown_without_a_table_is_refused(text: str) -> None:
    assert problems_of(read(text)) == [
        (
            "registers/remedies.md: Markdown without a table; "
            "expected a table with a line under its headings."
        )
    ]


@pytest.mark.row("R-309")
@pytest.mark.parametrize("ending", ["txt", "tsv", "text"])
def test_plain_text_with_tabs_is_a_table(ending: str) -> None:
    reading = read("key\ttitle\teffort\nR-1\tDoors, gates; racks\t3\n", f"registers/r.{ending}")

    assert items_of(reading) == ["2: R-1 title=Doors, gates; racks effort=3"]
    assert remarks_of(reading) == [f"registers/r.{ending}: columns are separated by tabs."]
