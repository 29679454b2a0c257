"""Many documents were revised or approved shortly before the audit."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion
from tests.lib.documents import POLICY
from tests.lib.stage1 import look, material, said

CHECK = "last-minute-revisions"


def ten_documents(late: int, on: date) -> list[Document]:
    return [
        POLICY.changed(key=f"POL-{n:02}", approved_on=on if n < late else date(2025, 6, 2))
        for n in range(10)
    ]


@pytest.mark.row("R-034")
def test_a_fifth_is_silent_and_more_is_a_signal() -> None:
    assert look(CHECK, material(*ten_documents(2, date(2026, 1, 20)))).verdict is Verdict.CONFORMS

    (deviation,) = look(CHECK, material(*ten_documents(3, date(2026, 1, 20)))).deviations

    assert deviation.signal
    assert deviation.about == ("POL-00", "POL-01", "POL-02")
    assert deviation.says == (
        "3 of 10 documents in use were revised or approved within 14 days before 2026-01-31, "
        "answering no finding, mismatch or change."
    )


@pytest.mark.row("R-034")
def test_fourteen_days_count_and_fifteen_do_not() -> None:
    assert said(CHECK, material(*ten_documents(3, date(2026, 1, 17))))
    assert said(CHECK, material(*ten_documents(3, date(2026, 1, 16)))) == {}


@pytest.mark.row("R-034")
def test_a_revision_that_answers_a_finding_does_not_count() -> None:
    versions = [
        DocumentVersion(
            key=f"POL-{n:02} / 2.0", document=f"POL-{n:02}", version="2.0", prompted_by="F-1"
        )
        for n in range(3)
    ]
    late = ten_documents(3, date(2026, 1, 20))

    assert said(CHECK, material(*late, *versions[:2])) == {}
    assert said(CHECK, material(*late, *(each.changed(prompted_by="") for each in versions)))


def test_without_documents_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
