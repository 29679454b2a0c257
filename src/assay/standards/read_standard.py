"""Reads the folder of one standard, or says everything that is wrong with it at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from assay.domain.problem import Problem
from assay.standards.audit_time import AuditTimeBand
from assay.standards.clause import Clause
from assay.standards.consistency import (
    find_duplicates,
    find_gaps_in_audit_time,
    find_loose_clauses,
    find_repeated_parts,
    find_unknown_moves,
    find_unknown_references,
    find_unknown_themes,
    find_wrong_counts,
)
from assay.standards.extension import extend_rows
from assay.standards.folder import Folder, read_folder
from assay.standards.material import RawRow
from assay.standards.moved_clause import MovedClause
from assay.standards.reading import AnyModel, Read, UnreadableStandardError, read_row
from assay.standards.required_document import RequiredDocument
from assay.standards.row import Basis, Confidence, Part, Row
from assay.standards.standard import Standard, StandardHead
from assay.standards.tables import TABLES

Reads = Mapping[str, Sequence[Read[Row]]]


class Every(Part):
    """What holds for each row of a table that does not say otherwise."""

    edition: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: Confidence | None = None
    basis: Basis | None = None
    source: str | None = None


# Where the head is wrong the rows are still read, so that their problems are told too.
# What was read with these in it is never handed out.
_STAND_IN: Mapping[str, object] = {
    "edition": "?",
    "valid_from": date.min,
    "confidence": Confidence.DOUBTFUL,
    "basis": Basis.HOUSE,
    "source": "?",
}


def read_standard(
    path: Path, bases: Path, settings: Collection[str], above: tuple[str, ...] = ()
) -> Standard:
    """Return the standard of a folder; one that it extends lies beside it, or in ``bases``."""
    folder = read_folder(path)
    problems = list(folder.problems)
    head = _read_head(folder, problems)
    every = _read_every(folder, head, problems)
    reads = {
        table.name: [
            read
            for raw in folder.rows.get(table.name, ())
            if (read := read_row(table.model, raw, every[table.name], problems))
        ]
        for table in TABLES
    }
    if head is None:
        raise UnreadableStandardError(problems)
    extended = _find_base(path, bases, (*above, path.name), head, problems)
    if problems:
        raise UnreadableStandardError(problems)
    base = read_standard(extended, bases, settings, (*above, path.name)) if extended else None
    standard = _assemble(folder.name, head.row, reads, base)
    problems += _find_inconsistencies(standard, reads, folder.head, base, settings)
    if problems:
        raise UnreadableStandardError(problems)
    return standard


def _read_head(folder: Folder, problems: list[Problem]) -> Read[StandardHead] | None:
    raw = folder.head
    if raw.lines is None:
        # The file is missing or no TOML, which has been said.
        return None
    own = {key: value for key, value in raw.values.items() if key != "every"}
    return read_row(StandardHead, RawRow(raw.file, own, raw.line, raw.lines), {}, problems)


def _read_every(
    folder: Folder, head: Read[StandardHead] | None, problems: list[Problem]
) -> Mapping[str, Mapping[str, object]]:
    """Return by table what its rows need not repeat."""
    raw = folder.head
    said = raw.values.get("every", {})
    said = said if isinstance(said, dict) else {}
    known = [table.name for table in TABLES]
    for name in said.keys() - set(known):
        place = raw.place("every", name)
        problems.append(Problem(place, f"unknown table '{name}'", f"one of {', '.join(known)}"))
    facts = head.row.model_dump(include={"edition", "valid_from", "valid_to"}) if head else {}
    return {name: _read_defaults(name, said.get(name, {}), facts, raw, problems) for name in known}


def _read_defaults(
    name: str,
    said: Mapping[str, object],
    facts: Mapping[str, object],
    raw: RawRow,
    problems: list[Problem],
) -> Mapping[str, object]:
    own = RawRow(raw.file, said, raw.line, raw.lines, ("every", name))
    wrong: list[Problem] = []
    read = read_row(Every, own, {}, wrong)
    problems += wrong
    if read is None:
        return {**_STAND_IN, **facts}
    return {**facts, **read.row.model_dump(exclude_none=True)} if facts else {**_STAND_IN}


def _find_base(
    path: Path,
    bases: Path,
    above: tuple[str, ...],
    head: Read[StandardHead],
    problems: list[Problem],
) -> Path | None:
    name = head.row.extends
    if not name:
        return None
    beside = path.parent / name
    found = beside if beside.is_dir() else bases / name
    if name not in above and found.is_dir():
        return found
    place = head.raw.place("extends")
    problems.append(Problem(place, f"extends '{name}'", "another standard that is there"))
    return None


def _assemble(name: str, head: StandardHead, reads: Reads, base: Standard | None) -> Standard:
    rows: dict[str, tuple[Row, ...]] = {}
    moves = [read.row for read in reads["move"] if isinstance(read.row, MovedClause)]
    for table in TABLES:
        own = tuple(read.row for read in reads[table.name])
        rows[table.field] = extend_rows(table, own, base, head, moves) if base else own
    return Standard.model_validate({"name": name, **dict(head), **rows})


def _find_inconsistencies(
    standard: Standard,
    reads: Reads,
    head: RawRow,
    base: Standard | None,
    settings: Collection[str],
) -> Iterator[Problem]:
    for table in TABLES:
        yield from find_duplicates(table.name, table.key, reads[table.name])
    yield from find_duplicates("number", "number", reads["document"])
    yield from find_repeated_parts(_of(RequiredDocument, reads["document"]))
    yield from find_loose_clauses(standard, _of(Clause, reads["clause"]), head)
    yield from find_unknown_references(standard, chain(*reads.values()), settings)
    yield from find_unknown_themes(standard, reads["control"])
    yield from find_gaps_in_audit_time(_of(AuditTimeBand, reads["audit_time"]))
    yield from find_unknown_moves(_of(MovedClause, reads["move"]), standard, base)
    yield from find_wrong_counts(standard, head)


def _of(model: type[AnyModel], reads: Sequence[Read[Row]]) -> list[Read[AnyModel]]:
    return [Read(read.row, read.raw) for read in reads if isinstance(read.row, model)]
