"""The management system has not developed since it began."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document_version import DocumentVersion
from assay.domain.improvement import Improvement
from assay.domain.improvement import Verdict as Decided
from assay.domain.review_action import ActionStatus
from assay.domain.scope import VersionStatus
from tests.lib.stage2 import look, operation, said, untold

CHECK = "management-system-unimproved"
FIRST = DocumentVersion(
    key="POL-1 / 1.0", document="POL-1", version="1.0", status=VersionStatus.SUPERSEDED
)
SECOND = FIRST.changed(key="POL-1 / 2.0", version="2.0", status=VersionStatus.APPROVED)
DONE = Improvement(
    key="IMP-1",
    title="Shorter timeout",
    raised_on=date(2025, 9, 1),
    verdict=Decided.ACT,
    action="Timeout lowered",
    status=ActionStatus.VERIFIED,
    acted_on=date(2025, 10, 1),
    verified_on=date(2026, 1, 31),
)


@pytest.mark.row("R-112")
def test_one_verified_improvement_and_a_second_version_are_silent() -> None:
    assert look(CHECK, operation(FIRST, SECOND, DONE)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-112")
@pytest.mark.parametrize(
    "changed",
    [
        {"verified_on": None},
        {"verified_on": date(2026, 2, 1)},
        {"acted_on": None},
        {"raised_on": date(2025, 10, 2)},
        {"verdict": Decided.REJECT},
        {"action": ""},
    ],
)
def test_what_was_not_raised_acted_on_and_verified_is_none(changed: dict[str, object]) -> None:
    (deviation,) = look(CHECK, operation(FIRST, SECOND, DONE.changed(**changed))).deviations

    assert deviation.says == (
        "0 of 1 entries of the improvement log were raised, acted on and verified by 2026-01-31."
    )
    assert deviation.threshold is not None
    assert deviation.threshold.value == "1 improvements"


@pytest.mark.row("R-112")
def test_documents_that_all_read_as_at_first_speak_and_a_draft_is_no_version() -> None:
    draft = SECOND.changed(status=VersionStatus.DRAFT)

    assert said(CHECK, operation(FIRST, draft, DONE)) == {
        "documents": "Not one of 1 documents has a second version."
    }


def test_without_versions_that_half_is_unknown() -> None:
    assert untold(CHECK, operation(DONE)) == {"documents": "no versions of documents are on record"}
