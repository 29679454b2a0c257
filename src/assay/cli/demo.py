"""``assay demo``: write an invented organisation to try things on."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assay.cli.folder import DATE, Json
from assay.cli.screen import print_json, print_table, progress, say
from assay.domain.errors import RefusedError


def write_demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="An empty folder, or one to be made.")
    ] = None,
    *,
    organisation: Annotated[
        str | None, typer.Option(help="cloud (ISO 27001) or factory (ISO 9001).")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed is another year of work.")] = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=DATE, help="The date of the audit.")
    ] = None,
    scale: Annotated[int, typer.Option(min=1, help="How many times the usual records.")] = 1,
    defect: Annotated[
        list[str] | None, typer.Option(help="Plant this flaw; may be given again.")
    ] = None,
    list_defects: Annotated[
        bool, typer.Option("--list-defects", help="List the flaws that can be planted.")
    ] = False,
    json: Json = False,
) -> None:
    """Write an invented organisation: documents, registers, a year of records.

    The same options always write the same bytes.
    """
    if list_defects:
        _list_defects(json=json)
        return
    if folder is None or organisation is None:
        raise RefusedError(
            "assay demo: no folder or no organisation is named; "
            "expected assay demo DIR --organisation cloud or factory."
        )
    _write(folder, organisation, seed, as_of, scale, defect or [], json=json)


def _write(
    folder: Path,
    organisation: str,
    seed: int | None,
    as_of: datetime | None,
    scale: int,
    defects: list[str],
    *,
    json: bool,
) -> None:
    from assay.demo.folder import (
        USUAL_DAY,
        USUAL_SEED,
        draft_organisation,
        render_demo,
    )
    from assay.output.folder import write_folder

    with progress() as step:
        step("Making up the company", 0, 2)
        draft = draft_organisation(
            organisation,
            seed=USUAL_SEED if seed is None else seed,
            as_of=as_of.date() if as_of else USUAL_DAY,
            scale=scale,
            defects=defects,
        )
        step("Making up the company", 1, 2)
        files = write_folder(folder, render_demo(draft))
    said = {
        "folder": str(folder),
        "organisation": draft.organisation,
        "as_of": draft.as_of.isoformat(),
        "files": files,
        "records": sum(len(rows) for rows in draft.records.values()),
        "defects": defects,
    }
    if json:
        print_json(said)
    else:
        flaws = f" with {', '.join(defects)} planted" if defects else ""
        say(
            f"Wrote {said['organisation']}{flaws} to {folder}: {files} files, "
            f"{said['records']:,} records, audit date {said['as_of']}.",
            f"Look at it: assay show {folder}",
        )


def _list_defects(*, json: bool) -> None:
    from assay.demo.defect import all_defects

    defects = all_defects().values()
    if json:
        names = ("name", "organisation", "stage", "check", "plants")
        print_json([{name: getattr(defect, name) for name in names} for defect in defects])
        return
    print_table(
        ("Defect", "Organisation", "Stage", "Found by", "What it plants"),
        (
            (defect.name, defect.organisation, str(defect.stage), defect.check, defect.plants)
            for defect in defects
        ),
    )
