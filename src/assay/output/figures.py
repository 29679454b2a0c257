"""The figures of population tests, as JSON for programs."""

from typing import Any

from assay.domain.figures import Figures, ListedRecord, PopulationStatement


def figures_as_json(figures: Figures) -> dict[str, Any]:
    """Return everything that one test counted."""
    return {
        "test": figures.test,
        "claim": figures.claim,
        "in_force": figures.in_force,
        "family": figures.family,
        "from_on": figures.from_on.isoformat(),
        "until_on": figures.until_on.isoformat(),
        "population": figures.population,
        "not_applicable": figures.not_applicable,
        "excepted": figures.excepted,
        "undecidable": figures.undecidable,
        "deviating": figures.deviating,
        "conforming": figures.conforming,
        "median": figures.median,
        "percentile_95": figures.percentile_95,
        "threshold": figures.threshold,
        "threshold_from": figures.stated_in,
        "not_tested_because": figures.not_tested_because,
        "sources": [each.source for each in figures.sources],
        "query": figures.query,
    }


def record_as_json(record: ListedRecord) -> dict[str, Any]:
    """Return one listed record with its values."""
    return {
        "key": record.key,
        "row": record.source_row,
        "site": record.site,
        "team": record.team,
        "measured": record.measured,
        **({"facts": dict(record.facts)} if record.facts else {}),
    }


def statement_as_json(statement: PopulationStatement) -> dict[str, Any]:
    """Return what a population says of where it comes from."""

    def day(value: Any) -> str | None:  # noqa: ANN401 - a date or nothing
        return value.isoformat() if value else None

    return {
        "family": statement.family,
        "source": statement.source,
        "file": statement.file,
        "rows": statement.rows,
        "unreadable": statement.unreadable,
        "content_hash": statement.content_hash,
        "window_from_on": day(statement.window_from_on),
        "window_until_on": day(statement.window_until_on),
        "extracted_on": day(statement.extracted_on),
        "complete": statement.complete,
        "independent": statement.independent,
    }
