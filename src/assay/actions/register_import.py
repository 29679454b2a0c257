"""Taking a register in from a file: what it would change, first; recording it, when that is wanted.

Every row under the headings is accounted for: it is new, changed, the same, or
left out with the reason.  A field without a column in the file stays as it is,
and an item that the file does not name stays in its register.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from assay.actions.desk import Desk
from assay.actions.register_items import put_items
from assay.actions.register_upload import Upload
from assay.domain.case import Case
from assay.domain.item import Item
from assay.domain.problem import Place, Problem
from assay.domain.reading import RegisterReading, SkippedBecause, SkippedRow
from assay.domain.register_permission import FieldNotAllowedError, must_be_allowed_to_change
from assay.domain.role_assignment import Role
from assay.domain.soa_row import SoaRow
from assay.intake.folder.controls import annex_of, with_annex_numbers
from assay.intake.registers.corrected import parse_corrected_register
from assay.intake.tables.read import read_tables
from assay.ledger.dossier import Dossier

MOST_REFUSED = 20
"""How many refused items are named before somebody has to ask another role anyway."""

_FAULTS = frozenset({SkippedBecause.UNREADABLE, SkippedBecause.DUPLICATE_KEY})


@dataclass(frozen=True)
class Change:
    """How an item would read, in which row of the file, and how it reads now."""

    row: int
    before: Item | None
    after: Item


@dataclass(frozen=True)
class ImportPreview:
    """What recording a file would come to."""

    reading: RegisterReading[Any]
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int
    not_named: int  # items of the register that the file says nothing of
    refused: tuple[str, ...]

    @property
    def unreadable(self) -> tuple[SkippedRow, ...]:
        """Return the rows that are somebody's item and cannot be taken."""
        return tuple(row for row in self.reading.skipped if row.because in _FAULTS)

    @property
    def no_items(self) -> int:
        """Return how many rows are no items: blank ones, sections, totals."""
        return len(self.reading.skipped) - len(self.unreadable)

    @property
    def of_the_file(self) -> tuple[Problem, ...]:
        """Return what is wrong with the file as a whole, so that no row can be trusted."""
        return tuple(each for each in self.reading.problems if not each.place.row)

    @property
    def can_be_recorded(self) -> bool:
        """Say whether there is anything to record, and nothing against it."""
        return bool(self.new or self.changed) and not self.of_the_file and not self.refused


def preview_import(dossier: Dossier, upload: Upload, role: Role) -> ImportPreview:
    """Return what recording an upload would come to, as the dossier stands."""
    reading = _reading(dossier, upload)
    register = dossier[upload.kind]
    fields = {each.field for each in reading.mapping} - {"key"}
    changes = [
        Change(row, register.get(item.key), _merged(register.get(item.key), item, fields))
        for item, row in zip(reading.items, reading.rows, strict=True)
    ]
    new = tuple(each for each in changes if each.before is None)
    changed = tuple(each for each in changes if each.before and each.before != each.after)
    return ImportPreview(
        reading,
        new,
        changed,
        same=len(changes) - len(new) - len(changed),
        not_named=len(register) - (len(changes) - len(new)),
        refused=tuple(_refused(role, (*new, *changed))),
    )


def record_import(desk: Desk, upload: Upload, because: str) -> int:
    """Record what an upload says in one transaction; say how many entries that made."""
    preview = preview_import(desk.dossier, upload, Role(desk.by.role))
    changes = (*preview.new, *preview.changed)
    return put_items(desk, [each.after for each in changes], because)


def _reading(dossier: Dossier, upload: Upload) -> RegisterReading[Any]:
    cases = tuple(dossier[Case].values())
    zone = next((case.time_zone for case in cases if case.time_zone), "")
    said = (
        tuple(upload.columns.items()),
        upload.sheet,
        tuple(upload.corrected_cells.items()),
    )
    reading = _read(_Handed(upload), said, zone)
    if upload.kind is SoaRow:
        return with_annex_numbers(reading, annex_of(cases))
    return reading


class _Handed:
    """An upload as what was read of it is remembered by: its bytes never change."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload

    def __hash__(self) -> int:
        return hash(self.upload.token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Handed) and self.upload.token == other.upload.token


@lru_cache(maxsize=8)
def _read(
    handed: _Handed,
    said: tuple[tuple[Any, ...], str, tuple[Any, ...]],
    zone_name: str,
) -> RegisterReading[Any]:
    upload = handed.upload
    columns, sheet, corrections = said
    zone: tzinfo | None = ZoneInfo(zone_name) if zone_name else None
    (tables,) = read_tables([(upload.name, upload.content())])
    if isinstance(tables, Problem):
        return RegisterReading(upload.name, problems=(tables,))
    return parse_corrected_register(
        tables, upload.kind, dict(corrections), columns=dict(columns), sheet=sheet, zone=zone
    )


def _merged(before: Item | None, item: Item, fields: set[str]) -> Item:
    """Return the item as it stands with what the file has a column for."""
    if before is None:
        return item
    said: Mapping[str, object] = {name: getattr(item, name) for name in fields}
    if all(getattr(before, name) == value for name, value in said.items()):
        return before
    return before.changed(**said)


def _refused(role: Role, changes: tuple[Change, ...]) -> Iterator[str]:
    found = 0
    for each in changes:
        try:
            must_be_allowed_to_change(role, each.before, each.after)
        except FieldNotAllowedError as error:
            found += 1
            yield f"{Place('', row=each.row)}: {error}".removeprefix(", ")
        if found == MOST_REFUSED:
            return
