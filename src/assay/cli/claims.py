"""``assay claims``: what the documents promise, and whether the records keep it."""

from assay.assessment.claim_sheet import claim_lines
from assay.cli.folder import AsOf, Folder, Json
from assay.cli.operation import opened_operation
from assay.cli.screen import UNREADABLE, Ended, print_json, say, say_problems
from assay.cli.stage1 import Profile, Standards
from assay.cli.stage2 import Months
from assay.output.claims import claim_text, claims_as_json


def claims(
    folder: Folder,
    *,
    as_of: AsOf = None,
    standard: Standards = None,
    profile: Profile = None,
    window_months: Months = None,
    json: Json = False,
) -> None:
    """List the promises that the documents make, each with what the records say of it.

    Ends with 2 when something cannot be read.
    """
    opened = opened_operation(folder, as_of, standard, profile, months=window_months)
    with opened as (operation, problems):
        lines = tuple(claim_lines(operation))
        if json:
            print_json(claims_as_json(lines))
        else:
            say(*claim_text(lines))
            say_problems(problems)
    if problems:
        raise Ended(UNREADABLE)
