"""Keeps what was read out of a document, so that a second run need not read it again."""

import stat
import sys
from pathlib import Path

import pytest

from assay.intake.documents import cache as cache_module
from assay.intake.documents.cache import DocumentCache
from assay.intake.documents.read import read_documents
from tests.intake.documents.files import word_of

POLICY = b"# Policy\n\nAccess is reviewed quarterly.\n"
SOURCES: list[tuple[str, Path | bytes]] = [
    ("a.md", POLICY),
    ("a.txt", POLICY),
    ("b.docx", word_of("text")),
    ("bad.pdf", b"%PDF-"),
]


def entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.json"))


def forbid_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_nothing(_: object, tasks: object, **__: object) -> object:
        for task in tasks if hasattr(tasks, "__iter__") else ():
            raise AssertionError(f"{task} was read anew")
        return iter(())

    monkeypatch.setattr("assay.intake.documents.read.read_within_limits", read_nothing)


def test_a_second_run_reads_nothing_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readable = SOURCES[:3]
    first = read_documents(readable, cache=tmp_path)
    forbid_workers(monkeypatch)

    second = read_documents(readable, cache=tmp_path)

    assert second == first
    assert list(second[0]) == ["a.md", "a.txt", "b.docx"]


def test_refusals_are_not_kept(tmp_path: Path) -> None:
    read_documents(SOURCES, cache=tmp_path)

    assert len(entries(tmp_path)) == 3


def test_a_renamed_document_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_documents([("old.md", POLICY)], cache=tmp_path)
    forbid_workers(monkeypatch)

    texts, _ = read_documents([("folder/new.md", POLICY)], cache=tmp_path)

    assert list(texts) == ["folder/new.md"]


def test_flaws_of_readable_documents_are_told_again(tmp_path: Path) -> None:
    broken: list[tuple[str, Path | bytes]] = [("a.md", "caf\ufffd".encode())]
    first = read_documents(broken, cache=tmp_path)

    second = read_documents(broken, cache=tmp_path)

    assert second == first
    assert len(second[1]) == 1


@pytest.mark.parametrize(
    "entry",
    [
        b"",
        b"{",
        b"null",
        b"[" * 100_000,
        b'{"document": {"media_type": "text/markdown", "sha256": "00", "size": 1, "text": "x"}}',
        b"\xff\xfe",
    ],
)
def test_an_odd_entry_is_ignored_and_written_anew(tmp_path: Path, entry: bytes) -> None:
    first = read_documents([("a.md", POLICY)], cache=tmp_path)
    (kept,) = entries(tmp_path)
    good = kept.read_bytes()
    kept.write_bytes(entry)

    second = read_documents([("a.md", POLICY)], cache=tmp_path)

    assert second == first
    assert kept.read_bytes() == good


def test_other_readers_find_nothing_and_clear_away_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_documents([("a.md", POLICY)], cache=tmp_path)
    old = entries(tmp_path)
    (tmp_path / "something-else").mkdir()
    monkeypatch.setattr(cache_module, "_fingerprint_of_readers", lambda: "other")

    read_documents([("a.md", POLICY)], cache=tmp_path)

    assert not any(entry.exists() for entry in old)
    assert len(entries(tmp_path)) == 1
    assert (tmp_path / "something-else").exists()


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")

    texts, problems = read_documents([("a.md", POLICY)], cache=in_the_way)

    assert (list(texts), problems) == (["a.md"], ())


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise there")
def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    read_documents([("a.md", POLICY)], cache=tmp_path)

    (folder,) = tmp_path.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0


def test_an_entry_of_other_bytes_is_never_taken(tmp_path: Path) -> None:
    kept = DocumentCache(tmp_path)
    kept.keep("a.md", POLICY, {"document": None})

    assert kept.find("a.md", POLICY) is None
    assert kept.find("a.md", b"other") is None
