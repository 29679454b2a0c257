"""Looks at an export before it is taken in: what its columns may be, and what cannot be read.

A small export is frozen into a folder that is thrown away; of a large one only
its first rows are.  Either way it is the reader that freezes records for good,
so what is named here is what will be named then.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from assay.domain.problem import Place, Problem
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.engine.database_tables import reason_of
from assay.engine.export import Export
from assay.engine.family_proposal import ANY_FAMILY, FamilyProposal, propose_families
from assay.engine.freezing import freeze_population, list_unreadable
from assay.engine.mapping_proposal import MappingProposal, propose_mapping
from assay.engine.opening import open_export
from assay.engine.population import Population
from assay.engine.refusal import RefusedRecordsError

MOST_LISTED: Final = 50

_WHOLE_UP_TO: Final = 12 << 20
_MEMORY: Final = "512MB"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of looking: nothing of it is kept.

    ``refused`` is why nothing at all could be frozen; ``listed`` are cells for which
    a row would be listed and not kept.  ``whole`` says whether all rows were read.
    """

    headings: tuple[str, ...] = ()
    sample: Sequence[Sequence[str]] = ()
    usual: Mapping[str, str] = field(default_factory=dict)
    families: tuple[FamilyProposal, ...] = ()
    proposals: tuple[MappingProposal, ...] = ()
    population: Population | None = None
    refused: Problem | None = None
    listed: tuple[Problem, ...] = ()
    whole: bool = True


def try_export(source: RecordSource, folder: Path) -> Trial:
    """Look at the file of a source in a folder; without a family, propose which it may be."""
    with TemporaryDirectory(dir=folder, prefix=".trial-") as name:
        scratch = Path(name)
        family = FAMILIES.get(source.family)
        try:
            export = open_export(source, folder, scratch, family or ANY_FAMILY, {})
        except RefusedRecordsError as refusal:
            return Trial(refused=refusal.problem)
        except (OSError, duckdb.Error) as error:
            return Trial(refused=_problem(source, error))
        headings, sample, usual = export.headings, export.sample, export.usual
        if family is None:
            return Trial(headings, sample, usual, propose_families(headings, sample, usual))
        proposals = propose_mapping(headings, sample, family)
        told = Trial(headings, sample, usual, (), proposals)
        return _frozen(told, export, source, folder, scratch)


def _frozen(
    told: Trial, export: Export, source: RecordSource, folder: Path, scratch: Path
) -> Trial:
    whole = export.size <= _WHOLE_UP_TO
    if not whole:
        folder, source = _first_rows(export, source, scratch)
    population, refused = None, None
    listed: tuple[Problem, ...] = ()
    try:
        frozen = freeze_population(source, folder, scratch / "tried", memory=_MEMORY)
        population, listed = frozen.population, tuple(list_unreadable(frozen, limit=MOST_LISTED))
    except RefusedRecordsError as refusal:
        refused = refusal.problem
    except (OSError, duckdb.Error) as error:
        refused = _problem(source, error)
    return Trial(
        told.headings,
        told.sample,
        told.usual,
        proposals=told.proposals,
        population=population,
        refused=refused,
        listed=listed,
        whole=whole,
    )


def _first_rows(export: Export, source: RecordSource, scratch: Path) -> tuple[Path, RecordSource]:
    """Return a folder with the first rows as a CSV file, and the source that names it."""
    folder = scratch / "first"
    folder.mkdir()
    with (folder / "first.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(export.headings)
        writer.writerows(export.sample)
    said = [each.partition("=")[0].strip() for each in source.mapping]
    by_form = [
        f"{their} = {ours}"
        for their, ours in export.usual.items()
        if their in export.headings and their not in said
    ]
    mapping = (*source.mapping, *by_form)
    return folder, source.changed(file="first.csv", table="", mapping=mapping)


def _problem(source: RecordSource, error: Exception) -> Problem:
    said = reason_of(error) if isinstance(error, duckdb.Error) else str(error)
    return Problem(Place(source.place), said, "records that can be read")
