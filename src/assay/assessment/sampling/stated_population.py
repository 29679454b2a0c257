"""What a draw is made from: a whole population, stated with its size and the hash of its content.

Nothing else can take its place.  An evidence pack is what the organisation
chose to show, and a walk of Stage 1 is one record; neither states a population,
and neither is accepted as one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from assay.domain.errors import RefusedError
from assay.domain.figures import PopulationStatement

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record that may be drawn: its key and row, its day, and where it belongs."""

    key: str
    day: date | None = None
    site: str = ""
    team: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class StatedPopulation:
    """All records of one family: how many, their hash, and the frozen sources they came from."""

    family: str
    content_hash: str
    row_count: int
    sources: tuple[PopulationStatement, ...] = ()

    def __post_init__(self) -> None:
        if not _HASH.fullmatch(self.content_hash):
            raise RefusedError(
                f"{self.family}: the population is stated with the hash {self.content_hash!r}; "
                "expected the SHA-256 of its content, without which nobody can draw again."
            )


def state_sources(family: str, sources: Iterable[PopulationStatement]) -> StatedPopulation:
    """Return the population of a family as its frozen sources state it.

    Of several sources the hash is over the hashes of each, in no order.
    """
    known = tuple(sorted(sources, key=lambda each: (each.content_hash, each.source)))
    if not known:
        raise RefusedError(f"{family}: no source has any records; expected a frozen population.")
    hashes = [each.content_hash for each in known]
    one = hashes[0] if len(hashes) == 1 else sha256("\n".join(hashes).encode()).hexdigest()
    return StatedPopulation(family, one, sum(each.rows for each in known), known)


def state_candidates(family: str, candidates: Iterable[Candidate]) -> StatedPopulation:
    """Return the statement of a population that is at hand record by record, in no order."""
    told = sorted(
        sha256(f"{each.key}\0{each.day}\0{each.site}\0{each.team}".encode()).hexdigest()
        for each in candidates
    )
    return StatedPopulation(family, sha256("\n".join(told).encode()).hexdigest(), len(told))


def must_be_stated(population: object) -> StatedPopulation:
    """Return a population that was stated; refuse whatever only looks like one."""
    if not isinstance(population, StatedPopulation):
        raise RefusedError(
            f"{type(population).__name__} is no population to draw from; "
            "expected a frozen population, stated with its size and the hash of its content."
        )
    return population
