"""Sources and populations as rows of tables: what a page shows of each, and no more."""

from collections.abc import Mapping, Sequence
from typing import Any

from assay.actions.record_source import frozen_of
from assay.assessment.asked_families import AskedFamily
from assay.domain.problem import Problem
from assay.domain.record_family import FAMILIES, RecordFamily
from assay.domain.record_source import RecordSource
from assay.engine.population import FrozenPopulation
from assay.ledger.dossier import Dossier


def title_of(family: str) -> str:
    """Return what people call a family."""
    return FAMILIES[family].title if family in FAMILIES else family or "no family said"


def source_row(dossier: Dossier, source: RecordSource) -> dict[str, Any]:
    """Return one source as the front shows it."""
    frozen = frozen_of(dossier, source)
    told = frozen.population if frozen else None
    return {
        "key": source.key,
        "family": title_of(source.family),
        "file": source.place,
        "rows": told.row_count if told else None,
        "unreadable": told.unreadable if told else None,
        "hash": told.content_hash if told else "",
        "from_on": source.window_from_on,
        "until_on": source.window_until_on,
        "extracted_at": source.extracted_at,
        "complete": source.complete,
        "independent": source.independent,
        "by_database": bool(source.database),
        "no_file": not source.file and not source.database,
    }


def asked_rows(asked: Sequence[AskedFamily]) -> list[dict[str, Any]]:
    """Return the families that nobody brings, each with who asks."""
    return [
        {
            "name": each.family,
            "title": title_of(each.family),
            "row": FAMILIES[each.family].row,
            "controls": each.controls,
            "claims": each.claims,
        }
        for each in asked
        if not each.sources
    ]


def column_rows(frozen: FrozenPopulation) -> list[dict[str, Any]]:
    """Return the columns of a population: those of the family first, as the family has them."""
    told = frozen.population
    family = FAMILIES[told.family]
    ours = {each.name: each for each in family.columns}
    return [
        {
            "name": each.name,
            "heading": each.heading,
            "type": f"{each.type}{', known to the day' if each.by_day else ''}",
            "says": ours[each.name].says if each.name in ours else "kept; no test asks for it",
            "required": each.name in ours and ours[each.name].required,
            "lacking": told.lacking.get(each.name, 0),
        }
        for each in sorted(told.columns, key=lambda each: each.name not in ours)
    ]


def missing_columns(family: RecordFamily, names: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the columns of a family that an export has none of, the required ones first."""
    return [
        {"name": each.name, "says": each.says, "required": "required" if each.required else ""}
        for each in sorted(family.columns, key=lambda each: not each.required)
        if each.name not in names
    ]


def problem_row(problem: Problem) -> dict[str, Any]:
    """Return one cell that cannot be read."""
    place = problem.place
    return {
        "row": place.row,
        "column": place.column,
        "found": problem.found,
        "expected": problem.expected,
    }
