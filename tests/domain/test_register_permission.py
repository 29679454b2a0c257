"""Which role writes which register and field, told for every role there is."""

from datetime import date
from typing import Any

import pytest

from assay.domain.certificate import Certificate
from assay.domain.certification_decision import CertificationDecision, Verdict
from assay.domain.clarification import Clarification, ClarificationState
from assay.domain.finding import Finding, FindingState, RaisedIn
from assay.domain.grade import Grade
from assay.domain.item import Item, registers
from assay.domain.permission import OF_THE_BODY_ALONE, Permission, may
from assay.domain.register_permission import (
    FieldNotAllowedError,
    may_write,
    may_write_field,
    must_be_allowed_to_change,
    register_permissions,
)
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from assay.domain.stage_outcome import Outcome, StageOutcome
from assay.domain.stage_plan import Stage

DAY = date(2026, 1, 31)


def finding(**fields: Any) -> Finding:
    said = {"key": "F-1", "raised_in": RaisedIn.STAGE_1, "states": "No record.", **fields}
    return Finding.model_validate(said)


def allowed(before: Item | None, after: Item | None) -> set[Role]:
    """Return the roles that may make a change."""
    found = set()
    for role in Role:
        try:
            must_be_allowed_to_change(role, before, after)
        except FieldNotAllowedError:
            continue
        found.add(role)
    return found


def holders(*permissions: Permission) -> set[Role]:
    return {role for role in Role if any(may(role, each) for each in permissions)}


OUTCOME = StageOutcome(key="stage 1", stage=Stage.STAGE_1, by_auditor=Outcome.READY)
DECISION = CertificationDecision(
    key="D-1", standard="a", verdict=Verdict.CERTIFY, decided_by="bo", decided_on=DAY
)
CERTIFICATE = Certificate(key="C-1", standard="a")
GRADED = finding(grade=Grade.MAJOR)
CLOSED = finding(state=FindingState.CLOSED, closed_by="bo")
ACCEPTED = Clarification(key="Q-1", question="Which?", state=ClarificationState.ACCEPTED)

OF_THE_BODY = (
    (None, OUTCOME, Permission.SET_OUTCOME),
    (OUTCOME, OUTCOME.changed(by_auditor=Outcome.NOT_READY), Permission.SET_OUTCOME),
    (OUTCOME, None, Permission.SET_OUTCOME),
    (None, DECISION, Permission.DECIDE),
    (DECISION, DECISION.changed(verdict=Verdict.REFUSE), Permission.DECIDE),
    (DECISION, None, Permission.DECIDE),
    (None, CERTIFICATE, Permission.ISSUE_CERTIFICATE),
    (CERTIFICATE, CERTIFICATE.changed(issued_on=DAY), Permission.ISSUE_CERTIFICATE),
    (finding(), finding(grade=Grade.MAJOR), Permission.SET_GRADE),
    (GRADED, finding(grade=Grade.OBSERVATION), Permission.SET_GRADE),
    (GRADED, finding(), Permission.SET_GRADE),
    (finding(), finding(state=FindingState.CLOSED), Permission.ACCEPT_CLOSURE),
    (finding(), finding(state=FindingState.PLAN_ACCEPTED), Permission.ACCEPT_CLOSURE),
    (finding(), finding(closed_by="bo", closed_on=DAY), Permission.ACCEPT_CLOSURE),
    (CLOSED, CLOSED.changed(state=FindingState.PLAN_SUBMITTED), Permission.ACCEPT_CLOSURE),
    (None, finding(), Permission.WRITE_FINDINGS),
    (finding(), None, Permission.WRITE_FINDINGS),
    (finding(), finding(states="Otherwise."), Permission.WRITE_FINDINGS),
    # Called one of an internal audit, it would be graded by whoever it is about.
    (finding(), finding(raised_in=RaisedIn.INTERNAL_AUDIT), Permission.WRITE_FINDINGS),
    (finding(raised_in=RaisedIn.SELF_CHECK), finding(), Permission.WRITE_FINDINGS),
    (
        ACCEPTED.changed(state=ClarificationState.ANSWERED),
        ACCEPTED,
        Permission.ACCEPT_CLOSURE,
    ),
    (ACCEPTED, ACCEPTED.changed(state=ClarificationState.OPEN), Permission.ACCEPT_CLOSURE),
)


@pytest.mark.row("R-294")
@pytest.mark.parametrize(("before", "after", "permission"), OF_THE_BODY)
def test_what_the_body_alone_says_no_role_of_the_organisation_says(
    before: Item | None, after: Item | None, permission: Permission
) -> None:
    assert permission in OF_THE_BODY_ALONE

    found = allowed(before, after)

    assert found == holders(permission)
    assert all(role.of_the_body for role in found)


@pytest.mark.row("R-293")
@pytest.mark.parametrize(
    ("before", "after", "permissions"),
    [
        (None, Risk(key="R-1", title="Loss"), [Permission.WRITE_REGISTERS]),
        (Risk(key="R-1", title="Loss"), None, [Permission.WRITE_REGISTERS]),
        (
            finding(),
            finding(state=FindingState.PLAN_SUBMITTED, acted_on=DAY),
            [Permission.SUBMIT_CLOSURE, Permission.WRITE_FINDINGS],
        ),
        (
            finding(),
            finding(owner="ana"),
            [Permission.WRITE_REGISTERS, Permission.WRITE_FINDINGS],
        ),
        (
            finding(raised_in=RaisedIn.INTERNAL_AUDIT),
            finding(raised_in=RaisedIn.INTERNAL_AUDIT, grade=Grade.MINOR),
            [Permission.AUDIT_INTERNALLY],
        ),
        (
            Clarification(key="Q-1", question="Which?"),
            Clarification(key="Q-1", question="Which?", answer="Both."),
            [Permission.WRITE_REGISTERS, Permission.WRITE_FINDINGS, Permission.REQUEST_EVIDENCE],
        ),
    ],
)
def test_each_change_is_made_by_whoever_it_belongs_to(
    before: Item | None, after: Item | None, permissions: list[Permission]
) -> None:
    assert allowed(before, after) == holders(*permissions)


@pytest.mark.row("R-294")
def test_neither_an_owner_nor_a_consultant_grades_and_only_signers_sign() -> None:
    grade = allowed(
        finding(raised_in=RaisedIn.SELF_CHECK),
        finding(raised_in=RaisedIn.SELF_CHECK, grade=Grade.MAJOR),
    )

    assert grade == {Role.INTERNAL_AUDITOR}
    assert Role.CONSULTANT not in holders(*register_permissions(registers()["approval"]))


@pytest.mark.parametrize("kind", registers().values(), ids=registers())
def test_who_may_write_no_register_may_write_none_of_its_fields(kind: type[Item]) -> None:
    for role in Role:
        fields = [each for each in kind.model_fields if may_write_field(role, kind, each, None)]

        assert bool(fields) == may_write(role, kind)


def test_nobody_writes_down_a_file_that_is_not_there() -> None:
    assert [role for role in Role if may_write(role, registers()["file"])] == []


def test_a_refusal_names_the_field_and_whose_it_is() -> None:
    with pytest.raises(FieldNotAllowedError) as refused:
        must_be_allowed_to_change(Role.ISMS_LEAD, finding(), finding(grade=Grade.MAJOR))

    assert str(refused.value) == (
        "finding F-1, grade: a isms lead may not write it; expected one of lead auditor, auditor."
    )
