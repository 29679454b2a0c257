"""A folder named on the command line, read as of a date."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assay.cli.kept import kept_readings
from assay.cli.screen import progress
from assay.intake.folder.read import FolderReading, read_folder
from assay.ledger.days import end_of, zone_of
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry
from assay.output.tables import render_register

DATE = ["%Y-%m-%d"]

Folder = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="The organisation's folder.", exists=True, file_okay=False),
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=DATE, help="What was known at the end of that day."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def read(
    folder: Path,
    as_of: datetime | None = None,
    *,
    with_texts: bool = False,
    organisation: str = "",
    history: Sequence[Entry] = (),
) -> FolderReading:
    """Read a folder; what has no history counts as said today, or on the day asked for."""
    now = datetime.now(UTC)
    recorded_at = min(now, end_of(as_of)) if as_of else now
    with progress() as step:
        return read_folder(
            folder,
            by=Author("folder", "reader"),
            recorded_at=recorded_at,
            with_texts=with_texts,
            organisation=organisation,
            history=history,
            progress=step,
            cache=kept_readings(),
            written_as=render_register,
        )


def dossier_as_of(reading: FolderReading, as_of: datetime | None) -> Dossier:
    """Return what was known at the end of a day where the organisation works, or now."""
    whole = reading.dossier()
    if as_of is None:
        return whole
    return reading.dossier(end_of(as_of, zone_of(whole)))
