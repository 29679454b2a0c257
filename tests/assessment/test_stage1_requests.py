"""What Stage 1 asks for, by whichever list the profile goes, and what answers it."""

from datetime import UTC, date, datetime

import pytest

from assay.assessment.stage1_requests import Request, stage1_requests
from assay.domain.audit_programme import AuditProgramme
from assay.domain.document import Document
from assay.domain.evidence_request import EvidenceRequest, RequestState
from assay.domain.item import Item
from assay.domain.scope import VersionStatus
from assay.domain.stage_plan import Stage
from assay.standards.load import load_standard
from tests.lib.results import TYPICAL, with_setting
from tests.lib.stage1 import material

LISTS = ("five_groups", "six_documents", "five_elements", "five_kinds")
SCOPE = Document(key="SCO-01", title="Scope", satisfies=("scope",), status=VersionStatus.APPROVED)
ASKED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
PROVIDED_AT = datetime(2026, 1, 8, 9, tzinfo=UTC)
READ_AT = datetime(2026, 1, 12, 9, tzinfo=UTC)


def requests(*items: Item, which: str = "union") -> dict[str, Request]:
    at = material(*items)
    profile = with_setting(TYPICAL, "stage1.request_profile", which)
    found = stage1_requests(
        type(at)(at.dossier, at.as_of, at.standards, profile, at.texts, at.records)
    )
    return {each.key: each for each in found}


@pytest.mark.row("R-028")
@pytest.mark.parametrize(("which", "many"), list(zip(LISTS, (5, 6, 5, 5), strict=True)))
def test_a_profile_may_go_by_a_single_list(which: str, many: int) -> None:
    asked = requests(which=which)

    assert len(asked) == many
    assert {each.lists for each in asked.values()} == {(which,)}


@pytest.mark.row("R-028")
def test_the_union_asks_for_everything_once_and_says_on_which_lists_it_stands() -> None:
    asked = requests()

    every = {item.item for item in load_standard("iso27001-2022").requests}
    assert set(asked) == every
    assert asked["scope"].lists == ("six_documents", "five_elements", "five_kinds")
    assert asked["mandatory_documents"].lists == ("five_groups",)


@pytest.mark.row("R-028")
def test_what_is_not_there_is_named_and_what_answers_is_too() -> None:
    without, with_it = requests()["scope"], requests(SCOPE)["scope"]

    assert (without.answered_by, without.missing) == ((), ("scope",))
    assert (with_it.answered_by, with_it.missing) == (("SCO-01",), ())


@pytest.mark.row("R-028")
def test_a_recorded_request_gives_its_state_and_its_times() -> None:
    recorded = EvidenceRequest(
        key="REQ-1",
        stage=Stage.STAGE_1,
        asks="The scope statement.",
        requirement="scope",
        state=RequestState.READ,
        answered_by=("documents/scope.pdf",),
        requested_at=ASKED_AT,
        provided_at=PROVIDED_AT,
        read_at=READ_AT,
    )

    request = requests(SCOPE, recorded)["scope"]

    assert request.state is RequestState.READ
    assert (request.requested_at, request.provided_at, request.read_at) == (
        ASKED_AT,
        PROVIDED_AT,
        READ_AT,
    )
    assert request.answered_by == ("documents/scope.pdf", "SCO-01")


def test_a_request_of_stage_2_says_nothing_about_stage_1() -> None:
    recorded = EvidenceRequest(
        key="REQ-1",
        stage=Stage.STAGE_2,
        asks="The scope statement.",
        requirement="scope",
        state=RequestState.READ,
    )

    assert requests(recorded)["scope"].state is None


def test_internal_audits_are_asked_for_with_programme_and_results() -> None:
    programme = AuditProgramme(key="PGM-1", approved_on=date(2025, 5, 1))

    request = requests(programme)["audit_records"]

    assert request.answered_by == ("register audit_programme",)
    assert request.missing == ("internal_audit_results",)
