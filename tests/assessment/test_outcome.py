"""Stage 1 ends in one of three outcomes, by rule, with its reasons."""

from itertools import product

import pytest

from assay.assessment.finding_proposal import CheckResult, result_of, stage1_label
from assay.assessment.outcome import stage1_outcome
from assay.checks.registry import Check
from assay.domain.deviation import Deviation, Looked, Member
from assay.domain.grade import Grade
from assay.domain.stage_outcome import Outcome
from assay.standards.load import load_profile

TYPICAL = load_profile("isms-typical")
ONE = (Member("POL-01"),)


def a_check(name: str, code: str = "") -> Check:
    return Check(name, 1, "2026.1", code, lambda _: Looked(ONE))


def seen(
    grade: Grade,
    *,
    blocks: bool = False,
    code: str = "SCOPE-MISSING",
    profile: str = "isms-typical",
) -> CheckResult:
    deviation = Deviation(("POL-01",), "POL-01 is wrong.", grade=grade, blocks=blocks)
    return result_of(
        a_check("policy-wrong", code), Looked(ONE, (deviation,)), (), load_profile(profile)
    )


CONFORMING = result_of(a_check("fine"), Looked(ONE), (), TYPICAL)
UNTOLD = result_of(a_check("untold"), Looked((), nothing_because="nothing is there"), (), TYPICAL)


@pytest.mark.row("R-256")
def test_the_outcome_follows_from_blockers_majors_and_minors() -> None:
    for blocker, major, minor in product([False, True], repeat=3):
        results = [
            CONFORMING,
            *([seen(Grade.MAJOR, blocks=True)] if blocker else []),
            *([seen(Grade.MAJOR)] if major else []),
            *([seen(Grade.MINOR)] if minor else []),
        ]

        outcome = stage1_outcome(results, TYPICAL)

        expected = Outcome.READY_WITH_ACTIONS if major or minor else Outcome.READY
        assert outcome.value is (Outcome.NOT_READY if blocker else expected)


@pytest.mark.row("R-256")
def test_the_reasons_are_given() -> None:
    results = [CONFORMING, seen(Grade.MAJOR), seen(Grade.MINOR), seen(Grade.MINOR), UNTOLD]

    outcome = stage1_outcome(results, TYPICAL)

    assert outcome.because == (
        ("1 open major and no blocker; the profile then says ready with actions "
        f"({TYPICAL['stage1.major_outcome'].threshold_from})."),
        "2 open minors.",
        "1 check could not be told, and unknown is never green.",
    )


@pytest.mark.row("R-256", "R-259")
def test_a_rule_blocks_only_where_the_profile_says_that_it_may() -> None:
    blocking = seen(Grade.MAJOR, blocks=True, code="SCOPE-MISSING")
    other = seen(Grade.MAJOR, blocks=True, code="DOC-STALE")

    assert stage1_outcome([CONFORMING, blocking], TYPICAL).value is Outcome.NOT_READY
    assert stage1_outcome([CONFORMING, other], TYPICAL).value is Outcome.READY_WITH_ACTIONS


@pytest.mark.row("R-306")
def test_unknown_is_never_green() -> None:
    assert stage1_outcome([CONFORMING, UNTOLD], TYPICAL).value is Outcome.READY_WITH_ACTIONS
    assert stage1_outcome([UNTOLD], TYPICAL).value is Outcome.NOT_READY
    assert stage1_outcome([], TYPICAL).value is Outcome.NOT_READY


@pytest.mark.row("R-257", "R-260")
@pytest.mark.parametrize(
    ("results", "label"),
    [
        ([CONFORMING], "ready for Stage 2 (go)"),
        ([CONFORMING, seen(Grade.MINOR)], "ready for Stage 2 while actions run (go)"),
        ([seen(Grade.MAJOR, blocks=True)], "not ready for Stage 2 (delay)"),
    ],
)
def test_go_and_delay_are_printed_and_nothing_passes_or_fails(
    results: list[CheckResult], label: str
) -> None:
    assert stage1_outcome(results, TYPICAL).label == label


@pytest.mark.row("R-191")
@pytest.mark.parametrize(
    ("policy", "major", "observation"),
    [
        ("graded", "major nonconformity", "observation"),
        ("observational", "area of attention", "observation"),
        ("concerns", "concern", "concern"),
    ],
)
def test_the_label_changes_with_the_policy_and_the_grade_stays(
    policy: str, major: str, observation: str
) -> None:
    profile = next(
        known
        for known in map(load_profile, ("isms-typical", "isms-lean", "qms-typical"))
        if known.choice("finding.stage1_policy") == policy
    )

    proposal = seen(Grade.MAJOR, profile=profile.name).proposals[0]

    assert (proposal.label, proposal.grade) == (major, Grade.MAJOR)
    assert stage1_label(Grade.OBSERVATION, profile) == observation
