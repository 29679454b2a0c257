"""A file lies about without a register entry, or a register entry has no file."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document_version import DocumentVersion
from assay.domain.file import File
from tests.lib.documents import POLICY, text
from tests.lib.stage1 import look, material, said

CHECK = "document-uncontrolled"
FILE = File(key="documents/POL-01.md", sha256="a" * 64, size=9)
FILED = POLICY.changed(file=FILE.key)


@pytest.mark.row("R-029")
def test_files_and_entries_that_match_are_silent() -> None:
    assert look(CHECK, material(FILED, FILE)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-029")
def test_a_file_without_an_entry_is_named() -> None:
    stray = File(key="documents/final_v3.docx", sha256="b" * 64, size=9)

    assert said(CHECK, material(FILED, FILE, stray)) == {
        "documents/final_v3.docx": "documents/final_v3.docx belongs to no entry "
        "of the document register."
    }


@pytest.mark.row("R-029")
def test_a_file_is_known_by_its_content_too() -> None:
    copy = FILE.changed(key="documents/copy.md")
    issued = DocumentVersion(key="x", document="POL-02", version="1", sha256="c" * 64)
    old = File(key="documents/old.md", sha256="c" * 64, size=9)

    assert said(CHECK, material(FILED, FILE, copy, issued, old)) == {}


@pytest.mark.row("R-029")
def test_an_entry_whose_file_is_gone_is_named() -> None:
    assert said(CHECK, material(FILED)) == {
        "POL-01": "POL-01 (Access policy) names the file documents/POL-01.md, which is not there."
    }


@pytest.mark.row("R-029")
def test_a_file_that_tells_no_version_is_named() -> None:
    anonymous = FILED.changed(version="")
    texts = {FILE.key: text("Words.", version="")}

    assert said(CHECK, material(FILED, FILE, texts=texts)) == {}
    assert said(CHECK, material(anonymous, FILE, texts=texts)) == {
        "documents/POL-01.md": "documents/POL-01.md tells no version, in itself or in the register."
    }


def test_records_are_not_looked_at() -> None:
    record = File(key="records/x.csv", sha256="b" * 64, size=9)

    assert look(CHECK, material(record)).verdict is Verdict.NOT_TESTED
