"""Flaws in the factory's management system: processes, risks, measures, systems, reviews."""

from datetime import timedelta
from decimal import Decimal

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.demo.factory.picking import related
from assay.domain.boundary import Boundary
from assay.domain.interface import Interface
from assay.domain.internal_audit import InternalAudit
from assay.domain.limitation import Limitation
from assay.domain.measurement import Measurement
from assay.domain.organisation import Organisation
from assay.domain.process import Process
from assay.domain.review_input import ReviewInput
from assay.domain.treatment import Treatment


@defect(organisation="factory", stage=1, check="owner-missing")
def process_without_owner(draft: Draft) -> None:
    """Leave packing and delivery without an owner."""
    draft.change(Process, "PR-10", owner="")


@defect(organisation="factory", stage=1, check="treatment-stale")
def second_forge_overdue(draft: Draft) -> None:
    """Let the treatment of the single ring forge pass its date without a new plan."""
    draft.change(Treatment, "T-05", due_on=draft.as_of - timedelta(days=18))


@defect(organisation="factory", stage=1, check="interface-without-check")
def interface_without_check(draft: Draft) -> None:
    """Reconcile nothing of the batches that pass from Millstone to the ERP."""
    draft.change(Interface, "IF-02", check="")


@defect(organisation="factory", stage=1, check="limitation-uncompensated")
def limitation_uncompensated(draft: Draft) -> None:
    """Make up by nothing for releases that Millstone does not stop."""
    draft.change(Limitation, "LIM-02", compensated_by="")


@defect(organisation="factory", stage=2, check="target-missed-without-action")
def review_time_missed_without_action(draft: Draft) -> None:
    """Miss the target for contract review in two months running, and do nothing."""
    values = [each for each in draft.all(Measurement).values() if each.of == "K-04"]
    for each in sorted(values, key=lambda one: one.measured_on)[-3:-1]:
        late = Decimal("4.6")
        draft.change(Measurement, each.key, value=late, action="", evaluation="")
        key = f"KM-K-04-ALL-{each.measured_on:%Y%m}"
        for row in related(draft, "key_measure", "value_id", key):
            row["value"], row["action"] = late, None


@defect(organisation="factory", stage=1, check="climate-undecided")
def climate_not_decided(draft: Draft) -> None:
    """Decide nothing on whether climate change matters to the company."""
    draft.change(Organisation, "corvane", climate_is_relevant=None, climate_reason="")


@defect(organisation="factory", stage=1, check="scope-exclusion-without-reason")
def school_left_out_without_reason(draft: Draft) -> None:
    """Leave the apprentice school out of the scope without a reason."""
    draft.change(Boundary, "2.0 / unit / U-APP / out", reason="")


@defect(organisation="factory", stage=1, check="review-input-missing")
def suppliers_not_reviewed(draft: Draft) -> None:
    """Leave suppliers out of the last management review."""
    draft.drop(ReviewInput, "MR-2 / iso9001-2015 / suppliers")


@defect(organisation="factory", stage=1, check="auditor-of-own-work")
def auditor_owns_maintenance(draft: Draft) -> None:
    """Give maintenance to the person who audited it."""
    auditor = draft.all(InternalAudit)["IA-2"].lead
    draft.change(Process, "PR-17", owner=auditor)
