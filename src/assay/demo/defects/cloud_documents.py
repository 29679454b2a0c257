"""Flaws of Quillmark's documents: unapproved, out of date, unread, not to be found."""

from datetime import date, timedelta

from assay.demo.cloud.clock import at, months_after, worked_by
from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.approval import Approval
from assay.domain.content_anchor import ContentAnchor
from assay.domain.document import Document
from assay.domain.document_review import DocumentReview
from assay.domain.document_version import DocumentVersion
from assay.domain.item import Item
from assay.domain.role_assignment import Role, RoleAssignment
from assay.ledger.entry import Author

_LEAVER = "goncalo.teles"
_NEVER_READ = ("ivo.prata", "filipa.torres", "luis.abrantes")
_LATE = (
    *("POL-02", "POL-05", "POL-07", "STD-03", "PRO-01", "PRO-05", "PRO-06", "PRO-07"),
    *("PRO-09", "PRO-10", "PRO-13", "PRO-14", "PRO-15", "PRO-16", "STD-01", "STD-02"),
)


def _recorded_on(draft: Draft, kind: type[Item], key: str, day: date) -> None:
    """Have every entry about an item be recorded on another day."""
    for position, said in enumerate(draft.said):
        if isinstance(said.item, kind) and said.item.key == key:
            moved = at(day, 10 * 60 + 20)
            draft.said[position] = type(said)(moved, said.by, said.item, said.because, said.retires)


@defect(organisation="cloud", stage=1, check="document-unapproved")
def restore_procedure_unapproved(draft: Draft) -> None:
    """Use the second version of the restore procedure though nobody approved it."""
    draft.drop(Approval, "PRO-06 / 1.1 / pieter.hoekstra")


@defect(organisation="cloud", stage=1, check="document-past-review")
def review_procedure_past_review(draft: Draft) -> None:
    """Leave the management review procedure unreviewed since its half-yearly review fell due."""
    document = draft.all(Document)["PRO-12"]
    reviews = draft.all(DocumentReview).values()
    draft.drop(DocumentReview, *(each.key for each in reviews if each.document == document.key))
    approved_on = document.approved_on or draft.as_of
    draft.change(
        Document,
        document.key,
        reviewed_on=approved_on,
        review_months=6,
        next_review_on=months_after(approved_on, 6),
    )


@defect(organisation="cloud", stage=1, check="approver-gone")
def approved_by_leaver(draft: Draft) -> None:
    """Use a confidentiality agreement that the former support team lead approved."""
    approval = draft.all(Approval)["FRM-02 / 1.0 / annelies.roos"]
    signed = approval.approved_on or draft.as_of
    draft.drop(Approval, approval.key)
    own = Approval.model_validate(
        {**approval.model_dump(), "key": f"FRM-02 / 1.0 / {_LEAVER}", "by": _LEAVER}
    ).changed(role="Support Team Lead")
    event_at = own.event_at or at(signed, 600)
    draft.say(own, by=Author(_LEAVER, "control owner"), at=event_at)
    role = RoleAssignment.model_validate(
        {
            "person": _LEAVER,
            "role": Role.DOCUMENT_APPROVER,
            "from_on": signed - timedelta(60),
            "until_on": signed + timedelta(30),
            "appointed_by": "jeroen.akkerman",
        }
    )
    said_on = worked_by(signed - timedelta(60))
    draft.say(role, by=Author("jeroen.akkerman", "top management"), at=at(said_on, 700))
    draft.change(Document, "FRM-02", approver=_LEAVER)


@defect(organisation="cloud", stage=1, check="approval-doubtful")
def approval_backdated(draft: Draft) -> None:
    """Record the approval of the supplier procedure six weeks after the day it claims."""
    key = "PRO-08 / 1.1 / annelies.roos"
    approval = draft.all(Approval)[key]
    recorded_on = worked_by((approval.approved_on or draft.as_of) + timedelta(42))
    draft.change(Approval, key, event_at=at(recorded_on, 10 * 60 + 20))
    _recorded_on(draft, Approval, key, recorded_on)


@defect(organisation="cloud", stage=1, check="document-unreachable")
def visitor_rules_locked_away(draft: Draft) -> None:
    """Keep the rules on desks, screens and visitors where few people can open them."""
    draft.change(Document, "INS-02", location="shelfmark/records/INS-02")


@defect(organisation="cloud", stage=1, check="document-unread")
def policy_unread_by_three(draft: Draft) -> None:
    """Have three people in Porto never acknowledge the acceptable use policy."""
    readers = sorted(
        each.key
        for each in draft.all(Acknowledgement).values()
        if each.document == "POL-03" and each.person in _NEVER_READ
    )
    draft.drop(Acknowledgement, *readers)


@defect(organisation="cloud", stage=1, check="document-missing")
def treatment_process_missing(draft: Draft) -> None:
    """Have no document say how risks are treated."""
    draft.change(Document, "MET-02", satisfies=())
    anchors = draft.all(ContentAnchor).values()
    draft.drop(ContentAnchor, *(each.key for each in anchors if each.document == "MET-02"))


@defect(organisation="cloud", stage=1, check="content-unanchored")
def audit_impartiality_unanchored(draft: Draft) -> None:
    """Leave unsaid where the audit programme keeps auditors impartial."""
    draft.drop(ContentAnchor, "PGM-01 / internal_audit_programme / impartiality")


@defect(organisation="cloud", stage=1, check="document-uncontrolled")
def file_nobody_registered(draft: Draft) -> None:
    """Put a checklist into the library that stands in no register."""
    content = b"# Old checklist\n\nCall the landlord. Lock the cabinet. Tell Karin.\n"
    when = at(worked_by(draft.as_of - timedelta(150)), 11 * 60)
    by = Author("karin.bos", "control owner")
    draft.shelve("documents/old-checklist.md", content, by=by, at=when)


@defect(organisation="cloud", stage=1, check="last-minute-revisions")
def polished_before_the_audit(draft: Draft) -> None:
    """Approve sixteen documents anew in the fortnight before the audit, for no stated reason."""
    documents = draft.all(Document)
    for number, key in enumerate(_LATE):
        document = documents[key]
        day = worked_by(draft.as_of - timedelta(4 + number % 7))
        approved_at = at(day, 9 * 60 + 7 * number)
        version = f"{document.version.split('.')[0]}.9"
        own = draft.all(DocumentVersion)[f"{key} / {document.version}"]
        draft.say(
            own.changed(status="superseded", in_force_until_on=day - timedelta(1)),
            by=Author("noor.elamrani", "record keeper"),
            at=approved_at,
        )
        fields = {"document": key, "version": version, "author": document.author}
        fresh = {"created_on": day, "changes": "Wording", "in_force_from_on": day}
        hashed = {"status": "approved", "file": document.file, "sha256": own.sha256}
        draft.say(
            DocumentVersion.model_validate({**fields, **fresh, **hashed}),
            by=Author("noor.elamrani", "record keeper"),
            at=approved_at,
        )
        approval = {"document": key, "version": version, "by": document.approver}
        claimed = {"approved_on": day, "event_at": approved_at}
        draft.say(
            Approval.model_validate({**approval, **claimed}),
            by=Author(document.approver, "document approver"),
            at=approved_at,
        )
        draft.say(
            document.changed(version=version, approved_on=day, reviewed_on=day),
            by=Author("noor.elamrani", "record keeper"),
            at=approved_at,
        )
