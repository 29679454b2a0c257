"""Files made to hurt, or only damaged: each is named, none stops the next one."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from assay.domain.problem import Problem
from assay.intake.limits import Limits
from assay.intake.registers.read import read_register
from assay.intake.tables.read import ParsedFile, read_tables
from tests.intake.documents.files import word_of
from tests.intake.registers.keeping import Remedy

SHEET = "xl/worksheets/sheet1.xml"


def plain_book() -> bytes:
    book = Workbook()
    book.active.append(["key", "title"])
    book.active.append(["R-1", "Lock"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rewritten(change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """Return a workbook with some of its parts changed, left out or added."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain_book())) as book,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for name in book.namelist():
            part = change(name, book.read(name))
            if part is not None:
                other.writestr(name, part)
        for name, part in added.items():
            other.writestr(name, part)
    return content.getvalue()


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    return rewritten(lambda name, part: change(part) if name == SHEET else part)


def said_of(name: str, content: bytes) -> list[str]:
    """Return what is said of a file that stands between two sound ones."""
    sound = ("a.xlsx", plain_book())
    before, asked, after = read_tables(
        [sound, (name, content), sound], limits=Limits(seconds=20, memory_mb=512, answer_mb=8)
    )
    assert isinstance(before, ParsedFile)
    assert isinstance(after, ParsedFile)
    return [str(asked)] if isinstance(asked, Problem) else []


def bomb() -> bytes:
    """Return a workbook of half a megabyte whose sheet is one of 410 megabytes."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain_book())) as book,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as other,
    ):
        for name in book.namelist():
            start, data, end = book.read(name).partition(b"<sheetData>")
            with other.open(name, "w") as part:
                part.write(start + data)
                for _ in range(410 if name == SHEET else 0):
                    part.write(b"<row><c t='str'><v>" + b"a" * 2**20 + b"</v></c></row>")
                part.write(end)
    return content.getvalue()


LEVELS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))


def entity_bomb_in(encoding: str) -> bytes:
    text = f"<!DOCTYPE worksheet [{LEVELS}]><worksheet><row>&e11;</row></worksheet>"
    return text.encode(encoding)


def that_lies_about_its_size() -> bytes:
    content = bytearray(with_sheet(lambda part: part.replace(b"Lock", b"a" * 3_000_000)))
    at = content.rfind(SHEET.encode()) - 46 + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def entity_bomb() -> bytes:
    declared = f"<!DOCTYPE worksheet [{LEVELS}]><worksheet".encode()
    return with_sheet(
        lambda part: part.replace(b"<worksheet", declared, 1).replace(b"Lock", b"&e11;")
    )


def lone_row_of_cells() -> bytes:
    cells = b"<c><v>1</v></c>" * 200_000
    return with_sheet(
        lambda part: part.replace(b"</sheetData>", b"<row>" + cells + b"</row></sheetData>")
    )


def broken_stream() -> bytes:
    content = bytearray(plain_book())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as book:
        at = book.getinfo(SHEET).header_offset + 60
    content[at : at + 40] = b"\xff" * 40
    return bytes(content)


def ole(*parts: str) -> bytes:
    names = b"".join(part.encode("utf-16-le") for part in parts)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + names


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param(
            "r.csv",
            b"",
            ("an empty file; expected a table in CSV, XLSX, JSON or Markdown"),
            id="empty",
        ),
        pytest.param(
            "r.csv",
            b" \r\n\n",
            ("an empty file; expected a table in CSV, XLSX, JSON or Markdown"),
            id="blank lines",
        ),
        pytest.param(
            "r.xlsm",
            plain_book(),
            "a workbook with macros; expected the same file saved without macros",
            id="macros by name",
        ),
        pytest.param(
            "r.xlsx",
            rewritten(lambda _, part: part, **{"xl/vbaProject.bin": b"Sub"}),
            (
                "an office file with macros (xl/vbaProject.bin); "
                "expected the same file saved without macros"
            ),
            id="macros inside",
        ),
        pytest.param(
            "r.xls",
            ole("Workbook"),
            "an office file of before 2007; expected the same file saved as XLSX",
            id="old kind",
        ),
        pytest.param(
            "r.xlsx",
            ole("EncryptionInfo", "EncryptedPackage"),
            (
                "an office file that opens only with a password; "
                "expected a workbook without a password"
            ),
            id="encrypted",
        ),
        pytest.param(
            "r.xlsb",
            rewritten(
                lambda _, part: part.replace(b"xl/workbook.xml", b"xl/workbook.bin"),
                **{"xl/workbook.bin": b"\0"},
            ),
            ("a binary workbook (XLSB); expected a table in CSV, XLSX, JSON or Markdown"),
            id="binary workbook",
        ),
        pytest.param(
            "r.ods",
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            ("an OpenDocument file; expected a table in CSV, XLSX, JSON or Markdown"),
            id="OpenDocument",
        ),
        pytest.param(
            "r.xlsx",
            zipped(word__document=b"", _rels=b""),
            ("a ZIP archive; expected a table in CSV, XLSX, JSON or Markdown"),
            id="some archive",
        ),
        pytest.param(
            "r.xlsx",
            rewritten(lambda name, part: None if name == "xl/workbook.xml" else part),
            "an office file without a main part; expected a whole file",
            id="without its workbook",
        ),
        pytest.param(
            "r.xlsx",
            plain_book()[:900],
            "a ZIP archive that is cut off or damaged; expected a whole file",
            id="cut short",
        ),
        pytest.param(
            "r.xlsx",
            broken_stream(),
            (
                "a damaged archive: xl/worksheets/sheet1.xml cannot be unpacked; "
                "expected a whole file"
            ),
            id="damaged inside",
        ),
        pytest.param(
            "r.xlsx",
            with_sheet(lambda part: part[:-30]),
            (
                "xl/worksheets/sheet1.xml is XML that is broken at line 1; "
                "expected XML as an office program writes it"
            ),
            id="no XML",
        ),
        pytest.param(
            "r.xlsx",
            entity_bomb(),
            (
                "xl/worksheets/sheet1.xml declares entities (<!DOCTYPE); "
                "expected XML without declarations"
            ),
            id="entity bomb",
        ),
        pytest.param(
            "r.xlsx",
            with_sheet(lambda _: entity_bomb_in("utf-16")),
            (
                "xl/worksheets/sheet1.xml declares entities (<!DOCTYPE); "
                "expected XML without declarations"
            ),
            id="entity bomb in UTF-16",
        ),
        pytest.param(
            "r.xlsx",
            with_sheet(lambda _: entity_bomb_in("utf-32")),
            "xl/worksheets/sheet1.xml is not XML; expected XML as an office program writes it",
            id="entity bomb in UTF-32",
        ),
        pytest.param(
            "r.xlsx",
            with_sheet(lambda _: b" " * 32_763 + entity_bomb_in("utf-8")),
            (
                "xl/worksheets/sheet1.xml declares entities (<!DOCTYPE); "
                "expected XML without declarations"
            ),
            id="entity bomb where two pieces meet",
        ),
        pytest.param(
            "r.xlsx",
            rewritten(lambda _, part: part, **{"../../etc/job": b"run"}),
            (
                "an archive with a file named '../../etc/job', outside of its own folder; "
                "expected an archive as an office program writes it"
            ),
            id="path out of the archive",
        ),
        pytest.param(
            "r.xlsx",
            rewritten(lambda _, part: part, **{"XL/WORKBOOK.XML": b"another"}),
            (
                "an archive with 2 files xl/workbook.xml; "
                "expected an archive as an office program writes it"
            ),
            id="two of a name",
        ),
        pytest.param(
            "r.xlsx",
            rewritten(lambda _, part: part, **{"xl/inner.zip": b"PK"}),
            (
                "an archive within the archive (xl/inner.zip); "
                "expected a file without archives inside"
            ),
            id="archive within",
        ),
        pytest.param(
            "r.xlsx",
            rewritten(lambda _, part: part, **{"xl/bomb.xml": b"a" * 5_000_000}),
            (
                "an archive whose xl/bomb.xml unpacks to 1,025 times its size; "
                "expected at most 200 times"
            ),
            id="bomb",
        ),
        pytest.param(
            "r.xlsx",
            that_lies_about_its_size(),
            (
                "a damaged archive: xl/worksheets/sheet1.xml cannot be unpacked; "
                "expected a whole file"
            ),
            id="bomb that lies",
        ),
        pytest.param(
            "r.xlsx",
            word_of("text"),
            ("a Word document; expected a table in CSV, XLSX, JSON or Markdown"),
            id="Word document",
        ),
        pytest.param(
            "r.xlsx",
            lone_row_of_cells(),
            "a cell beyond the last column; expected a sound XLSX file",
            id="endless row",
        ),
        pytest.param(
            "r.xlsx",
            with_sheet(lambda part: part.replace(b'<row r="2"', b'<row r="9999999"')),
            "a row numbered 9999999; expected rows that a spreadsheet has",
            id="row beyond the last",
        ),
        pytest.param(
            "r.csv",
            b"%PDF-1.7\n1 0 obj",
            ("a PDF; expected a table in CSV, XLSX, JSON or Markdown"),
            id="PDF",
        ),
        pytest.param(
            "r.xls",
            b"\xef\xbb\xbf <HTML><table><tr><td>key</td></tr></table>",
            ("a web page; expected a table in CSV, XLSX, JSON or Markdown"),
            id="web page",
        ),
        pytest.param(
            "r.csv",
            bytes(range(256)) * 100,
            ("bytes that are no text; expected a table in CSV, XLSX, JSON or Markdown"),
            id="bytes",
        ),
        pytest.param(
            "r.csv",
            zlib.compress(b"key,title") + bytes(400),
            ("bytes that are no text; expected a table in CSV, XLSX, JSON or Markdown"),
            id="compressed bytes",
        ),
    ],
)
def test_a_file_that_is_no_register_is_refused_by_name(
    name: str, content: bytes, said: str
) -> None:
    assert said_of(name, content) == [f"{name}: {said}."]


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    assert said_of("r.xlsx", bomb()) == [
        (
            "r.xlsx: an archive of 1.8 MB that unpacks to 410.0 MB; "
            "expected one that unpacks to at most 400 MB."
        )
    ]


def table_of(content: bytes) -> ParsedFile:
    (read,) = read_tables([("r.xlsx", content)])
    assert isinstance(read, ParsedFile)
    return read


def test_a_sheet_that_claims_to_be_huge_is_as_large_as_its_cells() -> None:
    huge = with_sheet(
        lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)
    )

    assert [row.cells for row in table_of(huge).sheets[0].rows] == [
        ["key", "title"],
        ["R-1", "Lock"],
    ]


def test_a_merge_of_a_whole_column_costs_nothing() -> None:
    merged = with_sheet(
        lambda part: part.replace(
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>',
        )
    )

    (sheet,) = table_of(merged).sheets
    assert [tuple(area) for area in sheet.merged] == [(1, 0, 1_048_576, 0)]
    assert len(sheet.rows) == 2


def test_two_cells_at_opposite_corners_make_two_rows() -> None:
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    (sheet,) = table_of(with_sheet(lambda part: part.replace(b"</sheetData>", corner))).sheets

    assert [row.number for row in sheet.rows] == [1, 2, 1_048_576]
    assert len(sheet.rows[2].cells) == 16_384


def test_targets_outside_the_archive_lead_nowhere() -> None:
    def point_outside(name: str, part: bytes) -> bytes:
        if name != "xl/_rels/workbook.xml.rels":
            return part
        return part.replace(b"/xl/worksheets/sheet1.xml", b"../../../../etc/passwd")

    assert table_of(rewritten(point_outside)).sheets == []


def test_a_line_too_long_to_be_a_row_is_refused() -> None:
    reading = read_register("r.csv", b'key,title\nR-1,"' + b"a" * 3_000_000, Remedy)

    assert [str(problem) for problem in reading.problems] == [
        "r.csv: a line of 3,000,005 characters; expected cells of at most 1,000,000 characters."
    ]


def test_a_file_of_nothing_but_separators_is_refused() -> None:
    reading = read_register("r.csv", b"key,title\n" + b"," * 20_000_001, Remedy)

    assert [str(problem) for problem in reading.problems] == [
        "r.csv: a table of more than 20,000,000 cells; expected a register in smaller parts."
    ]


def test_quotation_marks_gone_wild_are_refused() -> None:
    reading = read_register("r.csv", b"key,title\n" + b'R-1,"Lock" it\n' * 200, Remedy)

    assert [str(problem) for problem in reading.problems] == [
        (
            "r.csv: quotation marks that do not pair in more than 100 rows; "
            "expected a table in CSV, XLSX, JSON or Markdown."
        )
    ]


def test_a_file_too_large_to_be_a_register_is_refused_before_it_is_read() -> None:
    (read,) = read_tables([("r.csv", b"a" * (129 * 2**20))])

    assert str(read) == "r.csv: a text file of 129 MB; expected at most 128 MB a register."
