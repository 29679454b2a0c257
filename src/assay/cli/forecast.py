"""``assay forecast``: what Stage 2 will probably find, and when it can honestly be held."""

from datetime import datetime
from typing import Annotated

import typer

from assay.assessment.earliest_stage2 import earliest_stage2
from assay.assessment.forecast import forecast as foretell
from assay.assessment.forecast_inputs import control_populations, control_records, weights_of
from assay.assessment.stage1 import assess_stage1
from assay.assessment.stage2 import assess_stage2
from assay.checks.facts.stage_days import stage1_day, stage2_day
from assay.cli.folder import DATE, AsOf, Folder, Json
from assay.cli.operation import opened_operation
from assay.cli.screen import UNREADABLE, Ended, print_json, say, say_problems
from assay.cli.stage1 import Profile, Standards
from assay.output.forecast import forecast_as_json
from assay.output.forecast_text import forecast_lines


def forecast(
    folder: Folder,
    *,
    stage2: Annotated[
        datetime | None,
        typer.Option("--stage2", formats=DATE, help="A day for Stage 2; else the planned one."),
    ] = None,
    as_of: AsOf = None,
    standard: Standards = None,
    profile: Profile = None,
    json: Json = False,
) -> None:
    """Foretell Stage 2 from whole populations, with the earliest honest date.

    Ends with 2 when something cannot be read.
    """
    with opened_operation(folder, as_of, standard, profile) as (operation, problems):
        weights = weights_of(operation, assess_stage1(operation))
        told = foretell(control_populations(operation, assess_stage2(operation), weights))
        earliest = earliest_stage2(
            control_records(operation, weights), stage1_day(operation), operation.profile
        )
        planned_on = stage2.date() if stage2 else stage2_day(operation)
        about = (operation.dossier.organisation, operation.as_of, told, earliest, planned_on)
        if json:
            print_json(forecast_as_json(*about))
        else:
            say(*forecast_lines(*about))
            say_problems(problems)
        if problems:
            raise Ended(UNREADABLE)
