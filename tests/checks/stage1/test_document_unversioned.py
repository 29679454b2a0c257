"""A document in use has no version, or its versions do not add up."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document_version import DocumentVersion
from assay.domain.file import File
from assay.domain.item import Item
from assay.domain.scope import VersionStatus
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.documents import FIRST, POLICY, VERSION
from tests.lib.stage1 import ANA, look, material

CHECK = "document-unversioned"
LATER = datetime(2025, 6, 2, 9, tzinfo=UTC)
FILE = File(key="documents/POL-01.md", sha256="a" * 64, size=9)
OTHER = FILE.changed(sha256="b" * 64)
FILED = POLICY.changed(file=FILE.key)


def reasons(*items: Item, ledger: Ledger | None = None) -> dict[str, str]:
    looked = look(CHECK, material(*items, ledger=ledger))
    return {each.reason: each.says for each in looked.deviations}


def version(number: str, created_on: date, **fields: object) -> DocumentVersion:
    return VERSION.changed(
        key=f"POL-01 / {number}", version=number, created_on=created_on, status=None, **fields
    )


@pytest.mark.row("R-019")
def test_versions_that_rise_with_their_dates_are_silent() -> None:
    versions = [version("1.9", date(2024, 1, 1)), version("1.10", date(2024, 6, 1)), VERSION]

    assert look(CHECK, material(POLICY, *versions)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-019")
def test_no_version_is_said() -> None:
    assert reasons(POLICY.changed(version="")) == {
        "none": "POL-01 (Access policy) carries no version."
    }


@pytest.mark.row("R-019")
def test_a_lower_version_on_a_later_day_is_said() -> None:
    assert reasons(POLICY, VERSION, version("1.5", date(2025, 7, 1))) == {
        "order": "POL-01 (Access policy) went from version 2.0 to version 1.5 on 2025-07-01."
    }


@pytest.mark.row("R-019")
def test_two_versions_in_force_are_said() -> None:
    old = version("1.0", date(2024, 1, 1)).changed(status=VersionStatus.APPROVED)

    assert reasons(POLICY, VERSION, old) == {
        "two": "POL-01 (Access policy) has 2 versions in force, 1.0 and 2.0."
    }
    assert reasons(POLICY, VERSION, old.changed(in_force_until_on=date(2025, 6, 1))) == {}


@pytest.mark.row("R-019")
def test_content_other_than_issued_is_said() -> None:
    issued = VERSION.changed(sha256="a" * 64)

    assert reasons(FILED, issued, FILE) == {}
    assert reasons(FILED, issued, OTHER) == {
        "content": "POL-01 (Access policy) reads otherwise than what was issued as version 2.0."
    }


@pytest.mark.row("R-019")
@pytest.mark.parametrize(
    ("version_after", "says"),
    [
        ("2.1", {}),
        (
            "2.0",
            {
                "content": "POL-01 (Access policy) was changed on 2025-06-02 "
                "while its version stayed 2.0."
            },
        ),
    ],
)
def test_content_changed_under_the_same_version_is_read_from_the_ledger(
    version_after: str, says: dict[str, str]
) -> None:
    ledger = Ledger("somewhere")
    ledger.append([saying(FILE), saying(FILED)], by=ANA, recorded_at=FIRST)
    after = FILED.changed(version=version_after)
    ledger.append([saying(OTHER), saying(after)], by=ANA, recorded_at=LATER)

    assert reasons(ledger=ledger) == says


def test_without_documents_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
