"""Reads Word files (.docx): text, headings with their numbers, tables, headers, who and when."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from docx.document import Document
from docx.shared import Inches

from tests.intake.documents.files import W, paragraph, word, word_of_parts
from tests.intake.documents.reading import outline, read

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STYLES = """
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/>
  <w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr>
  <w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr>
</w:style>
<w:style w:styleId="Ours"><w:name w:val="Northwind chapter"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="V1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
    <w:pStyle w:val="H1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/>
    <w:lvlText w:val="%1)"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="9"><w:abstractNumId w:val="2"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def item(list_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def write_policy(document: Document) -> None:
    properties = document.core_properties
    properties.title = "Access control policy"
    properties.author = "Ana Kovač"
    properties.last_modified_by = "Bo Lind"
    properties.created = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
    properties.modified = datetime(2026, 1, 31, 16, 45, tzinfo=UTC)
    properties.revision = 14
    properties.version = "2.1"
    document.add_heading("Access control policy", level=0)
    document.add_heading("Purpose", level=1)
    document.add_paragraph("Access is reviewed quarterly.")
    document.add_paragraph("by the owner", style="List Bullet")
    document.add_heading("Leavers", level=2)
    table = document.add_table(rows=3, cols=4)
    rows = (
        ("Role", "Name", "Date", "Signature"),
        ("Managing director", "Cy Dahl", "31 January 2026", ""),
        ("Security officer", "Ana Kovač", "30.01.2026", "A. Kovač"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for place, text in zip(row.cells, texts, strict=True):
            place.text = text
    document.sections[0].footer.paragraphs[0].text = "Northwind | Version 2.1 | internal"


def test_a_policy_of_python_docx_is_read_whole() -> None:
    document = read("policy.docx", word(write_policy))

    assert outline(document) == [
        "heading: Access control policy",
        "heading 1: Purpose",
        "paragraph: Access is reviewed quarterly.",
        "list item 1: [•] by the owner",
        "heading 2: Leavers",
        "table row: Role / Name / Date / Signature",
        "table row: Managing director / Cy Dahl / 31 January 2026 / ",
        "table row: Security officer / Ana Kovač / 30.01.2026 / A. Kovač",
    ]
    assert document.headers_and_footers == ("Northwind | Version 2.1 | internal",)


def test_who_and_when_come_from_its_properties() -> None:
    document = read("policy.docx", word(write_policy))

    assert (document.author, document.last_modified_by) == ("Ana Kovač", "Bo Lind")
    assert document.created_at == datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
    assert document.modified_at == datetime(2026, 1, 31, 16, 45, tzinfo=UTC)
    assert document.revision == 14
    assert (document.title, document.title_found_in) == ("Access control policy", "title paragraph")
    assert (document.version, document.version_found_in) == ("2.1", "header or footer")


def test_headings_and_lists_have_the_numbers_that_word_shows() -> None:
    body = (
        paragraph("Scope", style("H1"))
        + paragraph("Places", style("H2"))
        + paragraph("People", style("H2"))
        + paragraph("", style("H1"))
        + paragraph("Rules", style("Ours"))
        + paragraph("Sub", style("H2"))
        + paragraph("first", item(8, 0))
        + paragraph("inner", item(8, 1))
        + paragraph("dot", item(8, 2))
        + paragraph("second", item(8, 0))
        + paragraph("again", item(9, 0))
        + paragraph("none", item(0, 0))
        + paragraph("Annex", '<w:outlineLvl w:val="0"/>')
        + paragraph("body text", style("H1") + '<w:outlineLvl w:val="9"/>' + item(0, 0))
        + paragraph("looped", style("Loop"))
    )

    document = read("a.docx", word_of_parts(body, parts={"styles": STYLES, "numbering": NUMBERING}))

    assert outline(document) == [
        "heading 1: [1.] Scope",
        "heading 2: [1.1] Places",
        "heading 2: [1.2] People",
        "heading 1: [2.] Rules",
        "heading 2: [2.1] Sub",
        "list item 1: [c)] first",
        "list item 2: [I.] inner",
        "list item 3: [•] dot",
        "list item 1: [d)] second",
        "list item 1: [a)] again",
        "paragraph: none",
        "heading 1: Annex",
        "paragraph: body text",
        "paragraph: looped",
    ]
    assert [str(heading) for heading in document.headings][:3] == [
        "1 Scope",
        "1.1 Places",
        "1.2 People",
    ]


def test_a_table_of_contents_is_marked_as_said_again() -> None:
    body = paragraph("Scope ... 3", style("V1")) + paragraph("Policy", style("Titel"))

    document = read("a.docx", word_of_parts(body, parts={"styles": STYLES}))

    assert outline(document) == ["contents line: Scope ... 3", "heading: Policy"]


def test_tracked_changes_are_read_as_accepted_and_noted() -> None:
    inserted = '<w:ins w:author="Ana"><w:r><w:t>quarterly</w:t></w:r></w:ins>'
    deleted = '<w:del w:author="Bo"><w:r><w:delText>yearly</w:delText></w:r></w:del>'
    moved_from = '<w:moveFrom w:author="Bo"><w:r><w:t>(once)</w:t></w:r></w:moveFrom>'
    moved_to = '<w:moveTo w:author="Bo"><w:r><w:t>(once)</w:t></w:r></w:moveTo>'
    body = (
        f"<w:p>{moved_from}<w:r><w:t>Reviewed </w:t></w:r>{deleted}{inserted}</w:p>"
        f"<w:p>{moved_to}</w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc>"
        "</w:tr><w:tr><w:tc><w:p><w:r><w:t>stays</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )

    document = read("a.docx", word_of_parts(body))

    assert outline(document) == [
        "paragraph: Reviewed quarterly",
        "paragraph: (once)",
        "table row: stays",
    ]
    assert document.notes == (
        "tracked changes by Ana, Bo: 2 insertions, read as text, and 3 deletions, not read",
    )


def test_hidden_text_and_comments_are_not_read_and_noted() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>'
    comment = '<w:comment w:author="Bo"><w:p><w:r><w:t>really?</w:t></w:r></w:p></w:comment>'

    document = read(
        "a.docx", word_of_parts(f"<w:p>{hidden}{shown}</w:p>", parts={"comments": comment * 2})
    )

    assert outline(document) == ["paragraph: shown"]
    assert document.notes == ("1 run of hidden text, not read", "2 comments by Bo, not read")


def test_text_in_controls_boxes_fields_and_notes_is_read() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice><w:txbxContent>'
        f"{paragraph('in a box')}{paragraph('two')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph('in a box')}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>beside a box</w:t></w:r>{box}</w:p>"
        '<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>'
        "31 January</w:t></w:r></w:fldSimple><w:r><w:tab/><w:t>co</w:t><w:noBreakHyphen/><w:t>op"
        "</w:t><w:br/><w:t>below</w:t></w:r></w:p>"
        "<w:sectPr/>"
    )
    notes = (
        '<w:footnote w:id="0" w:type="separator"/>'
        f'<w:footnote w:id="1">{paragraph("but see below")}</w:footnote>'
    )

    document = read("a.docx", word_of_parts(body, parts={"footnotes": notes}))

    assert outline(document) == [
        "paragraph: in a control",
        "paragraph: beside a box",
        "paragraph: in a box",
        "paragraph: two",
        "paragraph: 31 January co-op\nbelow",
        "paragraph: [footnote 1] but see below",
    ]


def test_merged_cells_leave_columns_in_line() -> None:
    controlled = f"<w:sdt><w:sdtContent>{cell('c')}</w:sdtContent></w:sdt>"
    top, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    rows = (
        f"<w:tr>{cell('both', wide)}{cell('third')}</w:tr>"
        f"<w:tr>{cell('a', top)}{cell('b')}{controlled}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('d')}{cell('e')}</w:tr>"
    )

    document = read("a.docx", word_of_parts(f"<w:tbl><w:tblPr/>{rows}</w:tbl>"))

    assert [table.rows for table in document.tables] == [
        (("both", "", "third"), ("a", "b", "c"), ("", "d", "e"))
    ]


def test_a_table_within_a_cell_is_part_of_the_cell() -> None:
    inner = (
        f"<w:tbl><w:tr><w:tc>{paragraph('in')}</w:tc><w:tc>{paragraph('ner')}</w:tc></w:tr></w:tbl>"
    )
    body = f"<w:tbl><w:tr><w:tc>{paragraph('outer')}{inner}</w:tc></w:tr></w:tbl>"

    document = read("a.docx", word_of_parts(body))

    assert [table.rows for table in document.tables] == [(("outer\nin\nner",),)]


def test_a_picture_in_an_empty_cell_may_be_a_signature() -> None:
    def write(document: Document) -> None:
        table = document.add_table(rows=2, cols=3)
        for cell, text in zip(
            table.rows[0].cells, ("Approved by", "Date", "Signature"), strict=True
        ):
            cell.text = text
        table.rows[1].cells[0].text = "Cy Dahl"
        table.rows[1].cells[1].text = "2026-01-31"
        run: Any = table.rows[1].cells[2].paragraphs[0].add_run()
        run.add_picture(BytesIO(PIXEL), width=Inches(1))

    document = read("a.docx", word(write))

    assert [(row.act, row.name, row.signature) for row in document.approvals] == [
        ("approved", "Cy Dahl", "[picture]")
    ]


def test_iso_strict_files_read_alike() -> None:
    body = paragraph("Scope", style("H1")) + paragraph("first", item(8, 0))
    parts = {"styles": STYLES, "numbering": NUMBERING}

    strict = read("a.docx", word_of_parts(body, family=STRICT, parts=parts))

    assert outline(strict) == outline(read("a.docx", word_of_parts(body, family=W, parts=parts)))


def test_what_is_embedded_or_signed_is_noted() -> None:
    more: dict[str, bytes | str] = {
        "word/embeddings/sheet.xlsx": b"PK",
        "_xmlsignatures/sig1.xml": b"",
    }

    document = read("a.docx", word_of_parts(paragraph("x"), more=more))

    assert document.notes == (
        "1 embedded file, not read",
        "digitally signed; the signature was not verified",
    )


def test_headers_differ_by_section_and_are_told_once() -> None:
    parts = {
        "header-1": paragraph("Northwind"),
        "header-2": paragraph("Northwind"),
        "footer-1": paragraph("Rev. C") + paragraph("Owner: Ana"),
    }

    document = read("a.docx", word_of_parts(paragraph("x"), parts=parts))

    assert document.headers_and_footers == ("Northwind", "Rev. C\nOwner: Ana")
    assert (document.version, document.version_found_in) == ("C", "header or footer")


def test_a_template_title_is_no_title() -> None:
    def write(document: Document) -> None:
        document.core_properties.title = "Microsoft Word - Document1.docx"
        document.add_paragraph("Backup plan")

    document = read("a.docx", word(write))

    assert (document.title, document.title_found_in) == ("Backup plan", "first line")


@pytest.mark.parametrize("level", ["x", "", "99999999999999999999", "-1"])
def test_numbers_that_are_none_are_not_believed(level: str) -> None:
    body = paragraph("text", f'<w:outlineLvl w:val="{level}"/>{item(8, 0)}')

    document = read("a.docx", word_of_parts(body, parts={"numbering": NUMBERING}))

    assert outline(document) == ["list item 1: [c)] text"]


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def test_the_same_bytes_make_the_same_value() -> None:
    content = word(write_policy)

    assert read("a.docx", content) == read("b.docx", content)
