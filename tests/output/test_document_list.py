"""The list of documented information that an auditor asks for: every fact, each version once."""

import csv
from datetime import date

import pytest

from assay.domain.document import Document, DocumentType
from assay.domain.document_version import DocumentVersion
from assay.domain.scope import VersionStatus
from assay.intake.registers.read import read_register
from assay.output.tables import render_register

POLICY = Document(
    key="POL-01",
    title="Access policy",
    type=DocumentType.POLICY,
    clauses=("5.2",),
    controls=("A.5.15",),
    version="2.0",
    status=VersionStatus.APPROVED,
    owner="mira",
    author="bo",
    approver="mira",
    approved_on=date(2025, 6, 2),
    reviewed_on=date(2025, 9, 1),
    next_review_on=date(2026, 9, 1),
    location="wiki/policies/access",
    audience=("staff",),
    file="documents/POL-01.md",
)


@pytest.mark.row("R-014")
def test_the_list_tells_every_fact_of_a_document() -> None:
    (row,) = csv.DictReader(render_register([POLICY], Document).decode().splitlines())

    assert row == {
        "key": "POL-01",
        "title": "Access policy",
        "type": "policy",
        "clauses": "5.2",
        "controls": "A.5.15",
        "version": "2.0",
        "status": "approved",
        "owner": "mira",
        "author": "bo",
        "approver": "mira",
        "approved_on": "2025-06-02",
        "reviewed_on": "2025-09-01",
        "next_review_on": "2026-09-01",
        "location": "wiki/policies/access",
        "audience": "staff",
        "file": "documents/POL-01.md",
    }


@pytest.mark.row("R-014")
def test_the_list_people_keep_is_read_with_their_headings() -> None:
    theirs = (
        "Doc ID;Title;Category;Rev;Owner;Prepared by;Approved by;Approval date;Last review;"
        "Next review;Stored at;Distribution\n"
        "POL-01;Access policy;Policy;2.0;mira;bo;mira;02.06.2025;01.09.2025;01.09.2026;"
        "wiki/policies/access;staff\n"
    )

    reading = read_register("registers/documents.csv", theirs.encode(), Document)

    assert reading.problems == ()
    assert reading.items == (POLICY.changed(clauses=(), controls=(), status=None, file=""),)


@pytest.mark.row("R-014")
def test_a_document_or_a_version_comes_once() -> None:
    documents = "key,title\nPOL-01,Access\nPOL-01,Access again\n"
    versions = "document,version\nPOL-01,1.0\nPOL-01,2.0\nPOL-01,1.0\n"

    twice = read_register("registers/documents.csv", documents.encode(), Document)
    again = read_register("registers/document_versions.csv", versions.encode(), DocumentVersion)

    assert [str(problem) for problem in twice.problems] == [
        (
            "registers/documents.csv, row 3, column key: 'POL-01', which row 2 has already; "
            "expected a key of its own."
        )
    ]
    assert [item.key for item in again.items] == ["POL-01 / 1.0", "POL-01 / 2.0"]
    assert len(again.problems) == 1
