"""Stage 1 ends in one of three outcomes, by rule, with its reasons."""

from itertools import product

import pytest

from assay.assessment.finding_proposal import CheckResult, stage1_label
from assay.assessment.outcome import stage1_outcome
from assay.domain.grade import Grade
from assay.domain.stage_outcome import Outcome
from assay.standards.load import load_profile
from tests.lib.results import TYPICAL, fine, seen, untold, with_setting

GRADES = tuple(Grade)


@pytest.mark.row("R-256")
def test_the_outcome_follows_from_blockers_majors_and_minors() -> None:
    for blocker, major, minor, concern in product([False, True], repeat=4):
        results = [
            fine(),
            *([seen(Grade.MAJOR, blocks=True)] if blocker else []),
            *([seen(Grade.MAJOR)] if major else []),
            *([seen(Grade.MINOR)] if minor else []),
            *([seen(Grade.CONCERN)] if concern else []),
        ]

        outcome = stage1_outcome(results, TYPICAL)

        some = major or minor or concern
        expected = Outcome.READY_WITH_ACTIONS if some else Outcome.READY
        assert outcome.value is (Outcome.NOT_READY if blocker else expected)


@pytest.mark.row("R-256")
def test_an_observation_needs_no_action_before_stage_2() -> None:
    results = [fine(), seen(Grade.OBSERVATION), seen(Grade.OPPORTUNITY)]

    assert stage1_outcome(results, TYPICAL).value is Outcome.READY


@pytest.mark.row("R-256")
def test_a_profile_may_stop_at_an_open_major() -> None:
    strict = with_setting(TYPICAL, "stage1.major_outcome", "not_ready")

    outcome = stage1_outcome([fine(), seen(Grade.MAJOR), seen(Grade.MINOR)], strict)

    assert outcome.value is Outcome.NOT_READY
    assert outcome.because[1] == "1 open minor."


@pytest.mark.row("R-256")
def test_the_reasons_are_given() -> None:
    results = [fine(), seen(Grade.MAJOR), seen(Grade.MINOR), seen(Grade.MINOR), untold()]

    outcome = stage1_outcome(results, TYPICAL)

    assert outcome.because == (
        (
            "1 open major and no blocker; the profile then says ready with actions "
            f"({TYPICAL['stage1.major_outcome'].threshold_from})."
        ),
        "2 open minors.",
        "1 check could not be told, and unknown is never green.",
    )


@pytest.mark.row("R-256", "R-259")
def test_a_rule_blocks_only_where_the_profile_says_that_it_may() -> None:
    blocking = seen(Grade.MAJOR, blocks=True, code="SCOPE-MISSING")
    other = seen(Grade.MAJOR, blocks=True, code="DOC-STALE")

    assert stage1_outcome([fine(), blocking], TYPICAL).value is Outcome.NOT_READY
    assert stage1_outcome([fine(), other], TYPICAL).value is Outcome.READY_WITH_ACTIONS


@pytest.mark.row("R-306")
def test_unknown_is_never_green() -> None:
    assert stage1_outcome([fine(), untold()], TYPICAL).value is Outcome.READY_WITH_ACTIONS
    assert stage1_outcome([untold()], TYPICAL).value is Outcome.NOT_READY
    assert stage1_outcome([], TYPICAL).value is Outcome.NOT_READY


@pytest.mark.row("R-306")
def test_a_rule_that_may_stop_stage_1_stops_it_while_nobody_can_tell() -> None:
    outcome = stage1_outcome(
        [fine(), untold(name="policy-missing", code="POLICY-MISSING")], TYPICAL
    )

    assert outcome.value is Outcome.NOT_READY
    assert outcome.because == (
        "policy-missing may stop Stage 1 and could not be told: nothing is there.",
    )


@pytest.mark.row("R-306")
def test_what_was_not_run_is_not_known_either() -> None:
    outcome = stage1_outcome([fine()], TYPICAL, left_out=58)

    assert outcome.value is Outcome.READY_WITH_ACTIONS
    assert outcome.because == ("58 checks not run, and unknown is never green.",)


@pytest.mark.row("R-257", "R-260")
@pytest.mark.parametrize(
    ("results", "label", "goes_ahead"),
    [
        ([fine()], "ready for Stage 2 (go)", True),
        ([fine(), seen(Grade.MINOR)], "ready for Stage 2 while actions run (go)", True),
        ([seen(Grade.MAJOR, blocks=True)], "not ready for Stage 2 (delay)", False),
    ],
)
def test_go_and_delay_are_printed_and_nothing_passes_or_fails(
    results: list[CheckResult], label: str, *, goes_ahead: bool
) -> None:
    outcome = stage1_outcome(results, TYPICAL)

    assert (outcome.label, outcome.goes_ahead) == (label, goes_ahead)


@pytest.mark.row("R-260")
def test_a_profile_may_want_plain_words_or_one_of_the_two_labels() -> None:
    plain = with_setting(TYPICAL, "wording.plain", value=True)
    short = with_setting(TYPICAL, "stage1.outcome_label", "go_delay")
    three = with_setting(TYPICAL, "stage1.outcome_label", "outcome")

    said = [stage1_outcome([fine()], profile).label for profile in (plain, short, three)]

    assert said == ["Stage 1 passed (go)", "go", "ready for Stage 2"]


@pytest.mark.row("R-191")
@pytest.mark.parametrize(
    ("policy", "labels"),
    [
        (
            "graded",
            (
                "major nonconformity",
                "minor nonconformity",
                "observation",
                "opportunity",
                "concern",
            ),
        ),
        (
            "observational",
            (
                "area of attention",
                "area of attention",
                "observation",
                "opportunity",
                "concern",
            ),
        ),
        ("concerns", ("concern",) * 5),
    ],
)
def test_the_label_changes_with_the_policy_and_the_grade_stays(
    policy: str, labels: tuple[str, ...]
) -> None:
    profile = with_setting(TYPICAL, "finding.stage1_policy", policy)

    proposals = [seen(grade, profile=profile).proposals[0] for grade in GRADES]

    assert tuple(proposal.grade for proposal in proposals) == GRADES
    assert tuple(proposal.label for proposal in proposals) == labels
    assert tuple(stage1_label(grade, profile) for grade in GRADES) == labels


def test_the_shipped_profiles_cover_the_three_policies() -> None:
    policies = {
        load_profile(name).choice("finding.stage1_policy")
        for name in ("isms-typical", "isms-lean", "qms-typical")
    }

    assert policies == {"graded", "observational", "concerns"}
