"""``assay readiness``: how ready the organisation is, in lines that can be followed up."""

from typing import Annotated

import typer

from assay.assessment.readiness import stage1_readiness
from assay.assessment.stage1 import assess_stage1
from assay.cli.folder import AsOf, Folder, Json
from assay.cli.screen import FINDINGS, UNREADABLE, Ended, print_json, say, say_problems
from assay.cli.stage1 import Profile, Standards, material_of
from assay.domain.errors import RefusedError
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
    if stage != 1:
        raise RefusedError("--stage 2: Stage 2 cannot be assessed yet; expected --stage 1.")
    material, problems = material_of(folder, as_of, standard, profile)
    ready = stage1_readiness(assess_stage1(material), material)
    if json:
        print_json(readiness_as_json(ready))
    else:
        say(*readiness_lines(ready, material.dossier.organisation, str(material.as_of)))
        say_problems(problems)
    if problems:
        raise Ended(UNREADABLE)
    if not ready.ready:
        raise Ended(FINDINGS)
