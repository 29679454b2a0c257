"""Reads Markdown as its reader sees it."""

import pytest

from tests.intake.documents.reading import flaws, outline, read

POLICY = """\
---
title: Access control policy
version: 2.10
owner: Ana Kovač
classification: internal
approved: 2026-01-31
keywords: [access, leavers]
approval:
  by: Bo Lind
  on: 2026-01-30
---

# Access control policy

Access rights are *reviewed* **quarterly**, see [the plan](https://example.org/plan)
and `iam-7`.

## 1 Joiners

1. The manager asks.
2. IT creates the account
   within *two* days.

   Exceptions are logged.
   - in the tool

| System | Review |
|--------|--------|
| ERP    | yearly |
| A \\| B |        |

    code stays
      as text

> Quoted.
"""


def test_blocks_are_what_a_reader_sees() -> None:
    document = read("policy.md", POLICY)

    assert outline(document) == [
        "heading 1: Access control policy",
        "paragraph: Access rights are reviewed quarterly, see the plan and iam-7.",
        "heading 2: 1 Joiners",
        "list item 1: [1.] The manager asks.",
        "list item 1: [2.] IT creates the account within two days.",
        "paragraph: Exceptions are logged.",
        "list item 2: [•] in the tool",
        "table row: System / Review",
        "table row: ERP / yearly",
        "table row: A | B / ",
        "paragraph: code stays\nas text",
        "paragraph: Quoted.",
    ]


def test_each_block_knows_its_line_in_the_file() -> None:
    document = read("policy.md", POLICY)

    source = POLICY.splitlines()
    assert [source[block.line - 1][:12] for block in document.blocks] == [
        "# Access con",
        "Access right",
        "## 1 Joiners",
        "1. The manag",
        "2. IT create",
        "   Exception",
        "   - in the ",
        "| System | R",
        "| ERP    | y",
        "| A \\| B |  ",
        "    code sta",
        "> Quoted.",
    ]


def test_front_matter_stays_as_it_is_written() -> None:
    document = read("policy.md", POLICY)

    assert [(said.name, said.text) for said in document.said_of(*_names(document))][:8] == [
        ("title", "Access control policy"),
        ("version", "2.10"),
        ("owner", "Ana Kovač"),
        ("classification", "internal"),
        ("approved_on", "2026-01-31"),
        ("keywords", "access; leavers"),
        ("approval_by", "Bo Lind"),
        ("approval_on", "2026-01-30"),
    ]
    assert (document.version, document.version_found_in) == ("2.10", "front matter")
    assert (document.title, document.title_found_in) == ("Access control policy", "front matter")


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    document = read("policy.md", "# Backup policy\n\nVersion 3\n")

    assert (document.title, document.title_found_in) == ("Backup policy", "first heading")
    assert (document.version, document.version_found_in) == ("3", "the line 'Version 3'")
    assert document.said_of("title", "version") == document.declared


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    document = read("policy.md", "---\n\n# Title\n\nText\n")

    assert outline(document) == ["heading 1: Title", "paragraph: Text"]


def test_comments_and_tags_are_not_seen() -> None:
    document = read(
        "policy.md",
        "Seen<br>below <b>bold</b> <!-- not this -->&amp;\n\n<!-- nor\n\nthis -->\n\n<p>Para</p>\n",
    )

    assert outline(document) == ["paragraph: Seen\nbelow bold &", "paragraph: Para"]
    assert document.notes == ("2 comments that a reader does not see",)


@pytest.mark.parametrize(
    ("front", "flaw"),
    [
        (
            b"a: [1\nb: 2",
            (
                "3: front matter that is not YAML (did not find expected ',' or ']'); "
                "expected one 'name: value' a line"
            ),
        ),
        (b"- a\n- b", "2: front matter without names; expected one 'name: value' a line"),
        (b"a: 1\na: 2", "1: front matter with a twice; expected each name once"),
        (
            b"a: 'x",
            (
                "2: front matter that is not YAML (found unexpected end of stream); "
                "expected one 'name: value' a line"
            ),
        ),
    ],
)
def test_a_mistake_in_front_matter_is_named_and_the_text_is_read(front: bytes, flaw: str) -> None:
    content = b"---\n" + front + b"\n---\n# Policy\n"

    assert flaws("policy.md", content) == [flaw]


def test_tags_of_yaml_make_no_objects() -> None:
    document = read("policy.md", "---\nowner: !!python/object/apply:os.system [ls]\n---\ntext\n")

    assert [said.text for said in document.said_of("owner")] == ["ls"]


def test_empty_front_matter_is_none() -> None:
    assert outline(read("policy.md", "---\n---\ntext\n")) == ["paragraph: text"]


def _names(document: object) -> tuple[str, ...]:
    return tuple(said.name for said in getattr(document, "declared", ()))
