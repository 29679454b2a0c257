"""Reads a folder's documents: texts with positions, and a problem for each that cannot be read."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from assay.intake.documents.kinds import LARGEST_FILE
from assay.intake.documents.read import read_documents, read_each_document
from assay.intake.limits import Ending, Outcome
from tests.intake.documents.files import pdf, word_of

POLICY = b"# Policy\n\nAccess is reviewed quarterly.\n"


def test_documents_of_every_kind_are_read_from_a_folder(tmp_path: Path) -> None:
    contents = {
        "a.md": POLICY,
        "b.txt": POLICY,
        "c.docx": word_of("Access is reviewed."),
        "d.PDF": pdf("= Policy"),
        "e.markdown": POLICY,
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    heard: list[str] = []

    texts, problems = read_documents(
        [(f"documents/{name}", tmp_path / name) for name in contents], on_read=heard.append
    )

    assert problems == ()
    assert list(texts) == heard == [f"documents/{name}" for name in contents]
    assert [document.size for document in texts.values()] == [*map(len, contents.values())]
    assert texts["documents/a.md"].sha256 == sha256(POLICY).hexdigest()


def test_an_anchor_points_at_its_words() -> None:
    texts, _ = read_documents([("policy.md", POLICY)])

    text = texts["policy.md"].text
    start = text.index("reviewed quarterly")
    assert texts["policy.md"].place_of(start) == "section Policy, line 3"


def test_the_order_is_the_one_given_however_many_workers_there_are() -> None:
    names = [f"{number}.{'md' if number % 3 else 'pdf'}" for number in range(40)]

    read = [each.name for each in read_each_document([(n, POLICY) for n in names], workers=2)]

    assert read == names


@pytest.mark.row("R-309")
def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)

    texts, problems = read_documents(
        [
            ("missing.md", tmp_path / "missing.md"),
            ("a.md", POLICY),
            ("folder.md", tmp_path),
            ("large.txt", large),
            ("held.txt", bytes(LARGEST_FILE + 1)),
        ]
    )

    assert [str(problem) for problem in problems] == [
        "missing.md: no file of bytes; expected a document.",
        "folder.md: no file of bytes; expected a document.",
        "large.txt: a file of 64 MB; expected a document of at most 64 MB.",
        "held.txt: a file of 64 MB; expected a document of at most 64 MB.",
    ]
    assert list(texts) == ["a.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")

    _, problems = read_documents([("pipe.md", tmp_path / "pipe.md")])

    assert [str(problem) for problem in problems] == [
        "pipe.md: no file of bytes; expected a document."
    ]


def test_no_documents_make_no_worker() -> None:
    assert read_documents([]) == ({}, ())


@pytest.mark.parametrize("answer", [None, [], {"document": 7}, {"document": {}}])
def test_a_worker_that_says_what_cannot_be_true_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    _answer_with(monkeypatch, answer)

    texts, problems = read_documents([("a.md", POLICY)])

    assert texts == {}
    assert [str(problem) for problem in problems] == [
        "a.md: its reader said of it what cannot be true; expected a harmless file."
    ]


def test_a_worker_that_speaks_of_other_bytes_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_others = {
        "media_type": "text/markdown",
        "sha256": sha256(b"other").hexdigest(),
        "size": 5,
        "text": "other",
    }
    _answer_with(monkeypatch, {"document": of_others})

    texts, problems = read_documents([("a.md", POLICY)])

    assert (texts, len(problems)) == ({}, 1)


def _answer_with(monkeypatch: pytest.MonkeyPatch, answer: object) -> None:
    def pretend(_: object, tasks: object, **__: object) -> object:
        for task in tasks if hasattr(tasks, "__iter__") else ():
            yield Outcome(task, Ending.ANSWERED, answer)

    monkeypatch.setattr("assay.intake.documents.read.read_within_limits", pretend)
