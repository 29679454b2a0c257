"""Papers of the demo companies read back as they were written, and are the same bytes twice."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assay.demo.writing import (
    Change,
    Paper,
    Sheet,
    Signature,
    render_markdown,
    render_pdf,
    render_word,
    render_workbook,
)
from assay.intake.documents.read_one import read_one

PAPER = Paper(
    key="POL-01",
    title="Access policy",
    body="## 1 Purpose\n\nRights are reviewed **quarterly**, at least.\n\n"
    '- one thing\n- another "thing" \\ here\n\n| System | Owner |\n| --- | --- |\n| Okta | Ana |\n',
    version="2.10",
    company="Acme",
    classification="Internal",
    owner="Ana Kos",
    author="Bo Vik",
    last_modified_by="Ana Kos",
    created_at=datetime(2026, 1, 31, 9, tzinfo=UTC),
    modified_at=datetime(2026, 2, 1, 9, tzinfo=UTC),
    revision=7,
    approvals=(Signature("Approved", "CEO", "Cy Doe", date(2026, 2, 2)),),
    history=(Change("2.10", date(2026, 1, 31), "Bo Vik", "Quarterly."),),
)
WRITERS = {"x.md": render_markdown, "x.docx": render_word, "x.pdf": render_pdf}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_paper_is_the_same_bytes(name: str) -> None:
    first = WRITERS[name](PAPER)

    assert WRITERS[name](PAPER) == first


@pytest.mark.parametrize("name", WRITERS)
def test_a_paper_says_the_same_in_every_format(name: str) -> None:
    said = read_one(name, WRITERS[name](PAPER))

    assert said.flaws == ()
    assert said.document is not None
    assert (said.document.title, said.document.version) == ("Access policy", "2.10")
    assert said.document.author == "Bo Vik"
    assert "Rights are reviewed quarterly, at least." in said.document.text
    assert 'another "thing" \\ here' in said.document.text
    assert [row.name for row in said.document.approvals] == ["Cy Doe"]
    assert [row.version for row in said.document.history] == ["2.10"]
    assert "1 Purpose" in [str(heading) for heading in said.document.headings]


def test_a_workbook_keeps_dates_and_numbers() -> None:
    sheet = Sheet("Risks", ["id", "due", "score"], [["R-1", date(2026, 1, 31), 6]], ["Risks"])
    book = render_workbook([sheet], author="Ana", created_at=PAPER.created_at)

    page = load_workbook(BytesIO(book))["Risks"]
    assert [[cell.value for cell in row] for row in page.rows] == [
        ["Risks", None, None],
        ["id", "due", "score"],
        ["R-1", datetime(2026, 1, 31), 6],  # noqa: DTZ001 - what the spreadsheet holds
    ]
    assert book == render_workbook([sheet], author="Ana", created_at=PAPER.created_at)
