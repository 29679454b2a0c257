"""Deployments went past the change procedure."""

import pytest

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "deployment-without-change"
PROMISE = Claim(
    key="CLM-12",
    document="PRO-4",
    version="1.0",
    section="5 Implementing",
    quote="Every deployment carries the number of an approved change.",
    kind=ClaimKind.COVERAGE,
    family="deployment",
    first="deployment",
    then="change",
)
CHANGES = """
    change_id | approved_at
    CHG-1     | 2026-01-05 09:00:00
    CHG-2     |
"""


def deployed(*teams: tuple[str, int, int], change: str = "") -> dict[str, str]:
    lines = ["deployment_id | deployed_at | change | team"]
    for team, known, unknown in teams:
        for number in range(known + unknown):
            carried = "CHG-1" if number < known else change
            lines.append(f"{team}-{number:03} | 2026-01-06 09:00:00 | {carried} | {team}")
    return {"change": CHANGES, "deployment": "\n".join(lines)}


def at(
    *teams: tuple[str, int, int], change: str = "", independent: tuple[str, ...] = ("deployment",)
) -> Operation:
    return operation(PROMISE, records=deployed(*teams, change=change), independent=independent)


@pytest.mark.row("R-133")
def test_teams_that_keep_to_the_procedure_are_silent() -> None:
    assert look(CHECK, at(("A", 10, 0), ("B", 10, 0))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-133")
def test_a_team_that_does_not_is_told_beside_the_other_with_each_deployment() -> None:
    found = at(("A", 10, 0), ("B", 7, 3))

    assert said(CHECK, found) == {
        "CLM-12": (
            "3 of 20 deployments carry no approved change: B-007, B-008, B-009; by team: "
            "A 100.0 %, B 70.0 %; at least 90 %, and 20 percentage points apart at most; "
            'PRO-4 1.0, 5 Implementing: "Every deployment carries the number of an approved '
            'change".'
        )
    }
    (deviation,) = look(CHECK, found).deviations
    assert (deviation.reason, deviation.grade) == ("teams", None)
    assert keys(CHECK, found) == ["B-007", "B-008", "B-009"]


@pytest.mark.row("R-133")
@pytest.mark.parametrize(("known", "reason"), [(90, "single deployments"), (89, "teams")])
def test_nine_of_ten_is_the_least_of_a_team(known: int, reason: str) -> None:
    (deviation,) = look(CHECK, at(("A", 100, 0), ("B", known, 100 - known))).deviations

    assert deviation.reason == reason
    assert (deviation.grade is Grade.OBSERVATION) is (reason == "single deployments")


@pytest.mark.row("R-133")
@pytest.mark.parametrize("change", ["", "CHG-2", "CHG-9"])
def test_no_number_an_unapproved_and_an_unknown_change_are_all_none(change: str) -> None:
    assert keys(CHECK, at(("A", 1, 0), ("B", 0, 1), change=change)) == ["B-000"]


@pytest.mark.row("R-133")
def test_without_the_deployments_nothing_is_told() -> None:
    records = {"change": CHANGES}

    assert look(CHECK, operation(PROMISE, records=records)).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, operation(PROMISE, records=records)) == {
        "CLM-12": "there are no records of deployment (deployments)"
    }


@pytest.mark.row("R-133")
def test_deployments_that_the_organisation_lists_itself_are_no_pass() -> None:
    found = at(("A", 10, 0), independent=())

    assert look(CHECK, found).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, found) == {
        "deployment": "the deployments do not come from an independent source"
    }


def test_without_changes_to_look_up_nothing_is_told() -> None:
    records = {"deployment": deployed(("A", 2, 0))["deployment"]}

    assert untold(CHECK, operation(records=records, independent=["deployment"])) == {
        "deployment-without-change": (
            "there are no records of change to look deployments up in (deployments)"
        )
    }


def test_none_deployed_is_not_tested() -> None:
    assert untold(CHECK, at()) == {"CLM-12": "the population is empty (deployments)"}


@pytest.mark.row("R-133")
def test_the_profile_holds_teams_to_it_where_no_document_does() -> None:
    records = deployed(("A", 10, 0), ("B", 7, 3))

    (deviation,) = look(CHECK, operation(records=records, independent=["deployment"])).deviations

    assert deviation.about == ("deployment-without-change",)
    assert deviation.threshold is not None
    assert deviation.threshold.value == "90 %"
