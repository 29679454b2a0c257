"""``assay diff``: what differs between two days, by whom, recorded when, because of what."""

from datetime import datetime
from typing import Annotated, Any

import typer

from assay.cli.folder import DATE, Folder, Json, dossier_as_of, read
from assay.cli.screen import UNREADABLE, Ended, print_json, say, say_problems
from assay.cli.wording import change_in_words, changes_as_json, entry_as_json, entry_in_words
from assay.domain.errors import RefusedError
from assay.ledger.difference import ItemChange, difference


def diff(
    folder: Folder,
    *,
    since: Annotated[datetime, typer.Option("--from", formats=DATE, help="The earlier day.")],
    until: Annotated[datetime, typer.Option("--to", formats=DATE, help="The later day.")],
    json: Json = False,
) -> None:
    """Show what changed after the end of one day, up to the end of another."""
    if until < since:
        raise RefusedError(
            f"--to {until:%Y-%m-%d} lies before --from {since:%Y-%m-%d}; expected a later day."
        )
    reading = read(folder, until)
    changes = list(difference(dossier_as_of(reading, since), dossier_as_of(reading, until)))
    if json:
        print_json([_as_json(change) for change in changes])
    else:
        _print(changes)
        say_problems(reading.problems)
    if reading.problems:
        raise Ended(UNREADABLE)


def _print(changes: list[ItemChange]) -> None:
    heading = ""
    for change in changes:
        item = change.item
        if heading != item.heading():
            heading = item.heading()
            say("", heading)
        label = "" if item.label == item.key else f" {item.label}"
        say(f"  {item.key}{label}: {change.kind} {entry_in_words(change.entries[-1])}")
        if change.kind == "changed":
            say(*(f"      {change_in_words(field)}" for field in change.fields))
    say("", f"{len(changes)} items differ." if changes else "Nothing differs.")


def _as_json(change: ItemChange) -> dict[str, Any]:
    return {
        "register": change.item.register,
        "key": change.item.key,
        "kind": change.kind,
        "changes": changes_as_json(change.fields),
        "entries": [entry_as_json(entry) for entry in change.entries],
    }
