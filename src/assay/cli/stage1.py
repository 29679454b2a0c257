"""``assay stage1``: hold the design against the standards."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from assay.assessment.site import at_sites
from assay.assessment.stage1 import assess_stage1
from assay.assessment.stage1_sheets import stage1_sheets
from assay.checks.material import Material
from assay.cli.folder import AsOf, Folder, Json, dossier_as_of, read
from assay.cli.kept import kept_readings
from assay.cli.screen import FINDINGS, UNREADABLE, Ended, print_json, say, say_problems
from assay.domain.case import Case
from assay.domain.errors import RefusedError
from assay.domain.problem import Problem
from assay.domain.record_source import RecordSource
from assay.domain.site import Site
from assay.engine.counted_records import count_all_records
from assay.ledger.dossier import Dossier
from assay.output.stage1 import stage1_as_json
from assay.output.stage1_text import stage1_lines
from assay.standards.load import DEFAULT_PROFILE, load_profile, load_standard

Standards = Annotated[
    list[str] | None, typer.Option("--standard", help="Such as iso27001-2022; may be given again.")
]
Profile = Annotated[
    str | None, typer.Option("--profile", help="The certification body's, such as isms-typical.")
]


def stage1(
    folder: Folder,
    *,
    as_of: AsOf = None,
    standard: Standards = None,
    profile: Profile = None,
    site: Annotated[
        list[str] | None, typer.Option(help="Only this site; may be given again.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Only this check; may be given again.")
    ] = None,
    json: Json = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print every finding, figure and sheet.")
    ] = False,
) -> None:
    """Assay the design: what Stage 1 of the audit would see.

    Ends with 1 when there are findings, with 2 when something cannot be read.
    """
    material, problems = material_of(folder, as_of, standard, profile)
    result = assess_stage1(material, only or ())
    if site:
        result = at_sites(result, known_sites(material.dossier, site))
    sheets = stage1_sheets(result, material)
    if json:
        print_json(stage1_as_json(result, sheets))
    else:
        say(*stage1_lines(result, sheets, explain=explain))
        say_problems(problems)
    if problems:
        raise Ended(UNREADABLE)
    if result.proposals:
        raise Ended(FINDINGS)


def material_of(
    folder: Path, as_of: datetime | None, standards: list[str] | None, profile: str | None
) -> tuple[Material, tuple[Problem, ...]]:
    """Return what checks are given, and what in the folder could not be read.

    Where nobody names a date, standards or a profile, the case does.
    """
    reading = read(folder, as_of, with_texts=True)
    whole = reading.dossier()
    case = next(iter(whole[Case].values()), None)
    day = as_of.date() if as_of else _usual_day(case)
    names = standards or list(case.standards if case else ())
    if not names:
        # The case may well name one, in a way that could not be read.
        say_problems(reading.problems)
        raise RefusedError(
            f"{folder}: no standard is named; "
            'expected standards = ["iso27001-2022"] under [case.NAME] in assay.toml, or --standard.'
        )
    dossier = dossier_as_of(reading, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day
    counted = count_all_records(folder, dossier[RecordSource].values(), kept_readings(), os.environ)
    material = Material(
        dossier,
        day,
        tuple(load_standard(name) for name in names),
        load_profile(profile or (case.profile if case else "") or DEFAULT_PROFILE),
        reading.texts,
        counted.summaries,
    )
    return material, (*reading.problems, *counted.problems)


def _usual_day(case: Case | None) -> date:
    return case.audit_on if case and case.audit_on else datetime.now(UTC).date()


def known_sites(dossier: Dossier, sites: list[str]) -> tuple[str, ...]:
    """Return the sites that were asked for; refuse one that no register knows."""
    for name in sites:
        dossier[Site].named(name)
    return tuple(sites)
