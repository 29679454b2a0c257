"""An export as the page of its mapping shows it: headings, what each is read as, and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from assay.actions.export_upload import ExportUpload
from assay.domain.record_family import FAMILIES, ColumnType, RecordFamily
from assay.engine.headings import plain_heading, read_headings
from assay.engine.refusal import RefusedRecordsError
from assay.engine.trial import Trial, try_export
from assay.ledger.dossier import Dossier
from assay.web.rooms.populations.form import COLUMN, Said, source_of
from assay.web.rooms.populations.rows import missing_columns, title_of

_SHOWN: Final = 3
_TIMES: Final = (ColumnType.INSTANT, ColumnType.DATE)
_OF_NUMBERS: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\b.*")


@dataclass(frozen=True)
class Looked:
    """What came of looking at an export with what is said of it."""

    said: Mapping[str, str]
    told: Said
    trial: Trial
    families: tuple[tuple[str, str, str], ...]  # name, title, why
    columns: tuple[Mapping[str, Any], ...]
    missing: tuple[Mapping[str, str], ...]

    @property
    def can_be_recorded(self) -> bool:
        """Say whether its records can be frozen, and nothing of the form is wrong."""
        return not self.told.wrong and self.trial.population is not None

    @property
    def readable(self) -> frozenset[str]:
        """Return the headings that could be read as a column of the family."""
        return frozenset(each["heading"] for each in self.columns if each["readable"])

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """Return what of the form cannot be taken, by its name in words."""
        return [(name.replace("_", " "), why) for name, why in self.told.wrong.items()]


def look_at(dossier: Dossier, upload: ExportUpload, said: Mapping[str, str]) -> Looked:
    """Return what an export would be frozen as; propose its family where none is said."""
    said = dict(said)
    families: tuple[tuple[str, str, str], ...] = ()
    if said.get("family", "") not in FAMILIES:
        first = try_export(source_of(dossier, upload, {**said, "family": ""}).source, upload.folder)
        if first.refused or not first.families:
            return Looked(said, source_of(dossier, upload, said), first, (), (), ())
        families = tuple((each.family, title_of(each.family), each.why) for each in first.families)
        said["family"] = first.families[0].family
    told = source_of(dossier, upload, said)
    trial = try_export(told.source, upload.folder)
    if told.wrong:
        trial = replace(trial, population=None)
    family = FAMILIES[said["family"]]
    read = _read(trial, family, told)
    return Looked(
        said,
        told,
        trial,
        families,
        tuple(_column(place, trial, family, read, said) for place in range(len(trial.headings))),
        tuple(missing_columns(family, {name: 1 for name, _ in read.values()})),
    )


def _read(trial: Trial, family: RecordFamily, told: Said) -> Mapping[str, tuple[str, Any]]:
    try:
        return read_headings(
            trial.headings, family, told.source.mapping, usual=trial.usual, sample=trial.sample
        )
    except RefusedRecordsError:
        return {}


def _column(
    place: int,
    trial: Trial,
    family: RecordFamily,
    read: Mapping[str, tuple[str, Any]],
    said: Mapping[str, str],
) -> Mapping[str, Any]:
    heading = trial.headings[place]
    column, order = read.get(heading, ("", None))
    mine = [each for each in trial.proposals if each.heading == heading]
    values = [row[place] for row in trial.sample if place < len(row) and row[place].strip()]
    kind = next((each.type for each in family.columns if each.name == column), None)
    sure = next((each for each in mine if each.column == column), None)
    return {
        "heading": heading,
        "column": column,
        "values": list(dict.fromkeys(values))[:_SHOWN],
        "sure": str(sure.confidence) if sure else "",
        "why": _why(column, sure.why if sure else "", chosen=COLUMN + heading in said),
        "perhaps": [each for each in mine if each.column != column][:_SHOWN],
        "order": str(order or ""),
        "asks_order": kind in _TIMES and any(map(_OF_NUMBERS.fullmatch, values)),
        "readable": bool(mine)
        or heading in trial.usual
        or plain_heading(heading) in {each.name for each in family.columns},
    }


def _why(column: str, why: str, *, chosen: bool) -> str:
    if not column:
        return "kept as it is; no test asks for it"
    return why or ("chosen" if chosen else "said by the register, or by the form of the file")
