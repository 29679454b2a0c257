"""What Stage 2 reads again: new, changed or flagged, and nothing that was accepted."""

from datetime import UTC, date, datetime

import pytest

from assay.assessment.delta_reading import DeltaReading, WhyRead, delta_reading
from assay.checks.material import Material
from assay.domain.case import Case
from assay.domain.document import Document
from assay.domain.file import File
from assay.domain.finding import Finding, RaisedIn
from assay.domain.item import Item
from assay.domain.scope import VersionStatus
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.results import with_setting
from tests.lib.stage1 import ANA, material

CASE = Case(key="c", name="C", stage1_on=date(2025, 12, 1))
POLICY = Document(
    key="POL-1",
    title="Policy",
    version="1.0",
    status=VersionStatus.APPROVED,
    file="documents/policy.md",
)
BEFORE, AFTER = datetime(2025, 12, 1, 15, tzinfo=UTC), datetime(2025, 12, 2, 9, tzinfo=UTC)


def file(letter: str, path: str = "documents/policy.md") -> File:
    return File(key=path, sha256=letter * 64, size=7)


def at(
    *later: Item,
    earlier: tuple[Item, ...] = (CASE, POLICY, file("a")),
    as_of: date = date(2026, 1, 31),
) -> Material:
    ledger = Ledger("somewhere")
    ledger.append([saying(item) for item in earlier], by=ANA, recorded_at=BEFORE)
    if later:
        ledger.append([saying(item) for item in later], by=ANA, recorded_at=AFTER)
    return material(ledger=ledger, as_of=as_of)


def reasons(reading: DeltaReading) -> dict[str, tuple[WhyRead, ...]]:
    return {each.document: each.why for each in reading.to_read}


@pytest.mark.row("R-039")
def test_what_has_the_hash_of_stage_1_is_accepted_with_the_day() -> None:
    reading = delta_reading(at())

    assert reading.to_read == ()
    (line,) = reading.accepted
    assert (line.says, line.sha256) == ("accepted at Stage 1 on 2025-12-01", "a" * 64)


@pytest.mark.row("R-039")
def test_a_file_that_changed_after_stage_1_is_read() -> None:
    reading = delta_reading(at(file("b")))

    assert reasons(reading) == {"POL-1": (WhyRead.CHANGED,)}
    (line,) = reading.to_read
    assert (line.sha256_then, line.sha256) == ("a" * 64, "b" * 64)


@pytest.mark.row("R-039")
def test_a_document_that_came_after_stage_1_is_read() -> None:
    later = POLICY.changed(key="POL-2", file="documents/other.md")

    reading = delta_reading(at(later, file("c", "documents/other.md")))

    assert reasons(reading) == {"POL-2": (WhyRead.NEW,)}


@pytest.mark.row("R-039")
def test_a_document_that_stage_1_flagged_is_read_though_it_is_the_same() -> None:
    finding = Finding(key="F-1", raised_in=RaisedIn.STAGE_1, states="Unclear", about=("POL-1",))
    internal = finding.changed(key="F-2", raised_in=RaisedIn.INTERNAL_AUDIT)

    reading = delta_reading(at(finding, internal))

    assert [each.says for each in reading.to_read] == ["flagged (F-1)"]


@pytest.mark.row("R-039", "R-306")
def test_a_document_without_a_file_cannot_be_compared_and_is_read() -> None:
    on_paper = POLICY.changed(file="")

    assert reasons(delta_reading(at(earlier=(CASE, on_paper)))) == {"POL-1": (WhyRead.UNTOLD,)}


@pytest.mark.row("R-039")
def test_a_body_that_rereads_all_gets_all() -> None:
    given = at()
    profile = with_setting(given.profile, "stage2.reread", "all")

    reading = delta_reading(Material(given.dossier, given.as_of, given.standards, profile))

    assert reasons(reading) == {"POL-1": (WhyRead.ALL,)}


@pytest.mark.row("R-039", "R-306")
def test_before_stage_1_has_closed_nothing_is_accepted() -> None:
    early = delta_reading(at(as_of=date(2025, 11, 30)))
    unsaid = delta_reading(at(earlier=(POLICY, file("a"))))

    assert (early.lines, early.why_nothing) == ((), "Stage 1 is held until 2025-12-01")
    assert (unsaid.lines, unsaid.why_nothing) == ((), "nothing says when Stage 1 was held")
