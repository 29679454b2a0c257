"""Builds the one text of a document and the blocks that point into it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.domain.document_text import BlockKind, DocumentText, MediaType
from assay.intake.documents.build import TextBuilder, normalise
from assay.intake.documents.read_one import read_one

ANYTHING = st.text(max_size=60)
A_BLOCK = st.tuples(st.sampled_from([*BlockKind]), st.lists(ANYTHING, min_size=1, max_size=4))


def build(blocks: Sequence[tuple[BlockKind, Sequence[str]]]) -> TextBuilder:
    built = TextBuilder()
    for kind, texts in blocks:
        if kind is BlockKind.TABLE_ROW:
            built.start_table()
            built.add_row(texts)
        else:
            built.add(kind, texts[0])
    return built


@given(ANYTHING)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("written", "normalised"),
    [
        ("  two\t\u00a0words \r\n\r\n next ", "two words\nnext"),
        ("cafe\u0301", "café"),
        ("so\u00adft hy\u200bphen\ufeff", "soft hyphen"),
        ("\u202egnihton\u202c", "gnihton"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("\uf0b7 bullet of a symbol font", "bullet of a symbol font"),
        ("नमस्‍ते", "नमस्‍ते"),
        ("\x00\x01", ""),
    ],
)
def test_what_nobody_sees_is_gone(written: str, normalised: str) -> None:
    assert normalise(written) == normalised


@given(st.lists(A_BLOCK, max_size=12))
def test_every_block_spans_exactly_its_own_text(
    blocks: list[tuple[BlockKind, list[str]]],
) -> None:
    built = build(blocks)

    document = DocumentText(MediaType.MARKDOWN, "", 0, built.text(), tuple(built.blocks))
    wanted = [
        (kind, tuple(map(normalise, texts)) if kind is BlockKind.TABLE_ROW else normalise(texts[0]))
        for kind, texts in blocks
    ]
    assert [
        (block.kind, document.cells_of(block) or document.text_of(block))
        for block in document.blocks
    ] == [(kind, text) for kind, text in wanted if any(text)]


@given(st.lists(A_BLOCK, max_size=12))
def test_nothing_of_the_text_lies_outside_of_its_blocks(
    blocks: list[tuple[BlockKind, list[str]]],
) -> None:
    built = build(blocks)

    text = built.text()
    assert "\n".join(text[block.start : block.end] for block in built.blocks) == text


@given(st.text(), st.sampled_from(["a.md", "a.txt"]))
def test_any_text_makes_a_sound_document_or_is_refused(text: str, name: str) -> None:
    reading = read_one(name, text.encode("utf-8", "surrogatepass"))

    document = reading.document
    assert document or reading.flaws
    for heading in document.headings if document else ():
        shown = (document.text_of(heading) if document else "").strip()
        assert shown.endswith(heading.title)


@given(st.binary(max_size=300), st.sampled_from(["a.md", "a.txt", "a.docx", "a.pdf"]))
def test_any_bytes_make_a_document_or_are_refused(content: bytes, name: str) -> None:
    reading = read_one(name, content)

    assert reading.document or reading.flaws


def test_the_number_of_a_heading_is_told_from_its_title() -> None:
    built = TextBuilder()
    for text in ("4.2 Access", "A.5.18 Access rights", "3) Scope", "Purpose", "2026 in review"):
        built.add(BlockKind.HEADING, text, level=1)

    assert [(heading.number, heading.title) for heading in built.headings] == [
        ("4.2", "Access"),
        ("A.5.18", "Access rights"),
        ("3", "Scope"),
        ("", "Purpose"),
        ("", "2026 in review"),
    ]
