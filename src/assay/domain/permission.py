"""What each role may do: one table, asked by pages, the API and the command line alike.

What a newcomer would get wrong: it is a table of what is allowed.  A role that
is not named in a line may not, and a new permission is nobody's until its line says whose.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from assay.domain.errors import RefusedError
from assay.domain.role_assignment import Role
from assay.domain.side import Side


class Permission(StrEnum):
    """One thing that somebody may or may not do."""

    READ = "read"
    EXPORT = "export"
    WRITE_REGISTERS = "write registers"
    IMPORT = "import"
    UPLOAD_POPULATIONS = "upload populations"
    SIGN = "sign for the organisation"
    SUBMIT_CLOSURE = "submit a closure"
    OVERRIDE_OWN_GATE = "override the organisation's own gate"
    AUDIT_INTERNALLY = "audit internally"
    REHEARSE = "rehearse"
    SEE_PRIVATE_NOTES = "see private notes"
    REQUEST_EVIDENCE = "request evidence"
    WRITE_FINDINGS = "write findings"
    SET_GRADE = "set a grade"
    SET_OUTCOME = "set an outcome"
    ACCEPT_CLOSURE = "accept a closure"
    RECOMMEND = "recommend"
    DECIDE = "decide"
    ISSUE_CERTIFICATE = "issue a certificate"
    SET_BODY_RULES = "set the body's rules and dates"
    MANAGE_PEOPLE = "manage people"


OF_THE_BODY_ALONE = frozenset(
    {
        Permission.WRITE_FINDINGS,
        Permission.SET_GRADE,
        Permission.SET_OUTCOME,
        Permission.ACCEPT_CLOSURE,
        Permission.RECOMMEND,
        Permission.DECIDE,
        Permission.ISSUE_CERTIFICATE,
        Permission.SET_BODY_RULES,
    }
)
"""What no role of the organisation and no administrator may ever do."""

_LOOK = frozenset({Permission.READ})
_OWN = _LOOK | {
    Permission.EXPORT,
    Permission.WRITE_REGISTERS,
    Permission.IMPORT,
    Permission.UPLOAD_POPULATIONS,
    Permission.SUBMIT_CLOSURE,
    Permission.REHEARSE,
}
_LEAD = _OWN | {
    Permission.SIGN,
    Permission.OVERRIDE_OWN_GATE,
    Permission.MANAGE_PEOPLE,
}
_MANAGEMENT = _LOOK | {
    Permission.EXPORT,
    Permission.SIGN,
    Permission.OVERRIDE_OWN_GATE,
}
_KEEP = _LOOK | {
    Permission.EXPORT,
    Permission.WRITE_REGISTERS,
    Permission.IMPORT,
    Permission.UPLOAD_POPULATIONS,
}
_AUDIT = _LOOK | {
    Permission.EXPORT,
    Permission.UPLOAD_POPULATIONS,
    Permission.REQUEST_EVIDENCE,
    Permission.WRITE_FINDINGS,
    Permission.SET_GRADE,
    Permission.ACCEPT_CLOSURE,
}

ALLOWED: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.TOP_MANAGEMENT: _MANAGEMENT,
        Role.SPONSOR: _MANAGEMENT,
        Role.ISMS_LEAD: _LEAD,
        Role.QMS_LEAD: _LEAD,
        Role.CONTROL_OWNER: _OWN | {Permission.SIGN},
        Role.PROCESS_OWNER: _OWN | {Permission.SIGN},
        Role.DOCUMENT_OWNER: _OWN | {Permission.SIGN},
        Role.RISK_OWNER: _OWN | {Permission.SIGN},
        Role.OBJECTIVE_OWNER: _OWN | {Permission.SIGN},
        Role.SUPPLIER_OWNER: _OWN | {Permission.SIGN},
        Role.DOCUMENT_APPROVER: _LOOK | {Permission.SIGN},
        Role.INTERNAL_AUDITOR: _KEEP | {Permission.AUDIT_INTERNALLY, Permission.REHEARSE},
        Role.CONTACT: _OWN,
        Role.DEPUTY: _OWN,
        Role.INTERVIEWER: _LOOK | {Permission.REHEARSE, Permission.SEE_PRIVATE_NOTES},
        Role.LOGISTICS: _LOOK | {Permission.WRITE_REGISTERS},
        Role.RECORD_KEEPER: _KEEP,
        Role.CONSULTANT: _OWN,
        Role.PRODUCT_RELEASER: _OWN | {Permission.SIGN},
        Role.DATA_PROTECTION_OFFICER: _OWN | {Permission.SIGN},
        Role.LEAD_AUDITOR: _AUDIT
        | {Permission.SET_OUTCOME, Permission.RECOMMEND, Permission.MANAGE_PEOPLE},
        Role.AUDITOR: _AUDIT,
        Role.TECHNICAL_EXPERT: _LOOK | {Permission.REQUEST_EVIDENCE},
        Role.REVIEWER: _LOOK | {Permission.EXPORT, Permission.DECIDE},
        Role.BODY_OFFICE: _LOOK
        | {Permission.SET_BODY_RULES, Permission.ISSUE_CERTIFICATE, Permission.MANAGE_PEOPLE},
        Role.READER: _LOOK,
        Role.ADMINISTRATOR: _LOOK
        | {Permission.EXPORT, Permission.IMPORT, Permission.MANAGE_PEOPLE},
    }
)


class NotAllowedError(RefusedError):
    """The role of whoever asks does not allow it."""

    def __init__(self, role: Role, permission: Permission) -> None:
        self.role = role
        self.permission = permission
        whose = ", ".join(each for each in Role if may(each, permission))
        super().__init__(f"a {role} may not {permission}; expected one of {whose}.")


def may(role: Role, permission: Permission) -> bool:
    """Say whether a role allows something."""
    return permission in ALLOWED[role]


def must_be_allowed(role: Role, permission: Permission) -> None:
    """Refuse what a role does not allow."""
    if not may(role, permission):
        raise NotAllowedError(role, permission)


def side_of(role: Role) -> Side:
    """Return whose a role is."""
    if role.of_the_body:
        return Side.BODY
    return Side.SYSTEM if role in {Role.READER, Role.ADMINISTRATOR} else Side.ORGANISATION


def may_give(giver: Role, role: Role) -> bool:
    """Say whether somebody in one role may give another one, or take it away.

    Whoever manages people does so on their own side; readers are everybody's.  An
    administrator gives any role and makes administrators, and audits nothing.
    """
    if not may(giver, Permission.MANAGE_PEOPLE):
        return False
    if giver is Role.ADMINISTRATOR or role is Role.READER:
        return True
    return side_of(role) is side_of(giver)


def is_external(role: Role) -> bool:
    """Say whether somebody in a role signs from outside the organisation."""
    return role.of_the_body or role is Role.CONSULTANT
