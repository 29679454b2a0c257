"""Readiness for Stage 2: six conditions from data, and nothing green that nobody can show."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from assay.assessment.finding_proposal import CheckResult
from assay.assessment.readiness import ReadinessLine
from assay.assessment.stage2 import Stage2, assess_stage2
from assay.assessment.stage2_readiness import PACK, SPANS, Stage2Readiness, stage2_readiness
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.deviation import Verdict
from assay.domain.evidence_request import EvidenceRequest, RequestState
from assay.domain.finding import Finding, FindingState, RaisedIn
from assay.domain.grade import Grade
from assay.domain.interview import Interview, InterviewKind
from assay.domain.interview_answer import InterviewAnswer
from assay.domain.item import Item
from assay.domain.meeting import Meeting, MeetingKind
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.soa_row import Applicability, ControlStatus, SoaRow
from assay.domain.stage_outcome import Outcome, StageOutcome
from assay.domain.stage_plan import Stage
from assay.domain.technical_test import TechnicalTest
from assay.domain.treatment import Treatment
from assay.standards.load import load_standard
from tests.lib.results import TYPICAL, fine, seen, with_setting
from tests.lib.stage1 import AS_OF, material
from tests.lib.stage2 import operation

FINE = tuple(fine(name=name) for name in (*SPANS, *PACK))
MINOR = Finding(
    key="F-1",
    raised_in=RaisedIn.STAGE_1,
    grade=Grade.MINOR,
    states="A date is missing",
    state=FindingState.PLAN_ACCEPTED,
)
PLAN = CorrectiveAction(
    key="CA-1", finding="F-1", action="Enter it", owner="ana", due_on=date(2026, 2, 1)
)
ROWS = tuple(
    SoaRow(
        key=each.number,
        applicability=Applicability.EXCLUDED,
        justification="not ours",
    )
    for each in load_standard("iso27001-2022").controls
    if each.number != "A.8.13"
)
BACKUP = SoaRow(
    key="A.8.13",
    applicability=Applicability.INCLUDED,
    status=ControlStatus.OPERATING,
    owner="ana",
)
TEST = TechnicalTest(
    key="TT-1",
    control="A.8.13",
    expected="Within 60 minutes",
    owner="ana",
    access_verified_on=date(2026, 1, 29),
    evidence=("EV-1",),
)
REQUEST = EvidenceRequest(
    key="RQ-1", stage=Stage.STAGE_2, asks="Restore tests", state=RequestState.PROVIDED
)
BRIEFING = Meeting(
    key="M-1",
    stage=Stage.STAGE_2,
    kind=MeetingKind.BRIEFING,
    held_at=datetime(2026, 1, 10, 9, tzinfo=UTC),
    attendees=("ana",),
)
REHEARSED = Interview(
    key="I-1",
    kind=InterviewKind.DRY_RUN,
    person="ana",
    interviewer="bo",
    held_on=date(2026, 1, 12),
    minutes=30,
)
ANSWER = InterviewAnswer(key="I-1 / 1", interview="I-1", question="How?", answer="Each month.")
EVERYTHING: tuple[Item, ...] = (
    MINOR,
    PLAN,
    *ROWS,
    BACKUP,
    Risk(key="R-7", title="Loss", score=20),
    Treatment(key="T-1", action="Restore", risks=("R-7",), controls=("A.8.13",)),
    TEST,
    REQUEST,
    BRIEFING,
    REHEARSED,
    ANSWER,
    RoleAssignment(key="1", person="ana", role=Role.CONTACT),
    RoleAssignment(key="2", person="bo", role=Role.DEPUTY),
)


def stage2_of(*results: CheckResult) -> Stage2:
    return Stage2("somewhere", AS_OF, AS_OF, ("iso27001-2022",), TYPICAL, results, ())


def ready(
    items: Iterable[Item] = EVERYTHING, results: tuple[CheckResult, ...] = FINE
) -> Stage2Readiness:
    return stage2_readiness(stage2_of(*results), material(*items))


def without(*left_out: Item) -> tuple[Item, ...]:
    return tuple(each for each in EVERYTHING if each not in left_out)


def instead(item: Item) -> tuple[Item, ...]:
    kept = tuple(each for each in EVERYTHING if (type(each), each.key) != (type(item), item.key))
    return (*kept, item)


def unmet(readiness: Stage2Readiness) -> list[ReadinessLine]:
    return [each for each in readiness.conditions if each.verdict is not Verdict.CONFORMS]


@pytest.mark.row("R-305")
def test_all_six_conditions_met_are_ready() -> None:
    found = ready()

    assert [each.verdict for each in found.conditions] == [Verdict.CONFORMS] * 6
    assert found.ready


@pytest.mark.row("R-305")
@pytest.mark.parametrize(
    ("items", "place", "verdict", "why"),
    [
        (
            instead(MINOR.changed(grade=Grade.MAJOR)),
            0,
            Verdict.DEVIATES,
            "F-1 is major and plan accepted",
        ),
        (
            without(PLAN),
            0,
            Verdict.DEVIATES,
            "F-1 is minor, and no plan names action, owner and day",
        ),
        (instead(MINOR.changed(grade=None)), 0, Verdict.NOT_TESTED, "F-1 has no grade"),
        (
            without(MINOR, PLAN),
            0,
            Verdict.NOT_TESTED,
            "Stage 1 has no outcome on record",
        ),
        (
            instead(REQUEST.changed(state=RequestState.REQUESTED)),
            2,
            Verdict.DEVIATES,
            "RQ-1 is requested: Restore tests",
        ),
        (without(REQUEST), 2, Verdict.NOT_TESTED, "no request of Stage 2 is on record"),
        (without(BRIEFING), 3, Verdict.DEVIATES, "ana was in no briefing"),
        (without(ANSWER), 3, Verdict.DEVIATES, "ana has rehearsed 0 of 1 times"),
        (
            instead(REHEARSED.changed(minutes=14)),
            3,
            Verdict.DEVIATES,
            "ana has rehearsed 0 of 1 times",
        ),
        (
            instead(REHEARSED.changed(interviewer="ana")),
            3,
            Verdict.DEVIATES,
            "ana has rehearsed 0 of 1 times",
        ),
        (
            without(BRIEFING, REHEARSED, ANSWER),
            3,
            Verdict.NOT_TESTED,
            "no briefing and no rehearsal is on record",
        ),
        (instead(TEST.changed(owner="")), 4, Verdict.DEVIATES, "TT-1 lacks owner"),
        (without(TEST), 4, Verdict.NOT_TESTED, "A.8.13 has no test planned"),
        (without(EVERYTHING[-1]), 5, Verdict.DEVIATES, "nobody is named as deputy"),
        (without(*EVERYTHING[-2:]), 5, Verdict.NOT_TESTED, "nobody is named as contact or deputy"),
    ],
)
def test_each_condition_falls_by_itself_and_says_why(
    items: tuple[Item, ...], place: int, verdict: Verdict, why: str
) -> None:
    found = ready(items)

    assert unmet(found) == [found.conditions[place]]
    assert found.conditions[place].verdict is verdict
    assert why in found.conditions[place].because
    assert not found.ready


@pytest.mark.row("R-305")
@pytest.mark.parametrize(("name", "place"), [(SPANS[0], 1), (PACK[1], 2)])
def test_what_the_checks_found_keeps_a_condition_from_being_met(name: str, place: int) -> None:
    rest = tuple(each for each in FINE if each.check.name != name)

    found = ready(results=(*rest, seen(Grade.MINOR, name=name)))

    assert unmet(found) == [found.conditions[place]]
    assert found.conditions[place].verdict is Verdict.DEVIATES


@pytest.mark.row("R-305", "R-306")
def test_checks_that_were_not_run_meet_nothing() -> None:
    found = ready(results=())

    assert [each.verdict for each in unmet(found)] == [Verdict.NOT_TESTED] * 2
    assert found.percent == 0


@pytest.mark.row("R-305", "R-202")
def test_a_body_that_carries_no_minors_wants_them_closed() -> None:
    given = material(*EVERYTHING)
    strict = type(given)(
        given.dossier,
        given.as_of,
        given.standards,
        with_setting(given.profile, "gap.carry_minor", value=False),
    )

    found = stage2_readiness(stage2_of(*FINE), strict)

    assert found.conditions[0].because[1:] == ("F-1 is minor and not closed",)


@pytest.mark.row("R-305")
def test_an_outcome_without_findings_leaves_nothing_to_close() -> None:
    outcome = StageOutcome(key="1", stage=Stage.STAGE_1, by_rule=Outcome.READY)

    assert ready((*without(MINOR, PLAN), outcome)).ready


@pytest.mark.row("R-306", "R-305")
@pytest.mark.parametrize("standard", ["iso27001-2022", "iso9001-2015"])
def test_an_empty_dossier_has_no_green_verdict_at_all(standard: str) -> None:
    nothing = operation(standards=(standard,))

    stage2 = assess_stage2(nothing)
    found = stage2_readiness(stage2, nothing)

    green = [each.check.name for each in stage2.results_with(Verdict.CONFORMS)]
    assert green == []
    assert len(stage2.results) > 20
    assert Verdict.CONFORMS not in {each.verdict for each in found.conditions}
    assert (found.ready, found.percent) == (False, 0)
    assert found.unknown
