"""Where Stage 1 says to delay, it says what is in the way, whose it is and by when."""

from datetime import date

import pytest

from assay.assessment.gap_list import gap_list
from assay.assessment.stage1 import Stage1, assess_stage1
from assay.checks.material import Material
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.finding import Finding, RaisedIn
from assay.domain.grade import Grade
from assay.domain.item import Item
from assay.domain.role_assignment import Role, RoleAssignment
from tests.lib.results import fine, seen, stage1_of
from tests.lib.stage1 import AS_OF, material

LEAD = RoleAssignment(key="ana", person="ana", role=Role.ISMS_LEAD)
FOUND = Finding(
    key="IA-3", raised_in=RaisedIn.INTERNAL_AUDIT, states="There is no policy.", about=("policy",)
)
PLAN = CorrectiveAction(key="CA-3", finding="IA-3", due_on=date(2026, 3, 1))


def empty(*items: Item) -> tuple[Stage1, Material]:
    at = material(*items)
    return assess_stage1(at), at


@pytest.mark.row("R-257")
def test_a_delay_lists_each_gap_with_owner_and_the_evidence_needed() -> None:
    gaps = {gap.check: gap for gap in gap_list(*empty(LEAD))}

    policy = gaps["policy-missing"]
    assert policy.says == (
        "No approved document is the Information security policy (5.2 of ISO/IEC 27001:2022)."
    )
    assert (policy.owner, policy.due_on) == ("ana", None)
    assert policy.evidence_needed != ""
    assert gaps["operation-unseen"].says == (
        "operation-unseen could not be told: records were not counted, or there is nothing at all."
    )


@pytest.mark.row("R-257")
@pytest.mark.parametrize(
    ("plan", "due_on"), [(PLAN, date(2026, 3, 1)), (PLAN.changed(done_on=AS_OF), None)]
)
def test_the_date_is_one_that_somebody_undertook_and_has_not_met_yet(
    plan: CorrectiveAction, due_on: date | None
) -> None:
    stops = stage1_of(seen(Grade.MAJOR, blocks=True, name="document-missing", about="policy"))

    assert [gap.due_on for gap in gap_list(stops, material(FOUND, plan))] == [due_on]


@pytest.mark.row("R-257")
def test_where_stage_2_can_go_ahead_there_is_no_such_list() -> None:
    assert gap_list(stage1_of(fine(), seen(Grade.MAJOR)), material()) == ()
