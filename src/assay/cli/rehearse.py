"""``assay rehearse``: both stages as a simulated auditor goes through them."""

from typing import Annotated

import typer

from assay.assessment.rehearsal import rehearse as go_through
from assay.cli.folder import AsOf, Folder, Json
from assay.cli.operation import opened_operation
from assay.cli.screen import FINDINGS, UNREADABLE, Ended, print_json, say, say_problems
from assay.cli.stage1 import Profile, Standards
from assay.output.rehearsal import rehearsal_as_json, rehearsal_lines


def rehearse(
    folder: Folder,
    *,
    seed: Annotated[str, typer.Option(help="The same seed draws the same records.")],
    as_of: AsOf = None,
    standard: Standards = None,
    profile: Profile = None,
    json: Json = False,
) -> None:
    """Let a simulated auditor do Stage 1 and Stage 2; nothing is written to the case.

    Ends with 1 when there are nonconformities, with 2 when something cannot be read.
    """
    with opened_operation(folder, as_of, standard, profile) as (operation, problems):
        rehearsal = go_through(operation, seed)
        if json:
            print_json(rehearsal_as_json(rehearsal))
        else:
            say(*rehearsal_lines(rehearsal))
            say_problems(problems)
        if problems:
            raise Ended(UNREADABLE)
        if rehearsal.nonconformities:
            raise Ended(FINDINGS)
