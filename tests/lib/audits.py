"""An internal audit as it ought to be, to change one thing of."""

from datetime import date

from assay.domain.audit_coverage import AuditCoverage, CoverageResult
from assay.domain.competence import Competence
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.finding import Finding, FindingState, RaisedIn
from assay.domain.grade import Grade
from assay.domain.internal_audit import AuditExtent, AuditStatus, InternalAudit
from assay.domain.item import Item
from assay.standards.load import load_standard

CLAUSES = [clause.number for clause in load_standard("iso27001-2022").requirements]
ENDED = date(2026, 1, 9)


def an_audit(key: str = "IA-1", ended_on: date = ENDED) -> list[Item]:
    """Return a full audit of every clause, by somebody who owns nothing."""
    return [
        InternalAudit(
            key=key,
            extent=AuditExtent.FULL,
            status=AuditStatus.COMPLETED,
            lead="ivo",
            began_on=date(ended_on.year, ended_on.month, ended_on.day - 4),
            ended_on=ended_on,
            sampled=True,
            summary=f"The audit {key} found the system in good order but for one matter.",
        ),
        Competence(
            key=f"{key} ivo",
            person="ivo",
            fit_for="internal audit",
            valid_from_on=date(2020, 1, 1),
            valid_until_on=date(2030, 1, 1),
        ),
        *(
            AuditCoverage(
                key=f"{key} {clause}",
                audit=key,
                clause=clause,
                result=CoverageResult.CONFORMS,
                evidence=(f"record on {clause}",),
            )
            for clause in CLAUSES
        ),
        Finding(
            key=f"{key}-F1",
            raised_in=RaisedIn.INTERNAL_AUDIT,
            audit=key,
            grade=Grade.MINOR,
            states="Two restores were not recorded.",
            raised_on=ended_on,
            state=FindingState.OPEN,
            acted_on=date(2026, 1, 20),
        ),
        CorrectiveAction(
            key=f"{key}-C1",
            finding=f"{key}-F1",
            action="Record restores.",
            owner="mira",
            due_on=date(2026, 3, 1),
        ),
    ]
