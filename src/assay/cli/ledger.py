"""``assay ledger``: walk the chain of what was recorded, and the files that belong to it."""

from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import typer

from assay.cli.folder import Json
from assay.cli.screen import UNREADABLE, Ended, print_json, say, say_error
from assay.domain.file import File
from assay.intake.folder.read import LEDGER, read_history, read_manifest
from assay.ledger.chain import first_misfit
from assay.ledger.dossier import Dossier
from assay.ledger.integrity import file_faults
from assay.ledger.ledger import BrokenLedgerError

app = typer.Typer(no_args_is_help=True)


@app.callback()
def ledger() -> None:
    """Look after what was recorded."""


@app.command("verify")
def verify(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="A folder; without one, the store.", exists=True),
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Walk the chain and name the first entry that does not fit, and every altered file."""
    if folder is None:
        from assay.cli.store import verify_store

        faults = verify_store(json=json)
    else:
        faults = _verify_folder(folder, json=json)
    if faults:
        raise Ended(BrokenLedgerError.exit_code)


def _verify_folder(folder: Path, *, json: bool) -> list[str]:
    organisation = read_manifest(folder).organisation
    entries = list(read_history(folder))
    if not entries:
        say_error(f"{folder}: there is no {LEDGER}; expected the history that an export writes.")
        raise Ended(UNREADABLE)
    misfit = first_misfit(organisation, entries)
    faults = [f"{LEDGER}: {misfit}."] if misfit else []
    dossier = Dossier.of(organisation, entries)
    faults += [str(fault) for fault in file_faults(dossier, lambda file: _sha256(folder, file))]
    files = len(dossier[File])
    if json:
        print_json(
            {
                "organisation": organisation,
                "entries": len(entries),
                "files": files,
                "head": entries[-1].hash,
                "faults": faults,
            }
        )
        return faults
    for fault in faults:
        say_error(fault)
    if not faults:
        say(
            f"{organisation}: {len(entries):,} entries fit, {files:,} files are what was recorded.",
            f"Head of the chain: {entries[-1].hash}",
        )
    return faults


def _sha256(folder: Path, file: File) -> str:
    try:
        with (folder / file.key).open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
