"""A proposal of a finding carries requirement, evidence, statement, grade and label."""

import pytest

from assay.assessment.finding_proposal import Reference, result_of
from assay.domain.deviation import Deviation, Looked, Threshold
from assay.domain.grade import Grade
from assay.standards.load import load_standard
from tests.lib.results import ONE, STANDARD, TYPICAL, a_check, seen, wanted

WRONG = Deviation(("POL-01",), "POL-01 is wrong.", evidence=("document POL-01",))


@pytest.mark.row("R-188")
def test_it_carries_the_requirement_the_evidence_the_statement_and_the_grade() -> None:
    result = result_of(
        a_check("policy-wrong"),
        Looked(ONE, (WRONG,)),
        wanted("5.2", controls=("A.5.1",)),
        TYPICAL,
    )

    proposal = result.proposals[0]
    assert proposal.clauses == (Reference(STANDARD, "5.2"), Reference(STANDARD, "A.5.1"))
    assert proposal.evidence == ("document POL-01",)
    assert proposal.deviation.says == "POL-01 is wrong."
    assert (proposal.grade, proposal.label) == (Grade.MINOR, "minor nonconformity")


@pytest.mark.row("R-188")
def test_of_what_is_missing_altogether_the_evidence_is_what_was_sought() -> None:
    missing = Deviation(("policy",), "There is no policy.")

    result = result_of(a_check("x"), Looked(ONE, (missing,)), wanted("5.2"), TYPICAL)

    assert result.proposals[0].evidence == ("policy",)


@pytest.mark.row("R-187")
def test_there_are_five_grades_and_two_of_them_are_nonconformities() -> None:
    assert [grade.value for grade in Grade] == [
        "major",
        "minor",
        "observation",
        "opportunity",
        "concern",
    ]
    assert {grade for grade in Grade if grade.nonconformity} == {Grade.MAJOR, Grade.MINOR}


@pytest.mark.row("R-189")
@pytest.mark.parametrize("grade", list(Grade))
def test_only_a_nonconformity_breaches_a_requirement(grade: Grade) -> None:
    proposal = seen(grade, "5.2").proposals[0]

    assert proposal.clauses == (Reference(STANDARD, "5.2"),)
    assert proposal.breaches == (proposal.clauses if grade.nonconformity else ())


def test_a_signal_is_a_concern_whatever_the_standard_would_propose() -> None:
    signal = Deviation(("POL-01",), "POL-01 looks odd.", signal=True, grade=Grade.MAJOR)

    result = result_of(a_check("x"), Looked(ONE, (signal,)), wanted("5.2"), TYPICAL)

    assert result.proposals[0].grade is Grade.CONCERN


def test_a_grade_tied_to_a_measured_fact_goes_before_the_standard_s() -> None:
    aggravated = Deviation(("POL-01",), "POL-01 is old.", grade=Grade.MAJOR)

    result = result_of(a_check("x"), Looked(ONE, (aggravated,)), wanted("5.2"), TYPICAL)

    assert result.proposals[0].grade is Grade.MAJOR


@pytest.mark.row("R-017")
def test_a_setting_of_the_profile_grades_what_the_standard_leaves_to_it() -> None:
    line = next(
        each for each in load_standard(STANDARD).checks if each.check == "document-unreachable"
    )

    result = result_of(
        a_check("document-unreachable"), Looked(ONE, (WRONG,)), ((STANDARD, line),), TYPICAL
    )

    assert result.proposals[0].grade is Grade(TYPICAL.choice("finding.grade.doc_access"))


@pytest.mark.row("R-276")
def test_what_was_measured_and_against_what_stays_with_the_proposal() -> None:
    measured = Deviation(
        ("POL-01",),
        "POL-01 is old.",
        measured="25 months",
        threshold=Threshold("24 months", "default, source 002"),
    )

    deviation = (
        result_of(a_check("x"), Looked(ONE, (measured,)), wanted("5.2"), TYPICAL)
        .proposals[0]
        .deviation
    )

    assert deviation.threshold == Threshold("24 months", "default, source 002")
    assert deviation.measured == "25 months"


def test_the_worst_comes_first_and_blockers_before_everything() -> None:
    proposals = [seen(grade).proposals[0] for grade in reversed(Grade)]
    proposals.append(seen(Grade.OBSERVATION, blocks=True).proposals[0])

    ranked = sorted(proposals, key=lambda each: each.weight)

    assert [(each.blocks, each.grade) for each in ranked] == [
        (True, Grade.OBSERVATION),
        (False, Grade.MAJOR),
        (False, Grade.MINOR),
        (False, Grade.CONCERN),
        (False, Grade.OBSERVATION),
        (False, Grade.OPPORTUNITY),
    ]
