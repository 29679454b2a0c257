"""On which days the stages are held: as their plans say, else as the case does."""

from datetime import date

from assay.checks.material import Material
from assay.domain.stage_plan import Stage, StagePlan


def stage1_day(material: Material) -> date | None:
    """Return the last day of Stage 1, from which the gap counts; nothing where nobody said."""
    plan = _plan(material, Stage.STAGE_1)
    planned = (plan.ends_on or plan.begins_on) if plan else None
    return planned or (material.case.stage1_on if material.case else None)


def stage2_day(material: Material) -> date | None:
    """Return the first day of Stage 2; nothing where nobody said."""
    plan = _plan(material, Stage.STAGE_2)
    return (plan.begins_on if plan else None) or (
        material.case.stage2_on if material.case else None
    )


def _plan(material: Material, stage: Stage) -> StagePlan | None:
    return next((each for each in material[StagePlan].values() if each.stage is stage), None)
