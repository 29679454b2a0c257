"""Registers in JSON: arrays of objects, arrays by name, one object a line."""

import json
import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assay.domain.reading import RegisterReading
from assay.intake.limits import Limits
from assay.intake.registers.read import parse_register
from assay.intake.tables.json_records import parse_json
from assay.intake.tables.read import ParsedFile, read_tables
from assay.intake.unreadable import UnreadableFileError
from tests.intake.registers.keeping import (
    Remedy,
    items_of,
    problems_of,
    reading_of,
    remarks_of,
    skipped_of,
)

JSON = "registers/remedies.json"
LINES = "registers/remedies.jsonl"

REMEDIES = """[
  {"key": "R-1", "title": "Lock the rack", "effort": 3, "urgent": true, "due_on": "2026-01-31"},
  {"key": "R-2", "cost": 12.50, "systems": ["S-1", "S-2"], "notes": ["one; two", "three"]},
  {"key": "R-3", "title": null, "urgent": false, "state": "in progress", "colour": "red"}
]"""
READ = [
    "1: R-1 title=Lock the rack effort=3 urgent=True due_on=2026-01-31",
    "2: R-2 systems=S-1+S-2 notes=one; two+three cost=12.50",
    "3: R-3 urgent=False state=in progress",
]


def read(text: str | bytes, name: str = JSON) -> RegisterReading[Remedy]:
    return reading_of(text if isinstance(text, bytes) else text.encode(), name=name)


@pytest.mark.row("R-309")
@pytest.mark.parametrize(
    "text",
    [
        REMEDIES,
        f'{{"items": {REMEDIES}}}',
        f'{{"exported": "2026-01-31", "count": 3, "remedies": {REMEDIES}, "warnings": []}}',
        "\ufeff \n" + REMEDIES,
    ],
)
def test_each_object_is_an_item_and_objects_count_from_one(text: str) -> None:
    reading = read(text)

    assert items_of(reading) == READ
    assert (reading.header_row, reading.rows_in, reading.unmapped) == (0, 3, ("colour",))
    assert problems_of(reading) == []
    assert remarks_of(reading) == [
        "registers/remedies.json: rows are counted as objects from 1 on."
    ]


@pytest.mark.row("R-309")
@pytest.mark.parametrize(
    "name", [LINES, "registers/remedies.ndjson", JSON, "registers/remedies.txt"]
)
def test_one_object_a_line_goes_by_its_line(name: str) -> None:
    lines = [json.dumps(each) for each in json.loads(REMEDIES)]

    reading = read("\n".join([lines[0], "", *lines[1:], ""]), name)

    assert items_of(reading) == [
        READ[0],
        READ[1].replace("2:", "3:").replace("12.50", "12.5"),
        READ[2].replace("3:", "4:"),
    ]
    assert skipped_of(reading) == ["row 2: blank"]
    assert remarks_of(reading) == [f"{name}: rows are counted as lines of the file."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_encoding_is_that_of_the_bytes(encoding: str) -> None:
    (item,) = read('[{"key": "R-1", "title": "Tür"}]'.encode(encoding)).items

    assert item.title == "Tür"


def test_a_guessed_encoding_is_said() -> None:
    reading = read('[{"key": "R-1", "title": "Tür"}]'.encode("cp1252"))

    assert items_of(reading) == ["1: R-1 title=Tür"]
    assert remarks_of(reading)[0] == (
        "registers/remedies.json: written without saying in which encoding; read as Windows-1252."
    )


@pytest.mark.row("R-309")
def test_what_no_cell_can_hold_is_named_with_its_place_and_the_rest_is_read() -> None:
    reading = read("""[
        {"key": "R-1", "title": {"en": "Lock", "de": "Schloss"}},
        {"key": "R-2", "notes": ["one", ["two"]]},
        {"key": "R-3", "systems": [{"key": "S-1"}]},
        {"key": "R-4", "cost": NaN, "effort": -Infinity},
        {"key": "R-5", "cost": 1e99999},
        {"key": "R-6", "effort": [7], "notes": [], "title": "one"},
        {"key": "R-7", "title": "one", "effort": 1, "title": "two"},
        {"key": "R-8", "due_on": "soon", "state": 7},
        "R-9",
        ["R-10"],
        12,
        {"key": "R-12", "colour": {"any": "thing"}},
        {"title": "Nobody numbered this"},
        {}
    ]""")

    assert items_of(reading) == ["6: R-6 title=one effort=7", "12: R-12"]
    assert problems_of(reading) == [
        (
            "row 1, column title: an object within the object; "
            "expected a single value or a list of them."
        ),
        (
            "row 2, column notes: a list with a list in it; "
            "expected a single value or a list of them."
        ),
        (
            "row 3, column systems: a list with an object in it; "
            "expected a single value or a list of them."
        ),
        "row 4, column cost: 'NaN'; expected a number that a register can hold.",
        "row 4, column effort: '-Infinity'; expected a number that a register can hold.",
        "row 5, column cost: '1e99999'; expected a number that a register can hold.",
        (
            "row 7, column title: two values of one name ('one' and 'two'); "
            "expected each name once in an object."
        ),
        "row 8, column due_on: 'soon'; expected a date such as 2026-01-31.",
        "row 8, column state: '7'; expected planned or in progress or done.",
        "row 9: 'R-9'; expected an object.",
        "row 10: a list; expected an object.",
        "row 11: '12'; expected an object.",
        "row 13, column key: nothing; expected a key.",
    ]
    assert skipped_of(reading) == [
        "row 1: unreadable ('R-1 | an object within the object')",
        "row 2: unreadable ('R-2 | a list with a list in it')",
        "row 3: unreadable ('R-3 | a list with an object in it')",
        "row 4: unreadable ('R-4 | 'NaN' | '-Infinity'')",
        "row 5: unreadable ('R-5 | '1e99999'')",
        "row 7: unreadable ('R-7 | two values of one name ('one' and 'two') | 1')",
        "row 8: unreadable ('R-8 | soon | 7')",
        "row 9: unreadable",
        "row 10: unreadable",
        "row 11: unreadable",
        "row 13: unreadable ('Nobody numbered this')",
        "row 14: blank",
    ]


@pytest.mark.row("R-309")
def test_a_line_that_is_no_json_is_named_and_the_others_are_read() -> None:
    reading = read('{"key": "R-1"}\n{"key": "R-2",\n{"key": "R-3"} x\n"R-4"\n{"key": "R-5"}', LINES)

    assert items_of(reading) == ["1: R-1", "5: R-5"]
    assert problems_of(reading) == [
        "row 2: an end within the JSON; expected one object a line.",
        "row 3: 'x' where JSON cannot go on; expected one object a line.",
        "row 4: 'R-4'; expected an object.",
    ]


@pytest.mark.row("R-309")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[\n  {"key": "R-1"},\n  {"key": "R-2",}\n]',
            "line 3: '}' where JSON cannot go on; expected JSON.",
        ),
        ('[{"key": "R-1"},', "line 1: an end within the JSON; expected JSON."),
        ("key,title", "line 1: 'key,title' where JSON cannot go on; expected JSON."),
        (
            '{"key": "R-1"}',
            (
                "registers/remedies.json: an object in JSON; "
                "expected an array of objects, one for each row."
            ),
        ),
        (
            '"R-1"',
            (
                "registers/remedies.json: 'R-1' in JSON; "
                "expected an array of objects, one for each row."
            ),
        ),
        (
            '{"items": [{"key": "R-1"}], "items": [{"key": "R-2"}]}',
            "registers/remedies.json: two arrays named 'items'; expected each name once.",
        ),
        (
            "[]",
            (
                "registers/remedies.json: no row of headings; "
                "expected headings such as key, site, title, owner."
            ),
        ),
        (
            "[" * 200_000,
            (
                "registers/remedies.json: JSON nested too deeply; "
                "expected an array of objects, one for each row."
            ),
        ),
        (
            '[{"key": ' + '{"a":' * 200_000,
            (
                "registers/remedies.json: JSON nested too deeply; "
                "expected an array of objects, one for each row."
            ),
        ),
        (
            json.dumps([{f"n{number}": 1} for number in range(1_001)]),
            (
                "registers/remedies.json: objects with more than 1,000 names; "
                "expected objects of the same names."
            ),
        ),
    ],
    ids=lambda value: value[:30],
)
def test_a_file_that_is_no_register_is_refused_by_name(text: str, said: str) -> None:
    assert problems_of(read(text)) == [said]


def test_lines_of_nothing_but_noise_are_refused() -> None:
    assert problems_of(read("{\n" * 200, LINES)) == [
        (
            "registers/remedies.jsonl: more than 100 lines that are no JSON; "
            "expected a table in CSV, XLSX, JSON or Markdown."
        )
    ]


def test_a_file_too_large_to_be_a_register_is_refused_before_it_is_parsed() -> None:
    assert problems_of(read(b"[" + b" " * (129 * 2**20) + b"]")) == [
        "registers/remedies.json: a text file of 129 MB; expected at most 128 MB a register."
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits memory")
def test_a_file_that_bursts_in_memory_is_named() -> None:
    hostile = b"[" + b"[]," * (4 * 2**20) + b"[]]"

    refused, other = read_tables(
        [(JSON, hostile), (JSON, REMEDIES.encode())], limits=Limits(seconds=20, memory_mb=256)
    )

    assert str(refused) == (
        "registers/remedies.json: reading it takes more than 256 MB of memory; "
        "expected a file that can be read in that much memory."
    )
    assert isinstance(other, ParsedFile)


def test_of_two_arrays_the_one_with_more_of_the_headings_is_read() -> None:
    reading = read('{"people": [{"key": "P-1"}], "remedies": [{"key": "R-1", "title": "Lock"}]}')

    assert reading.sheet == "remedies"
    assert items_of(reading) == ["1: R-1 title=Lock"]
    assert remarks_of(reading)[0] == (
        "sheet people: not read, for sheet remedies has more of the headings."
    )


def test_half_of_a_character_is_named() -> None:
    reading = read(r'[{"key": "R-1", "title": "a\ud83d"}, {"key": "R-2", "title": "\u0000"}]')

    assert items_of(reading) == []
    assert problems_of(reading) == [
        ("row 1, column title: 'a\\ud83d'; expected text without NUL or broken characters."),
        ("row 2, column title: '\\u0000'; expected text without NUL or broken characters."),
    ]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(["key", "title", "effort", "systems", "due_on"]) | st.text(max_size=3)


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=6) | VALUES, max_size=6))
@example([{"key": "R-1", "title": "Total"}, {"title": "a section"}, {"key": "key"}])
def test_rows_of_any_array_add_up(records: list[Any]) -> None:
    try:
        tables = parse_json(json.dumps(records), by_lines=False)
    except UnreadableFileError:
        return

    # Read here, not in a process of its own: a hundred of those would take a minute.
    reading = parse_register(ParsedFile(JSON, tables), Remedy)

    numbers = sorted([*reading.rows, *(row.row for row in reading.skipped)])
    assert numbers in ([], list(range(1, len(records) + 1)))
    assert numbers or reading.problems
