"""Worries, likely nonconformities, points to clear up: each with what follows and who answers."""

import pytest

from assay.assessment.finding_proposal import CheckResult
from assay.assessment.owners import Owners
from assay.assessment.three_lists import ListKind, three_lists
from assay.domain.clarification import Clarification, ClarificationState
from assay.domain.deviation import Deviation
from assay.domain.document import Document
from assay.domain.grade import Grade
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.role_assignment import Role, RoleAssignment
from tests.lib.results import fine, half_told, seen, stage1_of, untold
from tests.lib.stage1 import material

POLICY = Document(key="POL-01", title="Policy", owner="joris.kamp")
LEAD = RoleAssignment(key="ana", person="ana", role=Role.ISMS_LEAD)


def lines(*results: CheckResult, items: tuple[Item, ...] = (POLICY, LEAD)) -> list[tuple[str, ...]]:
    found = three_lists(stage1_of(*results), material(*items))
    return [(each.kind, each.check, each.says, each.at_stage2, each.owner) for each in found]


@pytest.mark.row("R-193")
@pytest.mark.parametrize(
    ("grade", "kind", "follows"),
    [
        (
            Grade.MAJOR,
            ListKind.LIKELY_NONCONFORMITY,
            "a major nonconformity if it still stands",
        ),
        (
            Grade.MINOR,
            ListKind.LIKELY_NONCONFORMITY,
            "a minor nonconformity if it still stands",
        ),
        (Grade.CONCERN, ListKind.WORRY, "a nonconformity if it turns out to be so"),
        (
            Grade.OBSERVATION,
            ListKind.WORRY,
            "an observation, or a minor nonconformity if a requirement is broken by then",
        ),
        (Grade.OPPORTUNITY, ListKind.WORRY, "a remark on what could be better"),
    ],
)
def test_each_finding_stands_on_one_list_with_what_follows_and_its_owner(
    grade: Grade, kind: ListKind, follows: str
) -> None:
    assert lines(seen(grade)) == [(kind, "policy-wrong", "POL-01 is wrong.", follows, "joris.kamp")]


@pytest.mark.row("R-193")
def test_a_blocker_keeps_stage_2_from_taking_place() -> None:
    assert lines(seen(Grade.MAJOR, blocks=True))[0][3] == (
        "Stage 2 does not take place while it stands"
    )


@pytest.mark.row("R-193")
def test_what_cannot_be_told_and_what_was_asked_has_to_be_cleared_up() -> None:
    asked = Clarification(key="CLA-1", question="Is the barn inside?")
    answered = asked.changed(key="CLA-2", state=ClarificationState.ANSWERED)
    accepted = asked.changed(key="CLA-3", state=ClarificationState.ACCEPTED)

    found = lines(fine(), untold(), half_told(), items=(LEAD, asked, answered, accepted))

    assert [(each[0], *each[2:]) for each in found] == [
        (
            "to clear up",
            "Is the barn inside?",
            "the plan of Stage 2 waits for the answer",
            "ana",
        ),
        (
            "to clear up",
            "Is the barn inside?",
            "the plan of Stage 2 waits for the answer",
            "ana",
        ),
        (
            "to clear up",
            "untold: nothing is there.",
            "nothing can be foreseen while it is not known",
            "ana",
        ),
        (
            "to clear up",
            "half-told: 1 of 2 cannot be told: it has no date.",
            "nothing can be foreseen while it is not known",
            "ana",
        ),
    ]


@pytest.mark.row("R-193")
def test_what_nobody_owns_is_for_whoever_leads_the_system() -> None:
    assert lines(seen(Grade.MINOR), items=(POLICY.changed(owner=""), LEAD))[0][4] == "ana"
    assert lines(seen(Grade.MINOR), items=())[0][4] == ""


def test_of_two_things_with_one_key_the_one_that_the_evidence_names_answers() -> None:
    owners = Owners(material(Process(key="X", name="X", owner="bo"), POLICY.changed(key="X")))

    said = [
        owners.owner_of(Deviation(("X",), "X is wrong.", evidence=(evidence,)))
        for evidence in ("process X", "document X")
    ]
    assert said == ["bo", "joris.kamp"]
