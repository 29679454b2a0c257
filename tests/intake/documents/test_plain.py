"""Reads plain text: paragraphs between blank lines; headings are numbered or underlined."""

from tests.intake.documents.reading import outline, read

PROCEDURE = """\
Leaver procedure
================
Version: 2.1
Owner: Ana Kovac, HR

1. Purpose

Accounts are closed
within one day.
- at once for admins
- a) whoever else

2.1 Exceptions
--------------
None.

----------

2. Everything ends with a sentence.
"""


def test_headings_paragraphs_and_bullets_are_told_apart() -> None:
    document = read("procedure.txt", PROCEDURE)

    assert outline(document) == [
        "heading 1: Leaver procedure",
        "paragraph: Version: 2.1\nOwner: Ana Kovac, HR",
        "heading 1: 1. Purpose",
        "paragraph: Accounts are closed\nwithin one day.",
        "list item 1: [-] at once for admins",
        "list item 1: [-] a) whoever else",
        "heading 2: 2.1 Exceptions",
        "paragraph: None.",
        "list item 1: [2.] Everything ends with a sentence.",
    ]
    assert [(heading.number, heading.title) for heading in document.headings] == [
        ("", "Leaver procedure"),
        ("1", "Purpose"),
        ("2.1", "Exceptions"),
    ]


def test_facts_stand_in_its_first_lines() -> None:
    document = read("procedure.txt", PROCEDURE)

    assert [(said.name, said.text, said.found_in) for said in document.declared] == [
        ("version", "2.1", "the line 'Version: 2.1'"),
        ("owner", "Ana Kovac, HR", "the line 'Owner: Ana Kovac, HR'"),
        ("title", "Leaver procedure", "first heading"),
    ]


def test_blocks_know_their_lines() -> None:
    document = read("procedure.txt", PROCEDURE)

    assert [block.line for block in document.blocks] == [1, 3, 6, 8, 10, 11, 13, 15, 19]


def test_windows_line_ends_make_no_difference() -> None:
    document = read("procedure.txt", PROCEDURE.replace("\n", "\r\n"))

    assert document.blocks == read("procedure.txt", PROCEDURE).blocks
