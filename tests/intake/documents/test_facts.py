"""What a document says of itself: which title and version, who approved it, what changed."""

from datetime import date

import pytest

from assay.domain.document_text import DocumentText
from tests.intake.documents.reading import read


def approvals(document: DocumentText) -> list[str]:
    return [
        f"{row.act or '?'}: {row.role} | {row.name} | {row.on or row.on_as_written} | "
        f"{row.signature} | {row.version}"
        for row in document.approvals
    ]


def history(document: DocumentText) -> list[str]:
    return [
        f"{row.version} | {row.on or row.on_as_written} | {row.author} | {row.change} | "
        f"{row.approved_by}"
        for row in document.history
    ]


def with_table(drawn: str) -> DocumentText:
    """Return a document of one table, drawn without its frame."""
    rows = [line.split("|") for line in drawn.splitlines() if line.strip()]
    rows.insert(1, ["---"] * max(map(len, rows)))
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    return read("policy.md", f"# Policy\n\n{table}\n")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            """
            Role | Name | Date | Signature
            Managing director | Cy Dahl | 31 January 2026 | C. Dahl
            Security officer | Ana Kovač | 03/04/2026 |
            | | |
            """,
            [
                "?: Managing director | Cy Dahl | 2026-01-31 | C. Dahl | ",
                "?: Security officer | Ana Kovač | 03/04/2026 |  | ",
            ],
            id="one row a person",
        ),
        pytest.param(
            """
            Approved by | Position | Approval date | Version
            Cy Dahl | Managing director | 2026-01-31 | 2.1
            """,
            ["approved: Managing director | Cy Dahl | 2026-01-31 |  | 2.1"],
            id="the column says what was done",
        ),
        pytest.param(
            """
              | Name | Date | Signature
            Prepared by | Bo Lind | 2026-01-10 | BL
            Reviewed by: | Ana Kovač | 2026-01-20 | AK
            Approved by | Cy Dahl | 2026-01-31 | CD
            """,
            [
                "prepared: Prepared by | Bo Lind | 2026-01-10 | BL | ",
                "reviewed: Reviewed by: | Ana Kovač | 2026-01-20 | AK | ",
                "approved: Approved by | Cy Dahl | 2026-01-31 | CD | ",
            ],
            id="the row says what was done",
        ),
        pytest.param(
            """
            Action | Name | Date
            Author | Bo Lind | 2026-01-10
            Approver | Cy Dahl | 2026-01-31
            """,
            [
                "prepared: Author | Bo Lind | 2026-01-10 |  | ",
                "approved: Approver | Cy Dahl | 2026-01-31 |  | ",
            ],
            id="no signature, but acts",
        ),
        pytest.param(
            """
              | Prepared by | Reviewed by | Approved by
            Name | Bo Lind | Ana Kovač | Cy Dahl
            Position | Analyst | Security officer | Managing director
            Date | 2026-01-10 | 2026-01-20 | 2026-01-31
            Signature | BL | | CD
            """,
            [
                "prepared: Analyst | Bo Lind | 2026-01-10 | BL | ",
                "reviewed: Security officer | Ana Kovač | 2026-01-20 |  | ",
                "approved: Managing director | Cy Dahl | 2026-01-31 | CD | ",
            ],
            id="one column a person",
        ),
        pytest.param(
            """
            Prepared by | Approved by
            Bo Lind | Cy Dahl
            Analyst | Managing director
            10.01.2026 | 31.01.2026
            """,
            [
                "prepared: Analyst | Bo Lind | 2026-01-10 |  | ",
                "approved: Managing director | Cy Dahl | 2026-01-31 |  | ",
            ],
            id="one column a person, without names of rows",
        ),
        pytest.param(
            """
            Document control |
            Document ID | POL-01
            Version | 2.1
            Approved by | Cy Dahl
            Approval date | 2026-01-31
            Owner | Ana Kovač
            """,
            ["approved:  | Cy Dahl | 2026-01-31 |  | 2.1"],
            id="names and values",
        ),
        pytest.param(
            """
            Action | Role | Name | Date
            Prepared by | Analyst | Bo Lind | 2026-01-10
            Approved by | Managing director | Cy Dahl | 2026-01-31
            """,
            [
                "prepared: Analyst | Bo Lind | 2026-01-10 |  | ",
                "approved: Managing director | Cy Dahl | 2026-01-31 |  | ",
            ],
            id="acts and roles",
        ),
        pytest.param(
            """
            Approved by | Cy Dahl
            Approval date | 31.01.2026
            """,
            ["approved:  | Cy Dahl | 2026-01-31 |  | "],
            id="names and values, the approver first",
        ),
        pytest.param(
            """
            Title | Backup policy | Owner | Bo Lind
            Approved by | Cy Dahl | Approved on | 2026-01-31
            """,
            ["approved:  | Cy Dahl | 2026-01-31 |  | "],
            id="names and values, two pairs a row",
        ),
        pytest.param(
            """
            Name | Date of birth | City
            Cy Dahl | 1970-01-01 | Oslo
            """,
            [],
            id="people, but nobody signs",
        ),
        pytest.param(
            """
            Name | Date | Training
            Cy Dahl | 2026-01-31 | Phishing
            """,
            [],
            id="people and dates, but nobody signs",
        ),
        pytest.param("System | Owner\nERP | Cy Dahl", [], id="another table"),
    ],
)
def test_approvals_are_read_from_tables_as_people_draw_them(
    table: str, expected: list[str]
) -> None:
    assert approvals(with_table(table)) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            """
            Version | Date | Author | Description of change | Approved by
            1.0 | 2025-01-31 | Bo Lind | First issue | Cy Dahl
            2.1 | soon | Ana Kovač | Leavers added |
            """,
            [
                "1.0 | 2025-01-31 | Bo Lind | First issue | Cy Dahl",
                "2.1 | soon | Ana Kovač | Leavers added | ",
            ],
            id="usual",
        ),
        pytest.param(
            """
            Rev. | Changed by | Changes
            C | Bo Lind | Scope
            """,
            ["C |  | Bo Lind | Scope | "],
            id="no dates",
        ),
        pytest.param(
            """
            Issue | Date | Written by
            1 | 2025-01-31 | Bo Lind
            """,
            ["1 | 2025-01-31 | Bo Lind |  | "],
            id="no word on changes",
        ),
        pytest.param("Version | Browser\n99 | Firefox", [], id="another table"),
    ],
)
def test_the_history_of_versions_is_read(table: str, expected: list[str]) -> None:
    document = with_table(table)

    assert history(document) == expected
    assert approvals(document) == []


def test_rows_point_at_their_place_in_the_text() -> None:
    document = with_table("Approved by | Date | Signature\nCy Dahl | 2026-01-31 | CD")

    assert [document.text_of(row) for row in document.approvals] == ["Cy Dahl | 2026-01-31 | CD"]


def test_a_title_row_above_the_header_is_stepped_over() -> None:
    document = with_table(
        "Sign-off | | \nRole | Name | Signature\nManaging director | Cy Dahl | CD"
    )

    assert approvals(document) == ["?: Managing director | Cy Dahl |  | CD | "]


def test_front_matter_may_hold_approvals_and_history() -> None:
    document = read(
        "policy.md",
        """\
---
approvals:
  - {role: Managing director, name: Cy Dahl, date: 2026-01-31, signature: C. Dahl}
  - reviewed_by: Ana Kovač
    on: 2026-01-20
    version: 2.1
history:
  - {version: 2.1, date: 2026-01-31, author: Bo Lind, changes: Leavers added}
---
text
""",
    )

    assert approvals(document) == [
        "approved: Managing director | Cy Dahl | 2026-01-31 | C. Dahl | ",
        "reviewed:  | Ana Kovač | 2026-01-20 |  | 2.1",
    ]
    assert history(document) == ["2.1 | 2026-01-31 | Bo Lind | Leavers added | "]
    assert (document.version, document.version_found_in) == ("2.1", "version history")


def test_front_matter_may_say_who_approved_in_two_lines() -> None:
    document = read(
        "policy.md",
        "---\napproved_by: Cy Dahl\napproved_on: 2026-01-31\napprover_role: Managing director\n"
        "version: '3'\n---\ntext\n",
    )

    assert approvals(document) == ["approved: Managing director | Cy Dahl | 2026-01-31 |  | 3"]
    assert document.approvals[0].on == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "version", "found_in"),
    [
        ("Version 2.1", "2.1", "the line 'Version 2.1'"),
        ("Version: v2.1", "2.1", "the line 'Version: v2.1'"),
        ("Document version no. 4", "4", "the line 'Document version no. 4'"),
        ("Rev. C", "C", "the line 'Rev. C'"),
        ("Revision 12b", "12b", "the line 'Revision 12b'"),
        ("Issue 3 – internal", "3", "the line 'Issue 3 – internal'"),  # noqa: RUF001
        ("ISMS-POL-01 | v1.4 | 2026", "1.4", "the line 'ISMS-POL-01 | v1.4 | 2026'"),
        ("Northwind, Version 2", "2", "the line 'Northwind, Version 2'"),
        ("Version 3 of the form is withdrawn", "", ""),
        ("The version is kept in the register", "", ""),
        ("Issue a badge", "", ""),
    ],
)
def test_a_line_that_is_nothing_but_a_version_states_it(
    text: str, version: str, found_in: str
) -> None:
    document = read("policy.md", f"# Policy\n\n{text}\n")

    assert (document.version, document.version_found_in) == (version, found_in)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Owner: Ana Kovač, IT", [("owner", "Ana Kovač, IT")]),
        (
            "Owner: Ana Kovač | Next review: 2027-01-31 | Version 2",
            [("owner", "Ana Kovač"), ("next_review_on", "2027-01-31"), ("version", "2")],
        ),
        (
            "Document title: Access – leavers",  # noqa: RUF001
            [("title", "Access – leavers")],  # noqa: RUF001
        ),
        ("Classification = internal", [("classification", "internal")]),
        ("Note: this is a note", []),
        ("https://example.org", []),
    ],
)
def test_short_lines_of_name_and_value_are_kept(line: str, said: list[tuple[str, str]]) -> None:
    document = read("policy.md", f"{line}\n\n# Policy\n")

    assert [(each.name, each.text) for each in document.declared][: len(said)] == said


def test_what_is_said_far_from_the_beginning_is_not_of_the_document() -> None:
    body = "\n\n".join(["A paragraph."] * 60)

    document = read("policy.md", f"# Policy\n\n{body}\n\nVersion 9\n")

    assert document.version == ""


def test_different_versions_are_all_kept_and_noted() -> None:
    document = read("policy.md", "---\nversion: 2.1\n---\n# Policy\n\nVersion 2.0\n\nv2.1\n")

    assert (document.version, document.version_found_in) == ("2.1", "front matter")
    assert [said.text for said in document.said_of("version")] == ["2.1", "2.0", "2.1"]
    assert document.notes == (
        "states different versions: 2.1 (front matter), 2.0 (the line 'Version 2.0')",
    )


@pytest.mark.parametrize(
    "rows",
    [
        "1.9 | 2025-01-31 | x\n1.10 | 2026-01-31 | y",
        "1.10 | 2026-01-31 | y\n1.9 | 2025-01-31 | x",
        "1.9 | | x\n1.10 | | y",
        "1.10 | | y\nDraft | | x\n1.9 | | x",
    ],
)
def test_the_newest_version_of_a_history_is_the_documents(rows: str) -> None:
    document = with_table(f"Version | Date | Changes\n{rows}")

    assert (document.version, document.version_found_in) == ("1.10", "version history")


def test_a_control_table_goes_before_a_line() -> None:
    document = read(
        "policy.md",
        "# Policy\n\nVersion 1\n\n| Title | Backup policy | Owner | Bo |\n|---|---|---|---|\n"
        "| Version | 2 | Status | draft |\n",
    )

    assert (document.version, document.version_found_in) == ("2", "document control table")
    assert (document.title, document.title_found_in) == ("Backup policy", "document control table")
    assert [said.text for said in document.said_of("owner", "status")] == ["Bo", "draft"]


def test_chapters_are_no_title() -> None:
    document = read("policy.md", "# 1 Purpose\n\ntext\n\n# 2 Scope\n\ntext\n")

    assert document.title == ""


def test_an_approval_table_is_not_taken_for_names_and_values() -> None:
    document = with_table(
        "Action | Role | Name | Date\nPrepared by | Analyst | Bo Lind | 2026-01-10\n"
        "Approved by | Managing director | Cy Dahl | 2026-01-31"
    )

    assert document.said_of("approved_by", "author") == ()
