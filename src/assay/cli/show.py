"""``assay show``: what a folder says, as a whole, by register, or item by item."""

from typing import Annotated, Any

import typer

from assay.cli.folder import AsOf, Folder, Json, dossier_as_of, read
from assay.cli.screen import (
    UNREADABLE,
    Ended,
    print_json,
    print_table,
    problems_as_json,
    say,
    say_problems,
)
from assay.cli.wording import (
    change_in_words,
    changes_as_json,
    entry_as_json,
    entry_in_words,
    in_words,
    item_as_json,
    with_name,
)
from assay.domain.case import Case
from assay.domain.file import File
from assay.domain.item import Item
from assay.domain.organisation import Organisation
from assay.domain.reading import RegisterReading
from assay.intake.folder.read import FolderReading
from assay.ledger.dossier import Dossier, Register

_COLUMNS_SHOWN = 6


def show(
    folder: Folder,
    register: Annotated[
        str | None, typer.Argument(metavar="REGISTER", help="Such as risks or documents.")
    ] = None,
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="Such as R-07.")] = None,
    *,
    as_of: AsOf = None,
    history: Annotated[
        bool, typer.Option("--history", help="Every entry about it, oldest first.")
    ] = False,
    json: Json = False,
) -> None:
    """Show what a folder says: its registers, one register, or one item.

    Ends with 2 when something in the folder cannot be read; the rest is shown.
    """
    reading = read(folder, as_of, with_texts=register is None)
    dossier = dossier_as_of(reading, as_of)
    if register is None:
        _show_folder(reading, dossier, json=json)
    elif key is None:
        _show_register(dossier, dossier.register(register), history=history, json=json)
    else:
        _show_item(dossier, dossier.register(register), key, history=history, json=json)
    if not json:
        say_problems(reading.problems)
    if reading.problems:
        raise Ended(UNREADABLE)


def _show_folder(reading: FolderReading, dossier: Dossier, *, json: bool) -> None:
    if json:
        print_json(_folder_as_json(reading, dossier))
        return
    say(*_headline(dossier), "")
    print_table(
        ("Register", "Items", "Last entry"),
        (
            (register.kind.heading(), f"{len(register):,}", _last_entry(register))
            for register in dossier.registers
        ),
        right=1,
    )
    say(_ledger_line(reading, dossier))
    for each in reading.registers:
        say(*_reading_lines(each))
    if reading.left_out:
        say(f"Left out as litter: {', '.join(reading.left_out)}.")


def _headline(dossier: Dossier) -> list[str]:
    named = next(iter(dossier[Organisation].values()), None)
    lines = [f"{named.name} ({dossier.organisation})" if named else dossier.organisation]
    for case in dossier[Case].values():
        dates = (
            f"{name} {day}"
            for name, day in (
                ("audit date", case.audit_on),
                ("Stage 1", case.stage1_on),
                ("Stage 2", case.stage2_on),
            )
            if day
        )
        rules = f"{', '.join(case.standards)}; profile {case.profile or 'not chosen'}"
        lines.append("; ".join((f"{case.name}: {rules}", *dates)))
    return lines


def _last_entry(register: Register[Item]) -> str:
    last = max((register.entry_of(key) for key in register), key=lambda entry: entry.seq)
    return f"{last.recorded_at:%Y-%m-%d} by {last.by.name}"


def _ledger_line(reading: FolderReading, dossier: Dossier) -> str:
    entries = dossier.entries[: dossier.length]
    if not reading.recorded:
        return "No history: there is no ledger.jsonl, so everything counts as said on one day."
    new = len(reading.ledger.entries) - reading.recorded
    since = f"; {new:,} changes in the files are not in it yet" if new else ""
    first, last = entries[0].recorded_at, entries[-1].recorded_at
    return f"Ledger: {len(entries):,} entries, {first:%Y-%m-%d} to {last:%Y-%m-%d}{since}."


def _reading_lines(reading: RegisterReading[Any]) -> list[str]:
    """Say how a register was read, where that was anything but plain."""
    plain = all(column.matched_by == "its own name" for column in reading.mapping)
    if plain and not reading.skipped and not reading.unmapped and not reading.remarks:
        return []
    place = f"{reading.file}, sheet {reading.sheet}" if reading.sheet else reading.file
    read = f"{len(reading.items)} read, {len(reading.skipped)} skipped"
    headings = f", headings in row {reading.header_row}" if reading.header_row else ""
    lines = [f"{place}{headings}: {reading.rows_in} rows, {read}"]
    lines += [f"  {column}" for column in reading.mapping if column.matched_by != "its own name"]
    if reading.unmapped:
        lines.append(f"  not used: {', '.join(reading.unmapped)}")
    lines += [f"  skipped {row}" for row in reading.skipped_in_words()]
    lines += [f"  {remark}" for remark in reading.remarks]
    return lines


def _folder_as_json(reading: FolderReading, dossier: Dossier) -> dict[str, Any]:
    return {
        "organisation": dossier.organisation,
        "cases": [item_as_json(case) for case in dossier[Case].values()],
        "registers": {register.kind.plural: len(register) for register in dossier.registers},
        "sites": {name: dict(sites) for name, sites in dossier.counts_by_site().items()},
        "files": len(dossier[File]),
        "entries": dossier.length,
        "recorded": reading.recorded,
        "reading": [_reading_as_json(each) for each in reading.registers],
        "left_out": list(reading.left_out),
        "problems": problems_as_json(reading.problems),
    }


def _reading_as_json(reading: RegisterReading[Any]) -> dict[str, Any]:
    return {
        "file": reading.file,
        "sheet": reading.sheet,
        "header_row": reading.header_row,
        "rows_in": reading.rows_in,
        "rows_read": len(reading.items),
        "skipped": [{"row": row.row, "because": row.because.value} for row in reading.skipped],
        "columns": [
            {
                "column": column.column,
                "heading": column.heading,
                "field": column.field,
                "matched_by": column.matched_by.value,
            }
            for column in reading.mapping
        ],
        "unmapped": list(reading.unmapped),
        "remarks": [str(remark) for remark in reading.remarks],
    }


def _show_register(
    dossier: Dossier, register: Register[Item], *, history: bool, json: bool
) -> None:
    if history:
        _show_history(dossier, register, _keys_ever(dossier, register), json=json)
        return
    if json:
        print_json([item_as_json(item) for item in register.values()])
        return
    fields = _telling_fields(register)
    headings = [name.replace("_", " ").capitalize() for name in fields]
    say(f"{register.kind.heading()}: {len(register):,}")
    if register:
        print_table(
            headings,
            ([in_words(getattr(item, name)) for name in fields] for item in register.values()),
        )
    lacking = [(item.key, item.lacks) for item in register.values() if item.lacks]
    for key, lacks in lacking:
        say(f"{key} lacks {', '.join(name.replace('_', ' ') for name in lacks)}.")


def _telling_fields(register: Register[Item]) -> list[str]:
    """Return the fields worth a column: those that items fill, in the noun's own order."""
    used = [
        name
        for name in register.kind.model_fields
        if name != "key"
        and any(getattr(item, name) not in {None, "", ()} for item in register.values())
    ]
    # What an item is comes first in every noun; where it is, last.
    ordered = sorted(used, key=lambda name: name == "site")
    return ["key", *ordered[:_COLUMNS_SHOWN]]


def _keys_ever(dossier: Dossier, register: Register[Item]) -> list[str]:
    name = register.kind.register
    entries = (dossier.entries[position] for position in range(dossier.length))
    return list(dict.fromkeys(entry.key for entry in entries if entry.register == name))


def _show_item(
    dossier: Dossier, register: Register[Item], key: str, *, history: bool, json: bool
) -> None:
    if history:
        _show_history(
            dossier, register, [key] if dossier.history(register.kind, key) else [], json=json
        )
        return
    item = register.named(key)
    entry = register.entry_of(key)
    if json:
        print_json({"item": item_as_json(item), "entry": entry_as_json(entry)})
        return
    say(f"{register.kind.heading()}: {item.key}", "")
    for name in register.kind.model_fields:
        if text := with_name(dossier, item, name):
            say(f"  {name.replace('_', ' '):<22} {text}")
    say("", f"Reads so since {entry_in_words(entry)}, entry {entry.seq}.")


def _show_history(
    dossier: Dossier, register: Register[Item], keys: list[str], *, json: bool
) -> None:
    if not keys:
        register.named("")
    said: list[dict[str, Any]] = []
    for key in keys:
        for revision in dossier.history(register.kind, key):
            if json:
                said.append(
                    {
                        "key": key,
                        "kind": revision.kind,
                        **entry_as_json(revision.entry),
                        "changes": changes_as_json(revision.fields),
                    }
                )
                continue
            entry = revision.entry
            say(f"{key} {revision.kind} {entry_in_words(entry)}, entry {entry.seq}")
            say(*(f"    {change_in_words(change)}" for change in revision.fields))
    if json:
        print_json(said)
