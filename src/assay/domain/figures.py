"""What a population test counted, and what somebody needs to count it again.

The five sides add up to the population on every run.  ``first`` holds the first
deviations in the order of their keys and no more than ``MOST_LISTED``: the rest
stays where the records are, and is read by the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

MOST_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """One member of a population: its key, its row in the source, and what was measured of it."""

    key: str
    source_row: int = 0
    site: str = ""
    team: str = ""
    measured: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PopulationStatement:
    """One frozen source: where it came from, how much of it there is, and its hash."""

    family: str
    source: str
    file: str
    rows: int
    unreadable: int
    content_hash: str
    window_from_on: date | None = None
    window_until_on: date | None = None
    extracted_on: date | None = None
    complete: str = ""
    independent: bool | None = None
    file_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """One test over one population: who was asked, and how many fell to which side.

    ``claim`` is empty where no document promises what is tested.  ``in_force``
    names the version of the document whose promise was tested, and its days.
    ``query`` is the statement that was run, so that anybody can run it again.
    """

    test: str
    family: str
    from_on: date
    until_on: date
    population: int
    not_applicable: int
    excepted: int
    undecidable: int
    deviating: int
    conforming: int
    claim: str = ""
    in_force: str = ""
    threshold: str = ""
    stated_in: str = ""
    first: tuple[ListedRecord, ...] = ()
    sources: tuple[PopulationStatement, ...] = ()
    median: str = ""
    percentile_95: str = ""
    not_tested_because: str = ""
    query: str = ""

    def __post_init__(self) -> None:
        sides = (
            self.not_applicable
            + self.excepted
            + self.undecidable
            + self.deviating
            + self.conforming
        )
        if self.population != sides:
            raise AssertionError(f"{self.test}: {self.population} members, but {sides} on a side")
