"""A sample of Stage 2, drawn so that anybody can draw it again.

The plan and the population are all it follows from: the same seed draws the
same records on any machine, in any order of the rows, in a database or from a
list of keys.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assay.assessment.sampling.plan import SamplePlan
from assay.assessment.sampling.records import ListedRecords, Records
from assay.assessment.sampling.slices import Slice
from assay.assessment.sampling.slots import (
    Directed,
    Marked,
    Slot,
    allot,
    direct,
    marks_of,
    slots_of_chance,
)
from assay.assessment.sampling.stated_population import Candidate
from assay.claims.pool import OUTSIDE, UNDATED, Pool

WHOLE = "the whole population"
AT_RANDOM = "at random"


@dataclass(frozen=True, slots=True)
class DrawnRecord:
    """One record of a sample: the slice whose turn it was, the one it is from, and why this one."""

    record: Candidate
    own: Slice | None
    place: Slice
    because: str

    @property
    def displaced(self) -> bool:
        """Say whether its own slice had no record to draw."""
        return self.own is not None and self.own != self.place


@dataclass(frozen=True, slots=True)
class Sample:
    """The records drawn, in the order of the slices, with what makes the draw repeatable.

    ``unreached`` names the sites and teams of the window of which no record was drawn.
    """

    plan: SamplePlan
    in_window: int
    outside: int
    undated: int
    records: tuple[DrawnRecord, ...]
    empty_slices: tuple[Slice, ...]
    unreached: tuple[Marked, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the records drawn."""
        return tuple(each.record.key for each in self.records)

    @property
    def too_small(self) -> bool:
        """Say whether the window holds fewer records than the sample wants."""
        return self.in_window < self.plan.size.wanted

    @property
    def expected(self) -> int | None:
        """Return how many records the rhythm should have made in the window."""
        return self.plan.window.expected(self.plan.units)

    @property
    def has_records(self) -> bool:
        """Say whether there is anything to look at: an empty population is not tested."""
        return bool(self.records)


def draw_sample(plan: SamplePlan, candidates: Iterable[Candidate]) -> Sample:
    """Draw from records that are at hand one by one."""
    return draw_from(plan, ListedRecords(plan, candidates))


def draw_from(plan: SamplePlan, records: Records) -> Sample:
    """Draw from records wherever they are."""
    strata = records.strata()
    within = {pool: many for pool, many in strata.items() if pool.place >= 0 and many}
    whole = sum(within.values())
    if whole <= plan.size.wanted:
        drawn = _everything(plan, records, within)
    else:
        drawn = _sampled(plan, records, within)
    covered = {mark for each in drawn for mark in _marks(each.record)}
    every = {mark for pool in within for mark in marks_of(pool)}
    filled = {pool.place for pool in within}
    return Sample(
        plan,
        whole,
        sum(many for pool, many in strata.items() if pool.place == OUTSIDE),
        sum(many for pool, many in strata.items() if pool.place == UNDATED),
        tuple(drawn),
        tuple(each for each in plan.slices if each.place not in filled),
        tuple(sorted(every - covered)),
    )


def _marks(record: Candidate) -> frozenset[Marked]:
    return marks_of(Pool(0, record.site, record.team))


def _everything(
    plan: SamplePlan, records: Records, within: Mapping[Pool, int]
) -> list[DrawnRecord]:
    counts: Counter[int] = Counter()
    for pool, many in within.items():
        counts[pool.place] += many
    wanted = {Pool(place): many for place, many in sorted(counts.items())}
    found = records.lowest(wanted) if wanted else {}
    return [
        DrawnRecord(each, None, plan.slices[pool.place], WHOLE)
        for pool in wanted
        for each in found[pool]
    ]


def _sampled(plan: SamplePlan, records: Records, within: Mapping[Pool, int]) -> list[DrawnRecord]:
    slots = allot(plan, within)
    chance = slots_of_chance(plan, slots)
    first = _lowest_of_slices(records, Counter(slot.place for slot in chance))
    drawn = dict(_next_of_slices(chance, first, Counter()))
    left = Counter(within)
    for slot, record in drawn.items():
        left[Pool(slot.place, record.site, record.team)] -= 1
    covered = {mark for record in drawn.values() for mark in _marks(record)}
    directed = direct(plan, (slot for slot in slots if slot not in drawn), left, covered)
    sakes = {each.slot: f"for its {each.sake[0]} {each.sake[1]}" for each in directed}
    drawn |= dict(_directed(records, directed, drawn))
    rest = [slot for slot in slots if slot not in drawn]
    if rest:
        # As many as were taken before may stand in front of the next.
        places = {slot.place for slot in rest}
        ahead = Counter(slot.place for slot in slots if slot.place in places)
        found = _lowest_of_slices(records, ahead)
        drawn |= dict(_next_of_slices(rest, found, Counter(drawn.values())))
    return [
        DrawnRecord(
            drawn[slot], plan.slices[slot.own], plan.slices[slot.place], sakes.get(slot, AT_RANDOM)
        )
        for slot in slots
    ]


def _lowest_of_slices(
    records: Records, many: Mapping[int, int]
) -> Mapping[int, Sequence[Candidate]]:
    found = records.lowest({Pool(place): count for place, count in many.items()}) if many else {}
    return {pool.place: each for pool, each in found.items()}


def _next_of_slices(
    slots: Iterable[Slot], found: Mapping[int, Sequence[Candidate]], taken: Counter[Candidate]
) -> Iterator[tuple[Slot, Candidate]]:
    """Yield for each slot the next record of its slice that is not taken yet."""
    for slot in slots:
        record = _next_of(found[slot.place], taken)
        taken[record] += 1
        yield slot, record


def _directed(
    records: Records, directed: Sequence[Directed], drawn: Mapping[Slot, Candidate]
) -> Iterator[tuple[Slot, Candidate]]:
    """Yield for each directed slot the next record of its site and team."""
    if not directed:
        return
    before = Counter(Pool(slot.place, record.site, record.team) for slot, record in drawn.items())
    many = Counter(each.pool for each in directed)
    found = records.lowest({pool: count + before[pool] for pool, count in many.items()})
    taken = Counter(drawn.values())
    for each in directed:
        record = _next_of(found[each.pool], taken)
        taken[record] += 1
        yield each.slot, record


def _next_of(found: Iterable[Candidate], taken: Mapping[Candidate, int]) -> Candidate:
    """Return the first record that is not taken; two that are alike are taken one by one."""
    passed = Counter(taken)
    for record in found:
        if not passed[record]:
            return record
        passed[record] -= 1
    raise AssertionError("a slice was allotted more records than it has")
