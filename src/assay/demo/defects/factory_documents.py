"""Flaws in the factory's documented information."""

from datetime import UTC, datetime, time, timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.approval import Approval
from assay.domain.content_anchor import ContentAnchor
from assay.domain.document import Document
from assay.domain.document_location import DocumentLocation
from assay.domain.document_review import DocumentReview
from assay.domain.document_version import DocumentVersion
from assay.domain.person import Person
from assay.domain.scope import VersionStatus
from assay.ledger.entry import Author

_FACTORY = "factory"


def _approval_of(draft: Draft, document: Document) -> Approval:
    """Return the approval of the version that is in use."""
    return draft.all(Approval)[f"{document.key} / {document.version} / {document.approver}"]


def _instant(approval: Approval) -> datetime:
    """Return when an approval was taken down."""
    if approval.event_at is None:
        raise ValueError(f"{approval.key} was taken down by no tool")
    return approval.event_at


@defect(organisation=_FACTORY, stage=1, check="document-unversioned")
def form_without_version(draft: Draft) -> None:
    """Let the traveller form have two versions in force at once."""
    older = draft.all(DocumentVersion)["FRM-01 / 1.0"]
    draft.change(DocumentVersion, older.key, status=VersionStatus.APPROVED, in_force_until_on=None)


@defect(organisation=_FACTORY, stage=1, check="document-unapproved")
def course_never_approved(draft: Draft) -> None:
    """Leave the version in use of the quality course without its approval."""
    course = draft.all(Document)["TRN-01"]
    draft.drop(Approval, _approval_of(draft, course).key)


@defect(organisation=_FACTORY, stage=1, check="approval-doubtful")
def approval_written_down_later(draft: Draft) -> None:
    """Record the approval of the quality course nine days after the day that it claims."""
    approval = _approval_of(draft, draft.all(Document)["TRN-01"])
    if approval.event_at is not None:
        later = approval.event_at + timedelta(days=9)
        draft.change(Approval, approval.key, event_at=later)


@defect(organisation=_FACTORY, stage=1, check="document-past-review")
def course_forgotten(draft: Draft) -> None:
    """Let the quality course be last looked at two years and a month before the audit."""
    last = draft.as_of - timedelta(days=761)
    course = draft.all(Document)["TRN-01"]
    reviews = [one for one in draft.all(DocumentReview).values() if one.document == course.key]
    draft.drop(DocumentReview, *(one.key for one in reviews))
    version = f"{course.key} / {course.version}"
    older = [
        one
        for one in draft.all(DocumentVersion).values()
        if one.document == course.key and one.key != version
    ]
    approvals = [one for one in draft.all(Approval).values() if one.document == course.key]
    draft.drop(DocumentVersion, *(one.key for one in older))
    draft.drop(Approval, *(one.key for one in approvals if one.version != course.version))
    draft.change(DocumentVersion, version, created_on=last, in_force_from_on=last)
    taken_down = datetime.combine(last, time(9), tzinfo=UTC)
    draft.change(Approval, _approval_of(draft, course).key, approved_on=last, event_at=taken_down)
    draft.change(Document, course.key, approved_on=last, reviewed_on=last, next_review_on=None)


@defect(organisation=_FACTORY, stage=1, check="document-unreachable")
def instructions_locked_away(draft: Draft) -> None:
    """Keep the work instructions in a folder that does not open."""
    for location in draft.all(DocumentLocation).values():
        if location.path.endswith("instructions"):
            draft.change(DocumentLocation, location.key, reachable=False)


@defect(organisation=_FACTORY, stage=1, check="approver-gone")
def approver_has_left(draft: Draft) -> None:
    """Have the approver of the quality course leave a month before the audit."""
    someone = next(
        one
        for one in sorted(draft.all(Person).values(), key=lambda each: each.key)
        if one.ended_on is not None and one.ended_on < draft.as_of - timedelta(days=30)
    )
    course = draft.all(Document)["TRN-01"]
    approval = _approval_of(draft, course)
    draft.drop(Approval, approval.key)
    key = f"{course.key} / {course.version} / {someone.key}"
    signed = approval.changed(key=key, by=someone.key, role="")
    draft.say(signed, by=Author(someone.key, "document approver"), at=_instant(approval))
    draft.change(Document, course.key, approver=someone.key)


@defect(organisation=_FACTORY, stage=1, check="policy-weak")
def policy_approved_below(draft: Draft) -> None:
    """Have the quality policy approved by the director of quality, who is not top management."""
    policy = draft.all(Document)["POL-01"]
    approval = _approval_of(draft, policy)
    course = draft.all(Document)["TRN-01"]
    draft.drop(Approval, approval.key)
    key = f"{policy.key} / {policy.version} / {course.approver}"
    signed = approval.changed(key=key, by=course.approver, role="Director of quality")
    draft.say(signed, by=Author(course.approver, "document approver"), at=_instant(approval))
    draft.change(Document, policy.key, approver=course.approver)


@defect(organisation=_FACTORY, stage=1, check="document-missing")
def release_unwritten(draft: Draft) -> None:
    """Write nowhere how products are released, and name no document for it."""
    for document in draft.all(Document).values():
        if "release" in document.satisfies:
            kept = tuple(key for key in document.satisfies if key != "release")
            draft.change(Document, document.key, satisfies=kept)
            anchors = [
                one.key for one in draft.all(ContentAnchor).values() if one.requirement == "release"
            ]
            draft.drop(ContentAnchor, *anchors)


@defect(organisation=_FACTORY, stage=1, check="document-unread")
def policy_unread_by_one(draft: Draft) -> None:
    """Let one machinist have never read the quality policy."""
    policy = draft.all(Document)["POL-01"]
    people = draft.all(Person)
    readers = sorted(
        one.person
        for one in draft.all(Acknowledgement).values()
        if one.document == policy.key
        and one.version == policy.version
        and people[one.person].ended_on is None
    )
    mine = [
        one.key
        for one in draft.all(Acknowledgement).values()
        if one.document == policy.key and one.person == readers[0]
    ]
    draft.drop(Acknowledgement, *mine)


@defect(organisation=_FACTORY, stage=1, check="document-uncontrolled")
def stray_file(draft: Draft) -> None:
    """Leave a file beside the procedures that no register knows."""
    some = next(iter(draft.files.values()))
    path = "documents/procedures/Copy of final checklist v3.md"
    draft.shelve(path, b"# Checklist\n\nVersion 3\n\nLook at everything.\n", by=some.by, at=some.at)


@defect(organisation=_FACTORY, stage=1, check="content-unanchored")
def anchor_left_out(draft: Draft) -> None:
    """Point at no place in the quality policy for its commitment to improve."""
    anchors = [
        one.key
        for one in draft.all(ContentAnchor).values()
        if one.requirement == "policy" and one.element == "commit_improvement"
    ]
    draft.drop(ContentAnchor, *anchors)


@defect(organisation=_FACTORY, stage=1, check="last-minute-revisions")
def everything_signed_last_week(draft: Draft) -> None:
    """Write and approve the versions in use of sixteen documents in the week before the audit."""
    day = draft.as_of - timedelta(days=6)
    facing = [one for one in draft.all(Document).values() if one.status is VersionStatus.APPROVED]
    quiet = [one for one in facing if not one.staff_facing and "policy" not in one.satisfies]
    for document in sorted(quiet, key=lambda one: one.key)[:16]:
        version = f"{document.key} / {document.version}"
        draft.change(DocumentVersion, version, created_on=day, in_force_from_on=day, prompted_by="")
        taken_down = datetime.combine(day, time(10), tzinfo=UTC)
        approval = _approval_of(draft, document)
        draft.change(Approval, approval.key, approved_on=day, event_at=taken_down)
        draft.change(Document, document.key, approved_on=day)


@defect(organisation=_FACTORY, stage=1, check="policy-missing")
def policy_nobody_named(draft: Draft) -> None:
    """Name no document as the quality policy."""
    policy = draft.all(Document)["POL-01"]
    kept = tuple(key for key in policy.satisfies if key != "policy")
    draft.change(Document, policy.key, satisfies=kept)
    anchors = [one.key for one in draft.all(ContentAnchor).values() if one.requirement == "policy"]
    draft.drop(ContentAnchor, *anchors)


@defect(organisation=_FACTORY, stage=1, check="document-unfinished")
def release_list_still_a_draft(draft: Draft) -> None:
    """Work by a list of releases that was never finished."""
    release = next(one for one in draft.all(Document).values() if "release" in one.satisfies)
    draft.change(Document, release.key, status=VersionStatus.DRAFT)
