"""Reads PDFs: text by page, headings, tables, who made it and when."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from assay.intake.documents.read_one import read_one
from tests.intake.documents.files import (
    pdf,
    pdf_of_objects,
    scanned_pdf,
    tag,
    tagged_pdf,
    untagged,
)
from tests.intake.documents.reading import outline, read

POLICY = """
#set document(
  title: "Access control policy", author: "Ana Kovač",
  date: datetime(year: 2026, month: 1, day: 31, hour: 16, minute: 45, second: 0),
)
#set page(
  paper: "a4", header: [Northwind | Version 2.1 | internal],
  footer: context [Page #counter(page).display()],
)
#set heading(numbering: "1.1")
#outline()
= Purpose
Access rights to every system of the company are reviewed quarterly by the owner of the system,
and the result of the review is kept in the register of reviews for at least three years.

A second paragraph stands apart.
== Leavers
- HR tells IT.
- IT closes the account within one working day, or within one hour where the leaver was an
  administrator of a system that handles the data of customers.
+ First.
= Approval
#table(
  columns: (1fr, 1fr, 1fr, 1fr),
  table.header([Role], [Name], [Date], [Signature]),
  [Managing director], [Cy Dahl], [31 January 2026], [],
  [Security officer], [Ana Kovač], [30.01.2026], [A. Kovač],
)
#pagebreak()
= Review
Once a year.
"""
BLOCKS = [
    "heading 1: Contents",
    "contents line: 1 Purpose 1",
    "contents line: 1.1 Leavers 1",
    "contents line: 2 Approval 1",
    "contents line: 3 Review 2",
    "heading 1: 1 Purpose",
    (
        "paragraph: Access rights to every system of the company are reviewed quarterly by the "
        "owner of the system, and the result of the review is kept in the register of reviews for "
        "at least three years."
    ),
    "paragraph: A second paragraph stands apart.",
    "heading 2: 1.1 Leavers",
    "list item 1: [•] HR tells IT.",
    (
        "list item 1: [•] IT closes the account within one working day, or within one hour where "
        "the leaver was an administrator of a system that handles the data of customers."
    ),
    "list item 1: [1.] First.",
    "heading 1: 2 Approval",
    "table row: Role / Name / Date / Signature",
    "table row: Managing director / Cy Dahl / 31 January 2026 / ",
    "table row: Security officer / Ana Kovač / 30.01.2026 / A. Kovač",
    "heading 1: 3 Review",
    "paragraph: Once a year.",
]


def same(content: bytes) -> bytes:
    return content


@pytest.fixture(scope="module")
def policy() -> bytes:
    return pdf(POLICY)


def test_a_tagged_policy_is_read_as_its_author_made_it(policy: bytes) -> None:
    document = read("policy.pdf", policy)

    assert outline(document) == BLOCKS


def test_without_tags_the_look_of_the_page_says_nearly_the_same(policy: bytes) -> None:
    document = read("policy.pdf", untagged(policy))

    # Only dots lead from a line of the contents to its page.
    contents, rest = outline(document)[1:5], outline(document)[5:]
    assert [line.partition(" .")[0] for line in contents] == [
        line.rpartition(" ")[0] for line in BLOCKS[1:5]
    ]
    assert rest == BLOCKS[5:]


@pytest.mark.parametrize("made", [same, untagged])
def test_facts_are_read_with_tags_and_without(
    policy: bytes, made: Callable[[bytes], bytes]
) -> None:
    document = read("policy.pdf", made(policy))

    assert document.pages == 2
    assert document.created_at == datetime(2026, 1, 31, 16, 45, tzinfo=UTC)
    assert document.author == "Ana Kovač"
    assert (document.title, document.title_found_in) == (
        "Access control policy",
        "document properties",
    )
    assert (document.version, document.version_found_in) == ("2.1", "header or footer")
    assert document.headers_and_footers[0] == "Northwind | Version 2.1 | internal"
    assert [(row.role, row.name, str(row.on), row.signature) for row in document.approvals] == [
        ("Managing director", "Cy Dahl", "2026-01-31", ""),
        ("Security officer", "Ana Kovač", "2026-01-30", "A. Kovač"),
    ]


@pytest.mark.parametrize("made", [same, untagged])
def test_each_block_knows_its_page(policy: bytes, made: Callable[[bytes], bytes]) -> None:
    document = read("policy.pdf", made(policy))

    pages = {document.text_of(block): block.page for block in document.blocks}
    assert (pages["1 Purpose"], pages["3 Review"]) == (1, 2)
    promise = document.text.index("within one working day")
    assert document.place_of(promise) == "section 1.1, page 1"


@pytest.mark.parametrize("made", [same, untagged])
def test_words_broken_at_the_end_of_a_line_are_whole_again(
    made: Callable[[bytes], bytes],
) -> None:
    source = (
        '#set page(width: 120pt, height: auto)\n#set text(lang: "en", hyphenate: true)\n'
        "#set par(justify: true)\n"
        "Responsibilities concerning confidentiality classification necessitate documentation. "
        "A risk-based, risk-oriented internationalisation; based on risk, oriented."
    )
    document = read("a.pdf", made(pdf(source)))

    assert document.text == (
        "Responsibilities concerning confidentiality classification necessitate documentation. "
        "A risk-based, risk-oriented internationalisation; based on risk, oriented."
    )


def test_a_sentence_over_two_pages_is_one_paragraph() -> None:
    source = (
        "#set page(width: 200pt, height: 100pt, margin: 10pt)\n"
        "Access rights to every system are reviewed quarterly by the owner of the system, and what "
        "is found is put right within ten working days, or is accepted in writing by the managing "
        "director, who decides within one further week of having been asked to do so."
    )

    document = read("a.pdf", pdf(source))

    assert document.pages == 2
    assert [block.page for block in document.blocks] == [1]
    assert document.text.endswith("within one further week of having been asked to do so.")


def test_a_table_over_two_pages_is_one_table() -> None:
    rows = ", ".join(f"[R-{number}], [a risk]" for number in range(12))
    source = f"#set page(width: 200pt, height: 120pt, margin: 10pt)\n#table(columns: 2, {rows})"

    document = read("a.pdf", pdf(source))

    assert document.pages > 1
    assert [len(table.rows) for table in document.tables] == [12]


def test_nested_lists_and_cells_of_several_lines_keep_together() -> None:
    source = (
        "- outer\n  - inner\n- last\n\n"
        "#table(columns: (60pt, 60pt), [one two three four five], [x \\ y], [], [z])"
    )

    document = read("a.pdf", pdf(source))

    assert outline(document) == [
        "list item 1: [•] outer",
        "list item 2: [‣] inner",
        "list item 1: [•] last",
        "table row: one two three four five / x y",
        "table row:  / z",
    ]


def test_pages_without_text_are_noted() -> None:
    document = read("half.pdf", scanned_pdf(2, with_text=1))

    assert document.notes == ("scanned: 2 of 3 pages have no text",)
    assert [(document.text_of(block), block.page) for block in document.blocks] == [
        ("Access is reviewed.", 3)
    ]


def test_what_else_a_pdf_carries_is_noted() -> None:
    text = b"BT /F 12 Tf 72 700 Td (Access is reviewed.) Tj ET"
    content = pdf_of_objects(
        b"<</Type/Catalog/Pages 2 0 R/Names<</JavaScript<</Names[(a) 6 0 R]>>"
        b"/EmbeddedFiles<</Names[(f) 7 0 R]>>>>/AcroForm<</Fields[8 0 R]/SigFlags 3>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>>>/Annots[8 0 R]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
        b"<</S/JavaScript/JS(app.alert\\(1\\))>>",
        b"<</Type/Filespec/F(f)>>",
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/Rect[0 0 0 0]"
        b"/V<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>/ByteRange[0 1 2 3]>>>>",
    )

    document = read("a.pdf", content)

    assert document.notes == (
        "1 digital signature, not verified",
        "1 attached file, not read",
        "has JavaScript, not run",
    )


def test_the_outline_makes_headings_of_lines_that_look_like_any_other() -> None:
    source = (
        "#show heading: it => block(text(11pt, weight: 400, it.body))\n"
        "= Purpose\nText of the purpose.\n\n= Scope of it\nText of the scope.\n"
    )

    document = read("a.pdf", untagged(pdf(source)))

    assert [str(heading) for heading in document.headings] == ["Purpose", "Scope of it"]


def test_cells_of_several_lines_keep_together_without_tags() -> None:
    source = (
        "#set page(width: 300pt)\n#table(columns: (60pt, 100pt, 60pt), [Role], [Duty], [Who], "
        "[CEO], [a long duty that takes lines], [Cy], [CIO], [short], [Bo])\n\nAfter the table."
    )

    document = read("a.pdf", untagged(pdf(source)))

    assert outline(document) == [
        "table row: Role / Duty / Who",
        "table row: CEO / a long duty that takes lines / Cy",
        "table row: CIO / short / Bo",
        "paragraph: After the table.",
    ]


def test_a_table_and_lists_within_other_tags_come_after_them() -> None:
    content = tagged_pdf(
        {b"before": 11, b"cell": 14, b"after": 11, b"caption": 15, b"inner": 18, b"outer": 19},
        tag(b"Document", 6, b"11 0 R 16 0 R"),
        tag(b"P", 10, b"0 12 0 R 2"),
        tag(b"Table", 11, b"15 0 R 13 0 R"),
        tag(b"TR", 12, b"14 0 R"),
        tag(b"TD", 13, b"1"),
        tag(b"Caption", 12, b"3"),
        tag(b"L", 10, b"17 0 R 19 0 R"),
        tag(b"L", 16, b"18 0 R"),
        tag(b"LI", 17, b"4"),
        tag(b"LI", 16, b"5"),
    )

    document = read("a.pdf", content)

    assert outline(document) == [
        "paragraph: before after",
        "table row: cell",
        "paragraph: caption",
        "list item 2: [•] inner",
        "list item 1: [•] outer",
    ]


def test_words_that_a_container_holds_itself_are_read() -> None:
    content = tagged_pdf(
        {b"One.": 11, b"Two.": 12, b"Three.": 11},
        tag(b"Document", 6, b"11 0 R"),
        tag(b"Div", 10, b"0 12 0 R 2"),
        tag(b"P", 11, b"1"),
    )

    document = read("a.pdf", content)

    assert outline(document) == ["paragraph: One.", "paragraph: Two.", "paragraph: Three."]


@pytest.mark.parametrize("name", [b"Div", b"P", b"L", b"Table", b"TR", b"Span", b"LI"])
def test_tags_nested_without_end_are_not_followed(name: bytes) -> None:
    nested = [tag(name, 10 + depth, b"%d 0 R" % (12 + depth)) for depth in range(500)]
    content = tagged_pdf(
        {b"Kept": 511, b"text": 511},
        tag(b"Document", 6, b"11 0 R"),
        *nested,
        tag(b"P", 510, b"0 1"),
    )

    document = read("a.pdf", content)

    assert outline(document) == ["paragraph: Kept text"]


def test_one_broken_page_does_not_hide_the_others() -> None:
    content = scanned_pdf(0, with_text=2).replace(b"/Type/Page/Parent", b"/Type/Pxge/Parent", 1)

    reading = read_one("a.pdf", content)

    assert [str(flaw.found) for flaw in reading.flaws] == ["page 1 cannot be read"]
    assert reading.document
    assert reading.document.text == "Access is reviewed."


def test_half_a_character_in_its_properties_stops_nothing() -> None:
    text = b"BT /F 12 Tf 72 700 Td (Access is reviewed.) Tj ET"
    content = pdf_of_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
        b"<</Author<FEFF0041D800>>>",
        trailer=b"/Info 6 0 R",
    )

    assert read("a.pdf", content).author == "A\ufffd"


@pytest.mark.parametrize("made", [same, untagged])
def test_the_two_ends_of_a_header_stay_apart(made: Callable[[bytes], bytes]) -> None:
    source = (
        "#set page(height: 150pt, header: [Northwind, internal #h(1fr) Version 2.1])\n"
        "First.\n#pagebreak()\nSecond."
    )

    document = read("a.pdf", made(pdf(source)))

    assert document.headers_and_footers == ("Northwind, internal | Version 2.1",)
    assert document.version == "2.1"
