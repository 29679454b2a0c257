"""A document as a page with its promises marked in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.assessment.living_document import Piece, living_document
from assay.domain.claim import Claim, ClaimKind
from assay.domain.document_text import DocumentText
from assay.intake.documents.read_one import read_one

TEXT = """# Access policy

## 1 Purpose

Rights are reviewed at least quarterly.

## 2 Reviews

Rights are reviewed at least
quarterly. Leavers lose “all rights” within a day.

| Who | What |
|---|---|
| Owner | reviews each year |
"""


def read(text: str = TEXT) -> DocumentText:
    document = read_one("documents/POL-1.md", text.encode()).document
    assert document is not None
    return document


def claim(quote: str, section: str = "", key: str = "C-1") -> Claim:
    return Claim(
        key=key,
        document="POL-1",
        section=section,
        quote=quote,
        kind=ClaimKind.FREQUENCY,
        family="access_review",
    )


def marked(*claims: Claim) -> list[tuple[int, Piece]]:
    return [
        (place, piece)
        for place, paragraph in enumerate(living_document(read(), claims).paragraphs)
        for pieces in (paragraph.cells or (paragraph.pieces,))
        for piece in pieces
        if piece.promises
    ]


def test_a_promise_is_marked_in_the_section_that_it_names() -> None:
    quote = "Rights are reviewed at least quarterly."

    (first,) = marked(claim(quote))
    (second,) = marked(claim(quote, "2 Reviews"))

    assert first[0] < second[0]
    assert second[1].text.split() == ["Rights", "are", "reviewed", "at", "least", "quarterly"]


@pytest.mark.parametrize(
    "quote", ['leavers lose "all rights" within a day', "Leavers  lose\n“all rights” within a day."]
)
def test_blanks_case_and_quotation_marks_are_no_difference(quote: str) -> None:
    ((_, piece),) = marked(claim(quote))

    assert piece.text == "Leavers lose “all rights” within a day"


def test_two_promises_over_the_same_words_share_the_piece() -> None:
    found = marked(
        claim("Leavers lose “all rights” within a day", key="C-1"),
        claim("“all rights” within a day", key="C-2"),
    )

    assert [(piece.text, piece.promises) for _, piece in found] == [
        ("Leavers lose ", ("C-1",)),
        ("“all rights” within a day", ("C-1", "C-2")),
    ]


def test_a_promise_in_a_table_is_marked_in_its_cell() -> None:
    ((_, piece),) = marked(claim("reviews each year"))

    assert piece.text == "reviews each year"


def test_words_that_are_not_there_are_told() -> None:
    living = living_document(read(), [claim("Rights are reviewed monthly.")])

    assert living.not_found == ("C-1",)
    assert living_document(read(), []).not_found == ()


@given(st.integers(0, 60), st.integers(1, 60))
def test_the_pieces_of_a_page_are_the_whole_text_whatever_is_marked(
    start: int, length: int
) -> None:
    document = read()
    quote = document.text[start : start + length]

    whole = living_document(document, [claim(quote)])

    for paragraph, block in zip(whole.paragraphs, document.blocks, strict=True):
        assert "".join(piece.text for piece in paragraph.pieces) == document.text_of(block)
