"""``assay stage2``: hold the operation against what the documents promise."""

from typing import Annotated

import typer

from assay.assessment.stage2 import assess_stage2
from assay.cli.folder import AsOf, Folder, Json
from assay.cli.operation import opened_operation
from assay.cli.screen import (
    FINDINGS,
    UNREADABLE,
    Ended,
    print_json,
    progress,
    say,
    say_problems,
)
from assay.cli.stage1 import Profile, Standards
from assay.output.stage2 import stage2_as_json
from assay.output.stage2_text import stage2_lines

Months = Annotated[
    int | None,
    typer.Option("--window-months", min=1, max=60, help="How far back; else as the profile says."),
]


def stage2(  # noqa: PLR0913 - each is an option of the command
    folder: Folder,
    *,
    as_of: AsOf = None,
    standard: Standards = None,
    profile: Profile = None,
    window_months: Months = None,
    site: Annotated[
        list[str] | None, typer.Option(help="Only this site; may be given again.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Only this check; may be given again.")
    ] = None,
    json: Json = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print every figure and every listed record.")
    ] = False,
) -> None:
    """Assay the operation: what people do, over every record of the window.

    Ends with 1 when there are findings, with 2 when something cannot be read.
    """
    with opened_operation(
        folder, as_of, standard, profile, months=window_months, sites=site or ()
    ) as (operation, problems):
        with progress() as step:
            result = assess_stage2(operation, only or (), progress=step)
        if json:
            print_json(stage2_as_json(result))
        else:
            say(*stage2_lines(result, explain=explain))
            say_problems(problems)
        if problems:
            raise Ended(UNREADABLE)
        if result.proposals:
            raise Ended(FINDINGS)
