"""An internal auditor looked at something that they answer for."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.audit_coverage import AuditCoverage, CoverageResult
from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.inventory_kind import InventoryKind
from assay.domain.process import Process
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.soa_row import SoaRow
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.audits import an_audit
from tests.lib.reviews import but
from tests.lib.stage1 import ANA, look, material, said

CHECK = "auditor-of-own-work"
SALES = AuditCoverage(
    key="IA-1 sales",
    audit="IA-1",
    clause="8.1",
    kind=InventoryKind.PROCESS,
    item="P1",
    result=CoverageResult.CONFORMS,
    evidence=("order 7",),
)


def handed_over(on: datetime) -> Ledger:
    """Return a ledger in which ivo owned the sales process until somebody else did."""
    ledger = Ledger("somewhere")
    mine = Process(key="P1", name="Sales", owner="ivo")
    ledger.append([saying(mine)], by=ANA, recorded_at=datetime(2024, 1, 1, tzinfo=UTC))
    ledger.append([saying(mine.changed(owner="mira"))], by=ANA, recorded_at=on)
    return ledger


@pytest.mark.row("R-084")
def test_an_auditor_of_nothing_of_their_own_is_silent() -> None:
    process = Process(key="P1", name="Sales", owner="mira")

    assert look(CHECK, material(*an_audit(), SALES, process)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-084")
def test_eleven_months_ago_conflicts_and_thirteen_months_ago_does_not() -> None:
    # The audit ended on 2026-01-09.
    eleven = handed_over(datetime(2025, 2, 9, tzinfo=UTC))
    thirteen = handed_over(datetime(2024, 12, 9, tzinfo=UTC))

    assert said(CHECK, material(*an_audit(), SALES, ledger=eleven)) == {
        "IA-1, ivo, P1": "IA-1: ivo audited P1, and they were its owner until 2025-02-09."
    }
    assert said(CHECK, material(*an_audit(), SALES, ledger=thirteen)) == {}


@pytest.mark.row("R-084")
def test_the_boundary_of_the_window_counts() -> None:
    on_it = handed_over(datetime(2025, 1, 9, tzinfo=UTC))
    before_it = handed_over(datetime(2025, 1, 8, tzinfo=UTC))

    assert set(said(CHECK, material(*an_audit(), SALES, ledger=on_it))) == {"IA-1, ivo, P1"}
    assert said(CHECK, material(*an_audit(), SALES, ledger=before_it)) == {}


@pytest.mark.row("R-084")
def test_the_lead_of_the_system_audits_nothing_of_it() -> None:
    lead = RoleAssignment(key="ivo lead", person="ivo", role=Role.ISMS_LEAD)
    was_lead = lead.changed(until_on=date(2026, 1, 4))

    assert said(CHECK, material(*an_audit(), lead)) == {
        "IA-1, ivo, the management system": "IA-1: ivo audited the management system, "
        "and they are isms lead."
    }
    assert said(CHECK, material(*an_audit(), was_lead)) == {}


@pytest.mark.row("R-084")
def test_the_author_of_a_controls_policy_is_caught() -> None:
    row = SALES.changed(key="IA-1 A.5.1", clause="A.5.1", kind=None, item="")
    control = SoaRow(key="A.5.1", owner="mira", documents=("POL-01",))
    policy = Document(key="POL-01", title="Policy", author="ivo")

    assert said(CHECK, material(*an_audit(), row, control, policy)) == {
        "IA-1, ivo, POL-01": "IA-1: ivo audited POL-01, and they were its author."
    }


@pytest.mark.row("R-084")
def test_an_owner_by_assignment_is_caught() -> None:
    owner = RoleAssignment(
        key="x", person="ivo", role=Role.PROCESS_OWNER, about="P1", until_on=date(2025, 3, 1)
    )

    assert said(CHECK, material(*an_audit(), SALES, owner)) == {
        "IA-1, ivo, P1": "IA-1: ivo audited P1, and they were process owner until 2025-03-01."
    }


def test_a_recorded_mitigation_leaves_a_signal() -> None:
    audit = but(an_audit(), "IA-1", mitigation="Mira read along.")
    process = Process(key="P1", name="Sales", owner="ivo")

    (deviation,) = look(CHECK, material(*audit, SALES, process)).deviations

    assert deviation.signal


def test_without_an_audit_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
