"""Sheets as other programs write them: the letter of the format, not Excel's habits."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest

from assay.intake.tables.cell import Cell, Fault, Number
from assay.intake.tables.table import Row
from assay.intake.tables.workbook import parse_workbook
from assay.intake.unreadable import UnreadableFileError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
TRANSITIONAL_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def book_of(
    rows: str,
    *,
    shared: str = "",
    styles: str = "",
    ns: str = MAIN,
    links: str = TRANSITIONAL_LINKS,
) -> bytes:
    """Return a workbook of one sheet, its XML written by hand."""
    relationships = f'<Relationships xmlns="{PACKAGE}">{{}}</Relationships>'.format
    parts = {
        "_rels/.rels": relationships(
            f'<Relationship Id="a" Type="{links}/officeDocument" Target="/xl/book.xml"/>'
        ),
        "xl/book.xml": (
            f'<x:workbook xmlns:x="{ns}" xmlns:l="{links}"><x:sheets>'
            '<x:sheet name="One" sheetId="1" l:id="s"/><x:sheet name="Gone" l:id="lost"/>'
            "</x:sheets></x:workbook>"
        ),
        "xl/_rels/book.xml.rels": relationships(
            f'<Relationship Id="s" Type="{links}/worksheet" Target="sheets/one.xml"/>'
            f'<Relationship Id="t" Type="{links}/sharedStrings" Target="texts.xml"/>'
            f'<Relationship Id="f" Type="{links}/styles" Target="styles.xml"/>'
            f'<Relationship Id="w" Type="{links}/worksheet" Target="http://a.test/x.xml" '
            'TargetMode="External"/>'
        ),
        "xl/sheets/one.xml": (
            f'<x:worksheet xmlns:x="{ns}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
        ),
    }
    if shared:
        parts["xl/texts.xml"] = f'<x:sst xmlns:x="{ns}">{shared}</x:sst>'
    if styles:
        parts["xl/styles.xml"] = f'<x:styleSheet xmlns:x="{ns}">{styles}</x:styleSheet>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def rows_of(content: bytes) -> Sequence[Row]:
    (sheet,) = parse_workbook(content)
    return sheet.rows


def cells_of(cells: str, **parts: str) -> Sequence[Cell]:
    (row,) = rows_of(book_of(f"<x:row>{cells}</x:row>", **parts))
    return row.cells


def test_cells_and_rows_without_a_place_follow_one_another() -> None:
    rows = rows_of(
        book_of(
            "<x:row><x:c><x:v>1</x:v></x:c><x:c r='D1'><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c>"
            "</x:row><x:row/><x:row><x:c><x:v>4</x:v></x:c></x:row>"
        )
    )

    assert [(row.number, [getattr(cell, "shown", "") for cell in row.cells]) for row in rows] == [
        (1, ["1", "", "", "2", "3"]),
        (3, ["4"]),
    ]


def test_rows_out_of_order_are_put_in_order() -> None:
    row = "<x:row r='{0}'><x:c><x:v>{0}</x:v></x:c></x:row>".format

    assert [each.number for each in rows_of(book_of(row(7) + row(2)))] == [2, 7]


@pytest.mark.parametrize(
    ("ns", "links"), [(MAIN, TRANSITIONAL_LINKS), (STRICT, STRICT_LINKS), (MAIN, STRICT_LINKS)]
)
def test_both_editions_of_the_format_are_read(ns: str, links: str) -> None:
    content = book_of("<x:row><x:c><x:v>1</x:v></x:c></x:row>", ns=ns, links=links)

    assert rows_of(content) == [Row(1, [Number(Decimal(1), "1")])]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<x:c t='str'><x:v>a</x:v></x:c>", "a"),
        ("<x:c t='inlineStr'><x:is><x:t> a </x:t></x:is></x:c>", " a "),
        ("<x:c t='b'><x:v>1</x:v></x:c>", True),
        ("<x:c t='b'><x:v>false</x:v></x:c>", False),
        ("<x:c t='d'><x:v>2026-01-31</x:v></x:c>", date(2026, 1, 31)),
        ("<x:c t='d'><x:v>2026-01-31T09:30:00</x:v></x:c>", datetime(2026, 1, 31, 9, 30)),  # noqa: DTZ001
        (
            "<x:c t='d'><x:v>soon</x:v></x:c>",
            Fault("'soon' as a date", "a date such as 2026-01-31"),
        ),
        ("<x:c t='e'><x:v>#DIV/0!</x:v></x:c>", Fault("'#DIV/0!'", "a value")),
        ("<x:c t='s'><x:v>0</x:v></x:c>", "one two"),
        ("<x:c t='s'><x:v>1</x:v></x:c>", "a\tb"),
        ("<x:c t='s'><x:v>7</x:v></x:c>", Fault("a lost text", "a text")),
        ("<x:c t='s'><x:v>-1</x:v></x:c>", Fault("a lost text", "a text")),
        ("<x:c s='1'><x:v>7</x:v></x:c>", Number(Decimal(7), "007")),
        ("<x:c s='9'><x:v>7</x:v></x:c>", Number(Decimal(7), "7")),
        ("<x:c><x:f>A1</x:f><x:v>7</x:v></x:c>", Number(Decimal(7), "7")),
        (
            "<x:c><x:f>A1+1</x:f></x:c>",
            Fault(
                "a formula without a stored result ('=A1+1')",
                "a value (open and save the file once, so that results are stored)",
            ),
        ),
    ],
)
def test_cells_of_every_kind(cell: str, expected: Cell) -> None:
    found = cells_of(
        cell,
        shared=(
            "<x:si><x:r><x:t>one </x:t></x:r><x:r><x:rPr/><x:t>two</x:t></x:r>"
            "<x:rPh sb='0' eb='1'><x:t>said so</x:t></x:rPh></x:si>"
            "<x:si><x:t>a_x0009_b</x:t></x:si>"
        ),
        styles=(
            "<x:numFmts><x:numFmt numFmtId='164' formatCode='000'/></x:numFmts>"
            "<x:cellXfs><x:xf/><x:xf numFmtId='164'/></x:cellXfs>"
        ),
    )

    assert found == [expected]


@pytest.mark.parametrize(
    "cell",
    ["<x:c t='str'><x:f>A1</x:f><x:v/></x:c>", "<x:c s='1'/>", "<x:c t='str'><x:v> </x:v></x:c>"],
)
def test_what_holds_nothing_makes_no_row(cell: str) -> None:
    assert rows_of(book_of(f"<x:row>{cell}</x:row>")) == []


def test_a_workbook_without_styles_or_texts_is_read() -> None:
    assert cells_of("<x:c s='3'><x:v>1</x:v></x:c>") == [Number(Decimal(1), "1")]
    assert cells_of("<x:c s='0'><x:v>1</x:v></x:c>", styles="<x:fonts/>") == [
        Number(Decimal(1), "1")
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("<x:row r='0'/>", "a row numbered 0"),
        ("<x:row r='one'/>", "a row numbered one"),
        ("<x:row><x:c r='XFE1'><x:v>1</x:v></x:c></x:row>", "a cell beyond the last column"),
        ("<x:row><x:c r='é1'><x:v>1</x:v></x:c></x:row>", "a cell beyond the last column"),
        ("<x:row><x:c r='1'><x:v>1</x:v></x:c></x:row>", "a cell beyond the last column"),
    ],
)
def test_places_that_no_sheet_has_refuse_the_workbook(rows: str, found: str) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        parse_workbook(book_of(rows))

    assert refusal.value.found == found
