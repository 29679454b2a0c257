"""Which slice each of the wanted records comes from, and which site and team.

Each slot takes from its own slice, or from the nearest that still has records.
A part of the slots is left to chance alone; the others go where a site or team
has no record yet, those first that have the fewest slots to come from.  A slot
that nobody needs is left to chance as well.

What a newcomer would get wrong: nothing here looks at a record.  Where to draw
from follows from the counts, and which record it is from its hash.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assay.assessment.sampling.order import digest
from assay.assessment.sampling.plan import SamplePlan
from assay.claims.pool import Pool


class Mark(StrEnum):
    """What every draw tries to have a record of; sites come before teams."""

    SITE = "site"
    TEAM = "team"


Marked = tuple[Mark, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """One record to draw: whose turn it was, and the slice that it comes from."""

    number: int
    own: int
    place: int


@dataclass(frozen=True, slots=True)
class Directed:
    """A slot that goes to one site and team, for the sake of one of them."""

    slot: Slot
    pool: Pool
    sake: Marked


def marks_of(pool: Pool) -> frozenset[Marked]:
    """Return the site and the team of a stratum, as far as they are named."""
    told = ((Mark.SITE, pool.site), (Mark.TEAM, pool.team))
    return frozenset((mark, name) for mark, name in told if name)


def allot(plan: SamplePlan, strata: Mapping[Pool, int]) -> tuple[Slot, ...]:
    """Return the slots of a plan, each with a slice that has a record for it."""
    left: dict[int, int] = {}
    for pool, many in strata.items():
        left[pool.place] = left.get(pool.place, 0) + many
    size = plan.size.wanted
    owns = [number * len(plan.slices) // size for number in range(size)]
    places: dict[int, int] = {}
    for number, own in enumerate(owns):
        if left.get(own):
            places[number] = own
            left[own] -= 1
    for number, own in enumerate(owns):
        if number not in places:
            near = min(
                (place for place, many in left.items() if many),
                key=lambda place: (abs(place - own), place),
            )
            places[number] = near
            left[near] -= 1
    return tuple(Slot(number, own, places[number]) for number, own in enumerate(owns))


def slots_of_chance(plan: SamplePlan, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return the slots that chance alone fills; the seed says which they are."""
    ordered = sorted(slots, key=lambda slot: digest(plan.seed, f"slot {slot.number}"))
    return tuple(sorted(ordered[: plan.at_random], key=lambda slot: slot.number))


@dataclass
class _Board:
    """What is still to be had: slots that are free, strata with records left, marks that lack one.

    ``at`` holds for each mark and slice the strata that would serve it.
    """

    seed: str
    free: list[Slot]
    left: dict[Pool, int]
    missing: set[Marked]
    at: dict[tuple[Marked, int], list[Pool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for pool in self.left:
            for mark in marks_of(pool):
                self.at.setdefault((mark, pool.place), []).append(pool)

    def slots_for(self, mark: Marked) -> list[Slot]:
        """Return the free slots that could serve a mark."""
        return [slot for slot in self.free if any(self.pools_for(mark, slot))]

    def pools_for(self, mark: Marked, slot: Slot) -> Iterator[Pool]:
        """Yield the strata from which a slot could serve a mark."""
        return (pool for pool in self.at.get((mark, slot.place), ()) if self.left[pool])


def direct(
    plan: SamplePlan, free: Iterable[Slot], left: Mapping[Pool, int], covered: Iterable[Marked]
) -> tuple[Directed, ...]:
    """Return which slots go to which site and team, as long as one of them lacks a record."""
    every = {mark for pool in left for mark in marks_of(pool)}
    board = _Board(plan.seed, list(free), dict(left), every - set(covered))
    found = []
    while (mark := _next(board)) is not None:
        directed = _best(board, mark)
        found.append(directed)
        board.free.remove(directed.slot)
        board.left[directed.pool] -= 1
        board.missing -= marks_of(directed.pool)
    return tuple(found)


def _next(board: _Board) -> Marked | None:
    """Return the mark to serve next; where not all can be served, chance says which are."""
    reached = {mark: many for mark in board.missing if (many := len(board.slots_for(mark)))}
    sites = sum(mark is Mark.SITE for mark, _ in reached)
    enough = {Mark.SITE: sites <= len(board.free), Mark.TEAM: len(reached) <= len(board.free)}
    return min(
        reached,
        key=lambda each: (
            each[0],
            reached[each] if enough[each[0]] else 0,
            digest(board.seed, f"{each[0]} {each[1]}"),
            each[1],
        ),
        default=None,
    )


def _best(board: _Board, mark: Marked) -> Directed:
    """Return the slot and stratum that serve a mark, and most of the others on the way."""
    options = (
        (slot, pool) for slot in board.slots_for(mark) for pool in board.pools_for(mark, slot)
    )
    slot, pool = min(
        options,
        key=lambda each: (
            -len(marks_of(each[1]) & board.missing),
            digest(board.seed, f"slot {each[0].number} {each[1].site}|{each[1].team}"),
            each[0].number,
        ),
    )
    return Directed(slot, pool, mark)
