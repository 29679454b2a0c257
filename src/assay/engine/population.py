"""A frozen population: what was handed in, what was kept of it, and its hash.

The hash does not depend on the order of rows: the same records exported anew in
another order are the same population.  It changes with any one row, and with
one row more of the same.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from assay.domain.errors import UnreadableMaterialError
from assay.domain.record_family import ColumnType
from assay.domain.record_source import RecordSource

MANIFEST: Final = "population.json"
UNREADABLE: Final = "unreadable.parquet"
BUCKETS: Final = 32


@dataclass(frozen=True, slots=True)
class FrozenColumn:
    """One column: our name, the heading it had, what it holds, and how exactly.

    ``by_day`` says that an instant is known to the day only, which leaves the
    order of two things on one day open.
    """

    name: str
    heading: str
    type: ColumnType
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class Population:
    """All records of one family from one source, as they were when they were read.

    ``rows_in`` = ``row_count`` + ``unreadable``, always.  ``stated`` is the count
    that the source's register row claims; ``lacking`` counts the kept rows that
    are silent on a column which the family requires.
    """

    family: str
    source: str
    file: str
    file_sha256: str
    extracted_at: datetime | None
    window_from_on: date | None
    window_until_on: date | None
    time_zone: str
    complete: str
    independent: bool | None
    stated: int | None
    rows_in: int
    row_count: int
    unreadable: int
    duplicate_keys: int
    lacking: Mapping[str, int]
    content_hash: str
    columns: tuple[FrozenColumn, ...]

    def __post_init__(self) -> None:
        if self.rows_in != self.row_count + self.unreadable:
            raise AssertionError(
                f"{self.file}: {self.rows_in} rows came in, {self.row_count} were kept "
                f"and {self.unreadable} are listed"
            )

    @property
    def mapping(self) -> Mapping[str, str]:
        """Return which of their headings became which column."""
        return MappingProxyType({column.heading: column.name for column in self.columns})

    def as_json(self) -> str:
        """Return the manifest: the same population gives the same bytes."""
        told = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class FrozenPopulation:
    """A population and the folder that holds its rows."""

    population: Population
    folder: Path

    @property
    def parquet(self) -> str:
        """Return the files of the rows, as DuckDB takes them."""
        return str(self.folder / "bucket-*.parquet")


def facts_of(source: RecordSource) -> dict[str, Any]:
    """Return what the register says of a population beside its rows, and may say anew."""
    return {
        "source": source.key,
        "file": source.place,
        "extracted_at": source.extracted_at,
        "window_from_on": source.window_from_on,
        "window_until_on": source.window_until_on,
        "complete": source.complete,
        "independent": source.independent,
        "stated": source.row_count,
    }


def parse_manifest(text: str) -> Population:
    """Return the population that a manifest tells of."""
    told = json.loads(text)
    try:
        return Population(
            **{
                **told,
                "extracted_at": _instant(told["extracted_at"]),
                "window_from_on": _day(told["window_from_on"]),
                "window_until_on": _day(told["window_until_on"]),
                "columns": tuple(
                    FrozenColumn(**{**column, "type": ColumnType(column["type"])})
                    for column in told["columns"]
                ),
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableMaterialError(
            f"{MANIFEST}: {error}; expected what freezing a population wrote."
        ) from error


def read_population(folder: Path) -> FrozenPopulation:
    """Open a population that was frozen into a folder."""
    text = (folder / MANIFEST).read_text(encoding="utf-8")
    return FrozenPopulation(parse_manifest(text), folder)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds, as JSON has it
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case FrozenColumn():
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case Mapping():
            return dict(value)
        case _:
            return value
