"""The words under which people keep who approved a document, its version and its owner.

All are compared as ``draft.plain_name`` makes them: "Approved By:" is "approved by" here.
"""

from collections.abc import Mapping
from typing import Final

from assay.intake.documents.dates import parse_date
from assay.intake.documents.draft import plain_name


def _names(written: str) -> frozenset[str]:
    return frozenset(plain_name(name) for name in written.split(","))


COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "act": _names("action, act, activity, step, stage, approval step"),
    "role": _names("""
        role, function, position, job title, title, capacity, responsibility, department,
        role / position, role / function, designation
    """),
    "name": _names("""
        name, full name, print name, printed name, person, approver, approver name, signatory,
        signed by, approved by, authorised by, authorized by, released by, reviewed by, reviewer,
        checked by, prepared by, written by, author, name of approver, by
    """),
    "date": _names("""
        date, approval date, approved on, date approved, date of approval, signed on, date signed,
        signature date, date of signature, on, approved at, date of issue, issue date, released on,
        revision date, date of change, effective date
    """),
    "signature": _names("signature, signed, sign, initials, signature / initials, visa"),
    "version": _names("""
        version, rev, revision, issue, document version, version no, version number, revision no,
        revision number, issue no, version approved, approved version, ver, edition
    """),
    "change": _names("""
        change, changes, description, change description, description of change,
        description of changes, summary, summary of changes, summary of change, reason,
        reason for change, amendment, amendments, comment, comments, remarks, details,
        nature of change, what changed, modification, modifications
    """),
    "author": _names("""
        author, authors, prepared by, written by, by, changed by, edited by, editor, revised by,
        amended by, made by, name, responsible, created by, owner
    """),
    "approver": _names("approved by, approver, authorised by, authorized by, released by"),
}
"""What a column of an approval table or a version history holds."""

ACTS: Final[Mapping[str, frozenset[str]]] = {
    "approved": _names("""
        approved, approved by, approver, authorised by, authorized by, released by, release,
        approval, final approval, signed off by, sign off
    """),
    "reviewed": _names("reviewed, reviewed by, reviewer, checked by, checked, review"),
    "prepared": _names("""
        prepared, prepared by, author, written by, drafted by, created by, preparation
    """),
}
"""What somebody did who stands under such a name, or beside it."""

STATEMENTS: Final[Mapping[str, frozenset[str]]] = {
    "version": _names("""
        version, ver, rev, revision, issue, document version, version number, version no,
        revision number, revision no, issue number, issue no, doc version, edition
    """),
    "document_id": _names("""
        document id, document number, document no, document ref, document reference, doc id,
        doc no, doc ref, reference, ref, id, document code, code, policy number, policy id
    """),
    "title": _names("""
        title, document title, document name, name of document, policy title, policy name, document
    """),
    "owner": _names("""
        owner, document owner, policy owner, process owner, owned by, responsible,
        responsible person
    """),
    "author": _names("author, authors, written by, prepared by, created by, drafted by"),
    "approved_by": _names("""
        approved by, approver, authorised by, authorized by, released by, approved
    """),
    "approver_role": _names("approver role, approved by role, role of approver, approver title"),
    "approved_on": _names("""
        approved on, approval date, date approved, date of approval, approved date, released on,
        release date
    """),
    "effective_on": _names("""
        effective on, effective date, effective from, valid from, in force from, date effective,
        date of issue, issue date, issued on
    """),
    "reviewed_by": _names("reviewed by, reviewer, checked by"),
    "reviewed_on": _names("""
        reviewed on, last review, last reviewed, last review date, last reviewed on, review date,
        date of last review
    """),
    "next_review_on": _names("""
        next review on, next review, next review date, review due, review due date,
        date of next review, next review due, due for review
    """),
    "review_interval": _names("review interval, review cycle, review frequency, review period"),
    "classification": _names("""
        classification, information classification, confidentiality, security level,
        security classification, document classification
    """),
    "status": _names("status, document status, state"),
    "date": _names("date, document date, last updated, last change, last updated on, updated"),
}
"""What a document says of itself, by the one name that it has here."""


def known_name(written: str, text: str = "") -> str:
    """Return the one name for what people call by many, or nothing."""
    plain = plain_name(written)
    name = next((name for name, names in STATEMENTS.items() if plain in names), "")
    # "Approved: 2026-01-31" names no person.
    return "approved_on" if name == "approved_by" and parse_date(text) else name
