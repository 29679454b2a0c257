"""Each clause and each control gets a verdict, by the checks that speak for it."""

import pytest

from assay.assessment.clause_verdicts import ClauseVerdict, clause_verdicts
from assay.assessment.finding_proposal import CheckResult
from assay.domain.deviation import Deviation, Looked, Member, Unknown, Verdict
from assay.domain.grade import Grade
from tests.lib.results import came_to, fine, half_told, seen, stage1_of, untold
from tests.lib.stage1 import material

AT = material()


def verdicts(*results: CheckResult) -> dict[str, ClauseVerdict]:
    return {each.reference.clause: each for each in clause_verdicts(stage1_of(*results), AT)}


def test_every_requirement_and_every_control_has_a_verdict() -> None:
    found = verdicts(fine("4.3"))

    standard = AT.standards[0]
    assert set(found) == {clause.number for clause in standard.requirements} | {
        control.number for control in standard.controls
    }


@pytest.mark.row("R-306")
def test_a_clause_that_no_check_speaks_for_is_not_tested() -> None:
    assert (verdicts()["4.3"].verdict, verdicts()["4.3"].why) == (
        Verdict.NOT_TESTED,
        "no check of Stage 1 speaks for it",
    )


@pytest.mark.row("R-306")
@pytest.mark.parametrize(
    ("results", "verdict", "why"),
    [
        ([fine("4.3")], Verdict.CONFORMS, "fine"),
        ([fine("4.3"), untold("4.3")], Verdict.NOT_TESTED, "untold"),
        ([fine("4.3"), half_told("4.3")], Verdict.NOT_TESTED, "half-told"),
        ([fine("4.3"), untold("4.3"), seen(Grade.MINOR, "4.3")], Verdict.DEVIATES, "policy-wrong"),
    ],
)
def test_the_worst_of_its_checks_decides(
    results: list[CheckResult], verdict: Verdict, why: str
) -> None:
    clause = verdicts(*results)["4.3"]

    assert (clause.verdict, clause.why) == (verdict, why)


def test_a_check_speaks_for_what_stands_below_a_clause_and_above_a_letter() -> None:
    below, above = verdicts(fine("9.2")), verdicts(fine("6.1.3 d"))

    assert {below[number].verdict for number in ("9.2.1", "9.2.2")} == {Verdict.CONFORMS}
    assert below["9.3.1"].verdict is Verdict.NOT_TESTED
    assert above["6.1.3"].verdict is Verdict.CONFORMS


def test_a_check_of_control_by_control_speaks_for_each_by_what_it_saw_of_it() -> None:
    looked = Looked(
        tuple(map(Member, ("A.5.1", "A.5.2", "A.5.3"))),
        (Deviation(("A.5.2",), "A.5.2 has no reason."),),
        (Unknown("A.5.3", "it has no row"),),
    )

    found = verdicts(came_to(looked, "6.1.3 d"))

    assert [found[control].verdict for control in ("A.5.1", "A.5.2", "A.5.3", "A.5.4")] == [
        Verdict.CONFORMS,
        Verdict.DEVIATES,
        Verdict.NOT_TESTED,
        Verdict.NOT_TESTED,
    ]
