"""Flaws of Corvane's practice: a procedure that nobody works by."""

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.procedure_step import ProcedureStep
from assay.domain.process import Process


@defect(organisation="factory", stage=1, check="procedure-unused")
def maintenance_never_noted(draft: Draft) -> None:
    """Have maintenance leave slips, of which there is not one."""
    draft.change(Process, "PR-17", records=("maintenance_slip",))
    for key, step in draft.all(ProcedureStep).items():
        if step.document == "PRO-16" and step.family:
            draft.change(ProcedureStep, key, family="maintenance_slip")
