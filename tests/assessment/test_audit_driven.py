"""Whether the audit drives the system: three signs, taken together."""

from dataclasses import replace
from datetime import date

import pytest

from assay.assessment.audit_driven import audit_driven
from assay.assessment.finding_proposal import CheckResult
from assay.checks.material import Material
from assay.domain.case import Case
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from assay.domain.internal_audit import AuditStatus, InternalAudit
from tests.lib.results import came_to, seen, untold
from tests.lib.results import fine as conforming
from tests.lib.stage1 import material

CASE = Case(key="c", name="C", stage2_on=date(2026, 1, 31))


def audited(day: date) -> Material:
    audit = InternalAudit(
        key="IA-1", status=AuditStatus.COMPLETED, began_on=day, ended_on=day, reported_on=day
    )
    return material(CASE, audit)


EARLY, RUSHED = audited(date(2026, 1, 23)), audited(date(2026, 1, 24))


def fine(code: str) -> CheckResult:
    result = conforming()
    return replace(result, check=replace(result.check, code=code))


def late() -> CheckResult:
    return seen(Grade.CONCERN, code="DOC-LASTMINUTE", name="late")


def paper() -> CheckResult:
    return seen(Grade.CONCERN, code="DOC-PAPERONLY", name="paper")


def unpapered() -> list[CheckResult]:
    return [fine("DOC-PAPERONLY"), fine("PREP-IMBALANCE")]


@pytest.mark.row("R-302")
def test_two_signs_make_the_verdict() -> None:
    found = audit_driven([late(), *unpapered()], RUSHED)

    assert found.verdict is True
    assert found.says == "audit-driven: late documents, rushed audits"


@pytest.mark.row("R-302")
def test_one_sign_does_not() -> None:
    found = audit_driven([late(), *unpapered()], EARLY)

    assert found.verdict is False
    assert found.says == "not audit-driven (late documents)"


@pytest.mark.row("R-302")
def test_paper_only_is_a_sign_of_its_own() -> None:
    found = audit_driven([fine("DOC-LASTMINUTE"), paper()], RUSHED)

    assert [each.there for each in found.signs] == [False, True, True]
    assert found.verdict is True


@pytest.mark.row("R-302")
def test_an_audit_of_seven_days_before_is_rushed_and_of_eight_is_not() -> None:
    (_, rushed, _), (_, early, _) = audit_driven([], RUSHED).signs, audit_driven([], EARLY).signs

    assert (rushed.there, early.there) == (True, False)
    assert rushed.told_by == ("audit IA-1 on 2026-01-24, 7 days before 2026-01-31",)


@pytest.mark.row("R-302", "R-306")
def test_signs_that_nobody_can_tell_leave_the_verdict_open() -> None:
    found = audit_driven([late(), untold(code="DOC-PAPERONLY")], EARLY)

    assert found.verdict is None
    assert found.says == "cannot be told: nothing tells of paper only"


def test_the_results_of_other_checks_are_no_signs() -> None:
    found = audit_driven([seen(Grade.MAJOR, code="RISK-NONE"), came_to(conforming().looked)], EARLY)

    assert [each.there for each in found.signs] == [None, False, None]
    assert Verdict.DEVIATES not in found.signs[0].told_by
