"""What one document says: its text with positions, and what it tells of itself."""

import pytest

from assay.domain.document_text import Block, BlockKind, DocumentText, Heading, MediaType, Span
from tests.intake.documents.reading import read

POLICY = """\
Preface.

# Policy

Access is reviewed.

## 2.1 Leavers

| System | Owner |
|--------|-------|
| ERP    | Ana   |

Between.

| Site |
|------|
| Oslo |
"""


@pytest.fixture(scope="module")
def policy() -> DocumentText:
    return read("policy.md", POLICY)


def test_tables_are_values(policy: DocumentText) -> None:
    assert [table.rows for table in policy.tables] == [
        (("System", "Owner"), ("ERP", "Ana")),
        (("Site",), ("Oslo",)),
    ]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Preface", "line 1"),
        ("Access", "section Policy, line 5"),
        ("Leavers", "section 2.1, line 7"),
        ("ERP", "section 2.1, line 11"),
        ("Oslo", "section 2.1, line 17"),
    ],
)
def test_a_position_has_a_place_in_words(policy: DocumentText, words: str, place: str) -> None:
    assert policy.place_of(policy.text.index(words)) == place


def test_without_pages_lines_or_headings_the_block_is_counted() -> None:
    document = DocumentText(
        MediaType.WORD,
        "",
        0,
        "one\ntwo",
        (Block(BlockKind.PARAGRAPH, 0, 3), Block(BlockKind.PARAGRAPH, 4, 7)),
    )

    assert (document.place_of(5), document.place_of(3), document.place_of(99)) == (
        "block 2",
        "",
        "",
    )


@pytest.mark.parametrize(
    "block",
    [
        Block(BlockKind.PARAGRAPH, 0, 5),
        Block(BlockKind.PARAGRAPH, -1, 3),
        Block(BlockKind.PARAGRAPH, 3, 2),
        Block(BlockKind.TABLE_ROW, 0, 2, table=1, cells=(Span(0, 3),)),
    ],
)
def test_positions_that_point_nowhere_are_refused(block: Block) -> None:
    with pytest.raises(ValueError, match=r"^a (block|cell)"):
        DocumentText(MediaType.PDF, "", 0, "text", (block,))


def test_a_heading_that_points_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^a Heading from 0 to 9"):
        DocumentText(MediaType.PDF, "", 0, "text", headings=(Heading(1, "", "x", 0, 9),))
