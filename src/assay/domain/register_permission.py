"""Which permission writes which register, and which of its fields: one table, asked everywhere.

What a newcomer would get wrong: it is asked of a change and not of a page.  How
an item read before counts as much as how it reads after, or a finding of the
certification body could be called one of an internal audit and then be graded
by whoever it is about.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from assay.domain.finding import Finding, FindingState, RaisedIn
from assay.domain.item import Item
from assay.domain.permission import NotAllowedError, Permission, may
from assay.domain.role_assignment import Role

Permissions = frozenset[Permission]
"""Any of these will do."""

NOBODY: Final[Permissions] = frozenset()

_ORGANISATION: Final = frozenset({Permission.WRITE_REGISTERS})
_EITHER: Final = _ORGANISATION | {Permission.WRITE_FINDINGS}
_AUDITOR: Final = frozenset({Permission.WRITE_FINDINGS})
_GRADE: Final = frozenset({Permission.SET_GRADE})
_CLOSURE: Final = frozenset({Permission.ACCEPT_CLOSURE})

REGISTERS: Final[Mapping[str, Permissions]] = MappingProxyType(
    {
        "approval": frozenset({Permission.SIGN}),
        "risk_acceptance": frozenset({Permission.SIGN}),
        "case": _ORGANISATION | {Permission.SET_BODY_RULES},
        "stage_plan": _EITHER | {Permission.SET_BODY_RULES},
        "team_member": _EITHER | {Permission.SET_BODY_RULES},
        "clarification": _EITHER | {Permission.REQUEST_EVIDENCE},
        "evidence_request": _EITHER | {Permission.REQUEST_EVIDENCE},
        "interview": _EITHER,
        "interview_answer": _EITHER,
        "meeting": _EITHER,
        "walkthrough": _EITHER,
        "draw": _AUDITOR | {Permission.AUDIT_INTERNALLY},
        "sample_result": _AUDITOR | {Permission.AUDIT_INTERNALLY},
        "scope_confirmation": _AUDITOR,
        "stage_outcome": frozenset({Permission.SET_OUTCOME}),
        "certification_decision": frozenset({Permission.DECIDE}),
        "certificate": frozenset({Permission.ISSUE_CERTIFICATE}),
        # Files are what was taken in; nobody writes down a file that is not there.
        "file": NOBODY,
    }
)
"""Who writes a register, where that is not whoever writes registers."""

FIELDS: Final[Mapping[str, Mapping[str, Permissions]]] = MappingProxyType(
    {
        "clarification": {
            "accepted_by": _CLOSURE,
            "accepted_on": _CLOSURE,
        },
    }
)
"""Who writes single fields of a register, where others write the rest."""

_OF_THE_BODY: Final = frozenset({RaisedIn.STAGE_1, RaisedIn.STAGE_2, RaisedIn.FOLLOW_UP})
_HANDED_IN: Final = frozenset({FindingState.PLAN_SUBMITTED, FindingState.EVIDENCE_SUBMITTED})
_ANSWER: Final = frozenset({Permission.SUBMIT_CLOSURE, Permission.WRITE_FINDINGS})
_BODY_FINDING: Final[Mapping[str, Permissions]] = MappingProxyType(
    {
        "grade": _GRADE,
        "grade_reason": _GRADE,
        "owner": _ORGANISATION | _AUDITOR,
        "acted_on": _ANSWER,
        "closure_evidence": _ANSWER,
        "closed_on": _CLOSURE,
        "closed_by": _CLOSURE,
    }
)
_OWN_GRADE: Final = frozenset({Permission.AUDIT_INTERNALLY})


class FieldNotAllowedError(NotAllowedError):
    """The role may not write a register, or one field of an item."""

    def __init__(self, role: Role, what: str, asked: Permissions) -> None:
        permission = min(asked, default=Permission.WRITE_REGISTERS)
        super().__init__(role, permission)
        whose = ", ".join(each for each in Role if any(may(each, one) for one in asked))
        self.what = what
        self.args = (f"{what}: a {role} may not write it; expected one of {whose or 'nobody'}.",)


def register_permissions(kind: type[Item]) -> Permissions:
    """Return which permissions let somebody write anything of a register."""
    usual = REGISTERS.get(kind.register, _ORGANISATION)
    return usual | _AUDITOR if kind is Finding else usual


def may_write(role: Role, kind: type[Item]) -> bool:
    """Say whether a role may write anything of a register."""
    return any(may(role, each) for each in register_permissions(kind))


def asked_by_change(before: Item | None, after: Item | None) -> Iterator[tuple[str, Permissions]]:
    """Yield each part of a change, in words, with the permissions of which one is asked.

    Against nothing, every field that says something is a part; without any the
    item itself is: to retire it, or to save it again.
    """
    either = after or before
    if either is None:
        return
    named = f"{either.register.replace('_', ' ')} {either.key}"
    parts = list(_fields(before, after))
    if before is None or after is None or not parts:
        yield named, _whole(before, after)
    for name in parts:
        yield f"{named}, {name.replace('_', ' ')}", _field(name, before, after)


def must_be_allowed_to_change(role: Role, before: Item | None, after: Item | None) -> None:
    """Refuse a change of which any part is not a role's to make."""
    for what, asked in asked_by_change(before, after):
        if not any(may(role, each) for each in asked):
            raise FieldNotAllowedError(role, what, asked)


def may_write_field(role: Role, kind: type[Item], name: str, stands: Item | None) -> bool:
    """Say whether a form offers a role one field of an item, or of a new one."""
    asked = _field(name, stands, None) if stands else _field_of_new(kind, name)
    return any(may(role, each) for each in asked)


def _fields(before: Item | None, after: Item | None) -> Iterator[str]:
    either = after or before
    if either is None:  # pragma: no cover - a change has one of the two
        return
    for name, field in type(either).model_fields.items():
        nothing = "" if field.is_required() else field.get_default()
        was = getattr(before, name) if before else nothing
        now = getattr(after, name) if after else nothing
        if name != "key" and was != now:
            yield name


def _whole(before: Item | None, after: Item | None) -> Permissions:
    items = [item for item in (before, after) if item is not None]
    if any(_is_of_the_body(item) for item in items):
        return _AUDITOR
    return REGISTERS.get(items[0].register, _ORGANISATION)


def _field(name: str, before: Item | None, after: Item | None) -> Permissions:
    items = [item for item in (before, after) if item is not None]
    if isinstance(items[0], Finding):
        return _field_of_finding(name, items, after)
    if name == "state" and items[0].register == "clarification":
        said = {str(getattr(item, name)) for item in items}
        return _CLOSURE if "accepted" in said else REGISTERS["clarification"]
    return _field_of_new(type(items[0]), name)


def _field_of_new(kind: type[Item], name: str) -> Permissions:
    if kind is Finding:
        return _OWN_GRADE | _GRADE if name in {"grade", "grade_reason"} else _EITHER
    own = FIELDS.get(kind.register, {})
    return own.get(name, REGISTERS.get(kind.register, _ORGANISATION))


def _field_of_finding(name: str, items: list[Item], after: Item | None) -> Permissions:
    if not any(_is_of_the_body(item) for item in items):
        return _OWN_GRADE if name in {"grade", "grade_reason"} else _ORGANISATION
    if name == "state":
        was_closed = getattr(items[0], "state", None) is FindingState.CLOSED
        handed_in = after is None or getattr(after, "state", None) in _HANDED_IN
        return _ANSWER if handed_in and not was_closed else _CLOSURE
    return _BODY_FINDING.get(name, _AUDITOR)


def _is_of_the_body(item: Item) -> bool:
    return isinstance(item, Finding) and item.raised_in in _OF_THE_BODY
