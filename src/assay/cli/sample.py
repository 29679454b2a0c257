"""``assay sample``: draw the records that an auditor would look at."""

from typing import Annotated

import typer

from assay.assessment.sampling.planned_sample import planned_samples
from assay.assessment.sampling.sample_sheet import draw_of_family, sample_sheet
from assay.assessment.sampling.weights import control_facts, plan_weights
from assay.assessment.stage1 import assess_stage1
from assay.assessment.stage2 import assess_stage2
from assay.checks.operation import Operation
from assay.cli.folder import AsOf, Folder, Json
from assay.cli.operation import opened_operation
from assay.cli.screen import UNREADABLE, Ended, print_json, say, say_problems
from assay.cli.stage1 import Profile, Standards
from assay.output.sample import sample_as_json
from assay.output.sample_text import sample_lines


def sample(
    folder: Folder,
    *,
    family: Annotated[str, typer.Option(help="The family of records, such as access_review.")],
    size: Annotated[
        int | None, typer.Option(min=1, help="How many; else as the profile says.")
    ] = None,
    seed: Annotated[
        str, typer.Option(help="Else from organisation, family and audit date, never by chance.")
    ] = "",
    as_of: AsOf = None,
    standard: Standards = None,
    profile: Profile = None,
    json: Json = False,
) -> None:
    """Draw a sample of Stage 2 that anybody can draw again, and say what it can tell.

    Ends with 2 when something cannot be read.
    """
    with opened_operation(folder, as_of, standard, profile) as (operation, problems):
        if operation.members(family) is None:
            # What cannot be read may well be what was asked for.
            say_problems(problems)
        flagged = _flagged(operation, family)
        drawn = draw_of_family(operation, family, seed, size=size, flagged=flagged)
        figures = assess_stage2(operation).figures
        sheet = sample_sheet(operation, drawn, figures, named=bool(seed))
        if json:
            print_json(sample_as_json(sheet))
        else:
            say(*sample_lines(sheet))
            say_problems(problems)
        if problems:
            raise Ended(UNREADABLE)


def _flagged(operation: Operation, family: str) -> bool:
    """Say whether Stage 1 flagged a control that the family shows at work."""
    facts = control_facts(operation, assess_stage1(operation))
    planned = planned_samples(operation, plan_weights(facts, operation.window.first_on))
    return any(each.family == family and each.asked.flagged for each in planned)
