"""Flaws in the factory's internal audits and in what came of them."""

from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.audit_coverage import AuditCoverage
from assay.domain.audit_programme import AuditProgramme
from assay.domain.competence import Competence
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.finding import Finding
from assay.domain.grade import Grade
from assay.domain.improvement import Improvement
from assay.domain.internal_audit import AuditStatus, InternalAudit

_FACTORY = "factory"


@defect(organisation=_FACTORY, stage=1, check="audit-unheld")
def audits_never_held(draft: Draft) -> None:
    """Have planned every internal audit and completed none."""
    for audit in draft.all(InternalAudit).values():
        draft.change(
            InternalAudit, audit.key, status=AuditStatus.CANCELLED, ended_on=None, planned_on=None
        )


@defect(organisation=_FACTORY, stage=1, check="audit-coverage-short")
def calibration_never_audited(draft: Draft) -> None:
    """Look at the clause on tracing measurements in no internal audit."""
    rows = [
        one.key for one in draft.all(AuditCoverage).values() if one.clause.startswith("7.1.5.2")
    ]
    draft.drop(AuditCoverage, *rows)


@defect(organisation=_FACTORY, stage=1, check="audit-weak")
def audit_without_a_sample(draft: Draft) -> None:
    """Hold the audit of Brno without drawing a sample."""
    draft.change(InternalAudit, "IA-4", sampled=False)


@defect(organisation=_FACTORY, stage=1, check="audit-without-findings")
def audit_found_nothing(draft: Draft) -> None:
    """Let the audit of Bristol have found nothing at all."""
    found = [one.key for one in draft.all(Finding).values() if one.audit == "IA-3"]
    actions = [one.key for one in draft.all(CorrectiveAction).values() if one.finding in set(found)]
    draft.drop(Finding, *found)
    draft.drop(CorrectiveAction, *actions)


@defect(organisation=_FACTORY, stage=1, check="auditor-unqualified")
def auditor_without_training(draft: Draft) -> None:
    """Leave the lead auditor of Brno without a record of being able to audit."""
    lead = draft.all(InternalAudit)["IA-4"].lead
    records = [
        one.key
        for one in draft.all(Competence).values()
        if one.person == lead and "audit" in one.fit_for.lower()
    ]
    draft.drop(Competence, *records)


@defect(organisation=_FACTORY, stage=1, check="audit-finding-idle")
def finding_past_its_date(draft: Draft) -> None:
    """Let the corrective action on the open finding have been due three weeks ago."""
    action = next(one for one in draft.all(CorrectiveAction).values() if one.finding == "IA-6-F1")
    draft.change(CorrectiveAction, action.key, due_on=draft.as_of - timedelta(days=21))


@defect(organisation=_FACTORY, stage=1, check="audit-programme-incomplete")
def programme_without_rhythm(draft: Draft) -> None:
    """Say nowhere in the audit programme how often anything is audited."""
    draft.change(AuditProgramme, "AP-1", every=None)


@defect(organisation=_FACTORY, stage=1, check="observation-unanswered")
def observation_left_lying(draft: Draft) -> None:
    """Decide nothing about an observation of the audit of Tarbes."""
    observation = next(
        one
        for one in draft.all(Finding).values()
        if one.audit == "IA-2" and one.grade is Grade.OBSERVATION
    )
    answers = [
        one.key for one in draft.all(Improvement).values() if observation.key in one.prompted_by
    ]
    draft.drop(Improvement, *answers)
