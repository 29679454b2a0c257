"""``assay readiness``: how ready the organisation is, in lines that can be followed up."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assay.assessment.readiness import stage1_readiness
from assay.assessment.stage1 import assess_stage1
from assay.cli.folder import AsOf, Folder, Json
from assay.cli.screen import (
    FINDINGS,
    UNREADABLE,
    Ended,
    print_json,
    progress,
    say,
    say_problems,
)
from assay.cli.stage1 import Profile, Standards, material_of
from assay.domain.problem import Problem
from assay.output.readiness import readiness_as_json, readiness_lines


def readiness(
    folder: Folder,
    *,
    stage: Annotated[int, typer.Option(min=1, max=2, help="1 or 2; never both in one figure.")],
    as_of: AsOf = None,
    standard: Standards = None,
    profile: Profile = None,
    json: Json = False,
) -> None:
    """Show how ready the organisation is for a stage, and what stands behind it.

    Ends with 1 when it is not ready, with 2 when something cannot be read.
    """
    told = _stage1 if stage == 1 else _stage2
    as_json, lines, ready, problems = told(folder, as_of, standard, profile)
    if json:
        print_json(as_json)
    else:
        say(*lines)
        say_problems(problems)
    if problems:
        raise Ended(UNREADABLE)
    if not ready:
        raise Ended(FINDINGS)


_Told = tuple[dict[str, Any], Iterable[str], bool, tuple[Problem, ...]]


def _stage1(
    folder: Path, as_of: datetime | None, standards: list[str] | None, profile: str | None
) -> _Told:
    material, problems = material_of(folder, as_of, standards, profile)
    ready = stage1_readiness(assess_stage1(material), material)
    lines = readiness_lines(ready, material.dossier.organisation, str(material.as_of))
    return readiness_as_json(ready), lines, ready.ready, problems


def _stage2(
    folder: Path, as_of: datetime | None, standards: list[str] | None, profile: str | None
) -> _Told:
    # The database is loaded for this stage alone.
    from assay.assessment.fresh_reviews import fresh_reviews
    from assay.assessment.stage2 import assess_stage2
    from assay.assessment.stage2_readiness import stage2_readiness
    from assay.cli.operation import opened_operation
    from assay.output.readiness import stage2_readiness_as_json, stage2_readiness_lines

    with opened_operation(folder, as_of, standards, profile) as (operation, problems):
        with progress() as step:
            stage2 = assess_stage2(operation, progress=step)
        ready = stage2_readiness(stage2, operation)
        reviews = fresh_reviews(operation)
        about = (operation.dossier.organisation, str(operation.as_of), reviews)
        lines = list(stage2_readiness_lines(ready, *about))
        return stage2_readiness_as_json(ready, reviews), lines, ready.ready, problems
