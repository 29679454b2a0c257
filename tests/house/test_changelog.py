"""Fragments of the changelog can be put together by whoever makes the release."""

import re

from tests.lib.source import ROOT

NAME = re.compile(r"\d+(-[a-z0-9]+)*\.(added|changed|fixed|removed)\.md")
FRAGMENTS = sorted(
    path for path in (ROOT / "changelog.d").iterdir() if path.name not in {"README.md", ".gitkeep"}
)


def test_a_fragment_is_named_by_its_issue_and_kind() -> None:
    assert [path.name for path in FRAGMENTS if not NAME.fullmatch(path.name)] == []


def test_a_fragment_is_whole_sentences_and_no_heading() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in FRAGMENTS}

    assert [name for name, text in texts.items() if not text.endswith(".\n")] == []
    assert [name for name, text in texts.items() if re.match(r"\s*(#|-|\*)", text)] == []
