"""Flaws of Quillmark's controls, risks, reviews and audits."""

from datetime import timedelta

from assay.demo.cloud.clock import at, worked_by
from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.audit_coverage import AuditCoverage
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.finding import Finding
from assay.domain.objective import Objective
from assay.domain.review_attendance import Presence, ReviewAttendance
from assay.domain.review_input import ReviewInput
from assay.domain.risk import Risk
from assay.domain.soa_row import SoaRow
from assay.domain.supplier import Supplier
from assay.domain.supplier_assessment import SupplierAssessment
from assay.domain.supplier_listing import ListingSource, SupplierListing
from assay.ledger.entry import Author

_DIRECTORS = ("hanneke.dewit", "jeroen.akkerman", "tiago.marques")


@defect(organisation="cloud", stage=1, check="soa-incomplete")
def soa_control_missing(draft: Draft) -> None:
    """Leave A.7.4 out of the Statement of Applicability."""
    draft.drop(SoaRow, "A.7.4")


@defect(organisation="cloud", stage=1, check="owner-missing")
def risk_without_owner(draft: Draft) -> None:
    """Leave the risk of a copied user directory to nobody."""
    draft.change(Risk, "R-13", owner="")


@defect(organisation="cloud", stage=1, check="treatment-stale")
def treatment_without_news(draft: Draft) -> None:
    """Let the builds without network stand still for nine months, saved again and again."""
    last = draft.as_of - timedelta(250)
    told = [said for said in draft.said if said.item.key == "TRT-12"]
    kept = [said for said in told if said.at.date() <= last]
    draft.said = [said for said in draft.said if said not in told or said in kept]
    for days_ago in (180, 90, 30):
        when = at(worked_by(draft.as_of - timedelta(days_ago)), 11 * 60)
        draft.say(kept[-1].item, by=kept[-1].by, at=when)


@defect(organisation="cloud", stage=1, check="review-without-top-management")
def directors_stayed_away(draft: Draft) -> None:
    """Have all three directors send apologies to the second management review."""
    for person in _DIRECTORS:
        key = f"MR-2 / {person}"
        draft.change(ReviewAttendance, key, presence=Presence.APOLOGIES)


@defect(organisation="cloud", stage=1, check="review-perfunctory")
def minutes_reused(draft: Draft) -> None:
    """Copy what the first review said of each input into the minutes of the second."""
    said = {each.input: each for each in draft.all(ReviewInput).values() if each.review == "MR-1"}
    for key, each in draft.all(ReviewInput).items():
        if each.review == "MR-2":
            draft.change(ReviewInput, key, discussion=said[each.input].discussion)


@defect(organisation="cloud", stage=1, check="auditor-of-own-work")
def auditor_owns_conduct_control(draft: Draft) -> None:
    """Make the internal auditor who audited the disciplinary process the owner of that control."""
    draft.change(SoaRow, "A.6.4", owner="sanne.kuipers")


@defect(organisation="cloud", stage=1, check="audit-coverage-short")
def clause_never_audited(draft: Draft) -> None:
    """Leave communication out of both internal audits."""
    cells = draft.all(AuditCoverage).values()
    draft.drop(AuditCoverage, *(each.key for each in cells if each.clause == "7.4"))


@defect(organisation="cloud", stage=1, check="audit-finding-idle")
def finding_left_lying(draft: Draft) -> None:
    """Have nobody act on the finding about shared secrets for three months, and let it fall due."""
    idle_since = worked_by(draft.as_of - timedelta(93))
    due = worked_by(draft.as_of - timedelta(20))
    draft.said = [
        said
        for said in draft.said
        if not (said.item.key in {"F-06", "CA-03"} and said.at.date() > idle_since)
    ]
    draft.change(Finding, "F-06", due_on=due)
    draft.change(CorrectiveAction, "CA-03", due_on=due)


@defect(organisation="cloud", stage=1, check="objective-incomplete")
def restore_objective_without_target(draft: Draft) -> None:
    """Set the objective on restores without saying what is to be reached."""
    draft.change(Objective, "OBJ-07", target=None)


@defect(organisation="cloud", stage=1, check="supplier-review-overdue")
def host_not_looked_at_again(draft: Draft) -> None:
    """Have nobody look at Nimbra Cloud again after the first year."""
    looks = [each for each in draft.all(SupplierAssessment).values() if each.supplier == "nimbra"]
    held = sorted(each.held_on for each in looks)
    draft.drop(SupplierAssessment, *(each.key for each in looks if each.held_on == held[-1]))
    draft.said = [
        said
        for said in draft.said
        if not (
            isinstance(said.item, Supplier)
            and said.item.assessed_on == held[-1]
            and said.item.key == "nimbra"
        )
    ]
    rows = draft.records["vendor_review"]
    draft.records["vendor_review"] = [
        row for row in rows if not (row["supplier"] == "nimbra" and row["reviewed_on"] == held[-1])
    ]


@defect(organisation="cloud", stage=2, check="supplier-paid-not-registered")
def form_tool_paid_unregistered(draft: Draft) -> None:
    """Pay a form tool by invoice for nine months that no register knows."""
    listed = worked_by(draft.as_of - timedelta(17))
    listing = SupplierListing.model_validate(
        {
            "name": "Formulario Uno S.L.",
            "source": ListingSource.ACCOUNTS_PAYABLE,
            "listed_on": listed,
            "amount": "4380",
            "first_on": worked_by(draft.as_of - timedelta(270)),
            "last_on": worked_by(draft.as_of - timedelta(31)),
        }
    )
    draft.say(listing, by=Author("tom.hartog", "control owner"), at=at(listed, 15 * 60))
