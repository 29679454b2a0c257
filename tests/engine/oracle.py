"""What each kind of population test says, worked out member by member with sets and lists.

Slow and plain on purpose: it shares nothing with what compiles tests to SQL.
Every function returns what it says of one member: the side and what it measured.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from assay.claims.tally import Side

Said = tuple[Side, Any]
Record = Mapping[str, Any]

NA = (Side.NOT_APPLICABLE, None)


def times(events: Iterable[Record], case: str, activity: str) -> list[int]:
    """Return when an activity happened in a case."""
    return sorted(
        event["at"]
        for event in events
        if event["case"] == case and event["activity"] == activity and event["at"] is not None
    )


def precedence(first: Sequence[int], then: Sequence[int]) -> Said:
    if not then:
        return NA
    if not first:
        return Side.DEVIATING, None
    taken = then[0] - first[0]
    if taken == 0:
        return Side.UNDECIDABLE, taken
    return (Side.DEVIATING if taken < 0 else Side.CONFORMING), taken


def response(first: Sequence[int], then: Sequence[int], within: int, as_of: int) -> Said:
    if not first:
        return NA
    asked = first[-1]
    later = [at for at in then if at > asked]
    if later:
        return Side.CONFORMING, later[-1] - asked
    if asked in then:
        return Side.UNDECIDABLE, 0
    if asked + within >= as_of:
        return NA
    return Side.DEVIATING, then[-1] - asked if then else None


def deadline(first: Sequence[int], then: Sequence[int], limit: int, as_of: int) -> Said:
    if not then:
        late = bool(first) and as_of - first[0] > limit
        return (Side.DEVIATING, as_of - first[0]) if late else NA
    if not first:
        return Side.UNDECIDABLE, None
    taken = then[0] - first[0]
    if taken < 0:
        return Side.UNDECIDABLE, taken
    return (Side.DEVIATING if taken > limit else Side.CONFORMING), taken


def existence(times_done: int, at_least: int, at_most: int) -> Said:
    conforms = at_least <= times_done <= at_most
    return (Side.CONFORMING if conforms else Side.DEVIATING), times_done


def two_people(events: Iterable[Record], case: str, one: str, other: str) -> Said:
    """Return whether nobody did both of two activities in a case."""
    of_case = [each for each in events if each["case"] == case and each["at"] is not None]
    did_one = [each["actor"] for each in of_case if each["activity"] == one]
    did_other = [each["actor"] for each in of_case if each["activity"] == other]
    if not did_one or not did_other:
        return NA
    if {who for who in did_one if who} & {who for who in did_other if who}:
        return Side.DEVIATING, None
    if None in did_one or None in did_other:
        return Side.UNDECIDABLE, None
    return Side.CONFORMING, None


def two_names(one: str | None, other: str | None) -> Said:
    if one is None and other is None:
        return NA
    if one is None or other is None:
        return Side.UNDECIDABLE, None
    return (Side.DEVIATING if one == other else Side.CONFORMING), None


def threshold(value: Any, bound: Any) -> Said:
    if value is None or bound is None:
        return Side.UNDECIDABLE, value
    return (Side.DEVIATING if value > bound else Side.CONFORMING), value


def never(holds: bool | None) -> Said:  # noqa: FBT001 - the answer itself, which may be unknown
    if holds is None:
        return Side.UNDECIDABLE, None
    return (Side.DEVIATING if holds else Side.CONFORMING), None


def frequency(
    days: Sequence[int | None], unit: Record, longest: int, begins: int, ends: int
) -> Said | None:
    """Return what is said of a unit in whole days; nothing of one that was not there."""
    since = begins if unit["since"] is None else max(begins, unit["since"])
    until = ends if unit["until"] is None else min(ends, unit["until"])
    if since > until:
        return None
    known = [day for day in days if day is not None and day <= until]
    # Before its unit came, a record is of no interval.
    before = [day for day in known if day <= since] if since == begins else []
    points = [max(before) if before else since, *sorted(d for d in known if d > since), until]
    worst = max(after - day for day, after in pairwise(points))
    if worst > longest:
        return (Side.UNDECIDABLE if None in days else Side.DEVIATING), worst
    return (Side.CONFORMING if known else Side.NOT_APPLICABLE), worst


def coverage(days: Sequence[int | None], unit: Record, since: int, as_of: int, grace: int) -> Said:
    by_now = [day for day in days if day is not None and day <= as_of]
    age = as_of - max(by_now) if by_now else None
    covered = any(day >= since for day in by_now)
    joined, left = unit["since"], unit["until"]
    if (joined is not None and joined > as_of) or (left is not None and left < as_of):
        return Side.NOT_APPLICABLE, age
    if covered:
        return Side.CONFORMING, age
    if joined is not None and joined + grace >= as_of:
        return Side.NOT_APPLICABLE, age
    return (Side.UNDECIDABLE if None in days else Side.DEVIATING), age


def retention(days: Sequence[int | None], unit: Record, needed: int, begins: int) -> Said:
    known = [day for day in days if day is not None]
    if not known:
        return NA
    wanted = needed if unit["since"] is None else max(needed, unit["since"])
    young = min(known) - wanted
    if young <= 0:
        return Side.CONFORMING, young
    reaches_back = begins > needed and min(known) <= begins
    return (Side.UNDECIDABLE if reaches_back else Side.DEVIATING), young


def reconciled(link: str | None, at: int | None, others: Iterable[Record]) -> Said:
    """Return whether a link leads to another record that was approved by then."""
    if link is None:
        return Side.DEVIATING, None
    found = [each for each in others if each["id"] == link]
    first = [each["a_at"] for each in found if each["a_at"] is not None]
    if not first:
        return Side.DEVIATING, None
    if at is None:
        return Side.UNDECIDABLE, None
    return (Side.DEVIATING if at < min(first) else Side.CONFORMING), None
