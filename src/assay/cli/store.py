"""``assay import`` and ``assay export``: between a folder and the store."""

import getpass
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assay.cli.folder import Folder, Json, read
from assay.cli.screen import (
    UNREADABLE,
    Ended,
    print_json,
    problems_as_json,
    progress,
    say,
    say_error,
    say_problems,
)
from assay.domain.errors import NotFoundError
from assay.intake.folder.read import read_manifest
from assay.ledger.entry import Author, Entry
from assay.output.folder import write_folder

Organisation = Annotated[
    str, typer.Option("--organisation", help="Its short name, where the folder or store has none.")
]


def import_folder(folder: Folder, *, organisation: Organisation = "", json: Json = False) -> None:
    """Take a folder into the store: its history as it is, and what its files say beyond it.

    Nothing is taken in while something in the folder cannot be read.
    """
    _open_store()
    reading = read(folder, organisation=organisation, history=kept_history(folder, organisation))
    if reading.problems:
        if json:
            print_json({"imported": False, "problems": problems_as_json(reading.problems)})
        say_problems(reading.problems)
        say_error("Nothing was imported.")
        raise Ended(UNREADABLE)
    from assay.actions.import_folder import import_folder as take_in

    with progress() as step:
        imported = take_in(
            reading.ledger,
            reading.read_file,
            recorded=reading.recorded,
            by=Author(getpass.getuser(), "administrator"),
            recorded_at=datetime.now(UTC),
            progress=step,
        )
    if json:
        print_json(
            {
                "imported": True,
                "organisation": imported.organisation,
                "history": imported.history,
                "said": imported.said,
                "files": imported.files,
            }
        )
        return
    say(
        f"{imported.organisation}: {imported.history:,} entries of its history taken over, "
        f"{imported.said:,} new ones, {imported.files:,} files kept."
    )


def kept_history(folder: Path, organisation: str) -> Sequence[Entry]:
    """Return what the store has recorded of a folder's organisation.

    Without it, a folder that keeps no history would say everything anew each time.
    """
    from assay.store.ledger import StoredLedger
    from assay.store.organisations import is_kept

    slug = read_manifest(folder, organisation).organisation
    return StoredLedger(slug).in_memory().entries if is_kept(slug) else ()


def export_folder(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="An empty folder, or one to be made.")
    ],
    *,
    organisation: Organisation = "",
    json: Json = False,
) -> None:
    """Write what the store keeps of an organisation as a folder."""
    _open_store()
    from assay.actions.export_folder import export_folder as give_out

    slug = _chosen(organisation)
    count = write_folder(folder, give_out(slug))
    if json:
        print_json({"organisation": slug, "folder": str(folder), "files": count})
    else:
        say(f"Wrote {slug} to {folder}: {count:,} files.")


def verify_store(*, json: bool) -> list[str]:
    """Verify the ledger of every organisation in the store, and return what does not fit."""
    _open_store()
    from assay.actions.verify_ledger import verify_ledger

    verified = [verify_ledger(slug) for slug in _organisations()]
    faults = [fault for each in verified for fault in each.faults]
    if json:
        print_json(
            [
                {
                    "organisation": each.organisation,
                    "entries": each.entries,
                    "files": each.files,
                    "head": each.head,
                    "faults": list(each.faults),
                }
                for each in verified
            ]
        )
        return faults
    for each in verified:
        if each.faults:
            say_error("\n".join(each.faults))
        else:
            say(
                f"{each.organisation}: {each.entries:,} entries fit, "
                f"{each.files:,} files are what was recorded.",
                f"Head of the chain: {each.head}",
            )
    return faults


def _open_store() -> None:
    from assay.store.opening import open_store, store_warnings

    open_store()
    for warning in store_warnings():
        say_error(f"store: {warning}")


def _organisations() -> Mapping[str, str]:
    from assay.store.organisations import stored_organisations

    known = stored_organisations()
    if not known:
        raise NotFoundError("the store keeps no organisation yet; expected one by assay import.")
    return known


def _chosen(organisation: str) -> str:
    known = _organisations()
    if organisation in known:
        return organisation
    if not organisation and len(known) == 1:
        return next(iter(known))
    asked = f"no organisation {organisation}" if organisation else "several organisations"
    raise NotFoundError(
        f"the store keeps {asked}; expected --organisation with one of {', '.join(known)}."
    )
