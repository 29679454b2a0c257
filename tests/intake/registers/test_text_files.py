"""Text files as other programs write them: encodings, separators, quotation marks, lines."""

import pytest

from tests.intake.registers.keeping import (
    CSV,
    csv_file,
    items_of,
    problems_of,
    reading_of,
    remarks_of,
    skipped_of,
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_the_file_says_of_its_encoding_is_believed(encoding: str) -> None:
    reading = reading_of("key,title\nR-1,Tür\n".encode(encoding))

    assert items_of(reading) == ["2: R-1 title=Tür"]
    assert remarks_of(reading) == []


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Windows-1252"), ("cp850", "DOS 850")],
)
def test_an_old_encoding_is_told_by_its_words_and_said(encoding: str, name: str) -> None:
    text = "key;title\nR-1;Tür am Gebäude öffnen\nR-2;Größe prüfen, déjà vu\n"

    reading = reading_of(text.encode(encoding))

    assert items_of(reading) == [
        "2: R-1 title=Tür am Gebäude öffnen",
        "3: R-2 title=Größe prüfen, déjà vu",
    ]
    assert remarks_of(reading)[0] == (
        f"{CSV}: written without saying in which encoding; read as {name}."
    )


@pytest.mark.row("R-309")
def test_broken_characters_are_named_and_the_row_is_read() -> None:
    content = "key,title\nR-1,Tür\nR-2,Übung\n".encode()
    cut = content.replace("Übung".encode(), b"\xc3bung")

    reading = reading_of(cut)

    assert items_of(reading) == ["2: R-1 title=Tür", "3: R-2 title=\ufffdbung"]
    assert problems_of(reading) == [
        "row 3, column title: '\ufffdbung'; expected text without broken characters."
    ]


def test_text_that_was_decoded_wrongly_before_is_remarked() -> None:
    reading = reading_of("key,title\nR-1,MÃ¼ller\nR-2,Ärger\n".encode())

    assert items_of(reading) == ["2: R-1 title=MÃ¼ller", "3: R-2 title=Ärger"]
    assert remarks_of(reading) == [
        (
            "column title: text that was decoded wrongly before, such as 'MÃ¼ller' in row 2, "
            "which may be 'Müller'."
        )
    ]


def test_text_that_no_database_keeps_is_named() -> None:
    reading = reading_of(b"key,title\nR-1,a\0b" + b"c" * 100 + b"\nR-2,Lock\n")

    assert items_of(reading) == ["3: R-2 title=Lock"]
    assert problems_of(reading) == [
        (
            f"row 2, column title: 'a\\u0000b{'c' * 51}…'; "
            "expected text without NUL or broken characters."
        )
    ]


@pytest.mark.parametrize("separator", ["\t", "|", ";", ","])
def test_other_separators_are_found_by_the_headings_they_make(separator: str) -> None:
    text = "key,title,effort\nR-1,Doors; windows | gates,3\n"
    if separator == ",":
        text = text.replace(",", "\0").replace("; ", " ; ").replace("\0", ",")

    reading = reading_of(text.replace(",", separator).replace("; ", " and ").encode())

    assert [item.effort for item in reading.items] == [3] if separator != "|" else True


def test_a_first_line_that_names_the_separator_is_no_row() -> None:
    reading = reading_of(b"sep=;\r\nkey;title\r\nR-1;Lock, stock\r\n")

    assert reading.header_row == 1
    assert items_of(reading) == ["2: R-1 title=Lock, stock"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_counted_as_a_spreadsheet_counts_them(end: str) -> None:
    lines = ["key,title", 'R-1,"two', 'lines"', "", "R-2,one", "", ""]

    reading = reading_of(end.join(lines).encode())

    assert items_of(reading) == ["2: R-1 title=two\nlines", "4: R-2 title=one"]
    assert skipped_of(reading) == ["row 3: blank"]


def test_rows_of_uneven_length() -> None:
    content = csv_file("""
        key,title,effort
        R-1
        R-2,Lock
        R-3,Lock, stock and barrel,2
        R-4,Lock,2,,
    """)

    reading = reading_of(content)

    assert items_of(reading) == ["2: R-1", "3: R-2 title=Lock", "5: R-4 title=Lock effort=2"]
    assert problems_of(reading) == [
        "row 4: 4 cells under 3 headings; expected quotation marks round a cell with a separator.",
        "row 4, column effort: 'stock and barrel'; expected a whole number such as 12.",
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows() -> None:
    content = csv_file("""
        key,title,effort
        R-1,"Lock the rack,3
        R-2,"Patch" the host,2
        R-3,A 19" rack,1
        R-4,"Say ""no"", twice",1
    """)

    reading = reading_of(content)

    assert items_of(reading) == [
        '4: R-3 title=A 19" rack effort=1',
        '5: R-4 title=Say "no", twice effort=1',
    ]
    assert problems_of(reading) == [
        (
            "row 2: quotation marks that do not pair; "
            "expected a quotation mark at both ends of a cell, or none."
        ),
        (
            "row 3: quotation marks that do not pair; "
            "expected a quotation mark at both ends of a cell, or none."
        ),
    ]
