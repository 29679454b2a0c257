"""What kinds that join two families say, worked out record by record with lists.

Slow and plain on purpose: it shares nothing with what compiles tests to SQL.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assay.claims.tally import Side
from tests.engine.backends import DAY
from tests.engine.oracle import NA, Said

Record = Mapping[str, Any]


def belonging(keys: Sequence[Any], others: Sequence[tuple[Sequence[Any], int | None]]) -> list[Any]:
    """Return when those came about that say the same; what is not said is never the same."""
    if None in keys:
        return []
    return [at for theirs, at in others if tuple(theirs) == tuple(keys)]


def matched(found: Sequence[int | None]) -> Said:
    dated = [at for at in found if at is not None]
    return (Side.CONFORMING if dated else Side.DEVIATING), None


def matched_before(found: Sequence[int | None], then: int | None, *, by_day: bool = False) -> Said:
    if then is None:
        return NA
    dated = [at for at in found if at is not None]
    if not dated:
        return Side.DEVIATING, None
    first = min(dated)
    if by_day:
        first, then = first // DAY * DAY, then // DAY * DAY
    taken = then - first
    if taken == 0:
        return Side.UNDECIDABLE, taken
    return (Side.CONFORMING if taken > 0 else Side.DEVIATING), taken


def holds(span: Record, at: int, *, last_day_counts: bool) -> bool | None:
    """Return whether a span holds at a moment; nothing where that cannot be told."""
    if last_day_counts:
        day, begins, ends = at // DAY * DAY, span["from_on"], span["until_on"]
        if begins is None:
            return None
        return bool(begins <= day and (ends is None or day <= ends))
    begins, ends = span["from_at"], span["until_at"]
    if ends is not None and ends <= at:
        return False
    if begins is None:
        return None
    return bool(begins <= at)


def valid(
    about: str | None,
    values: Sequence[str | None],
    at: int | None,
    spans: Sequence[Record],
    *,
    last_day_counts: bool,
    complete: bool,
) -> Said:
    if at is None:
        return NA
    own = [each for each in spans if about is not None and each["of"] == about]
    fitting = [
        each for each in own if not values or each["value"] is None or each["value"] in values
    ]
    held = [holds(each, at, last_day_counts=last_day_counts) for each in fitting]
    if True in held:
        return Side.CONFORMING, None
    if None in held or about is None or (values and not any(values)):
        return Side.UNDECIDABLE, None
    others = any(holds(each, at, last_day_counts=last_day_counts) is True for each in own)
    if complete or fitting or others:
        return Side.DEVIATING, None
    return Side.UNDECIDABLE, None


def balanced(out: Sequence[Record], into: Sequence[Any], begins: int, ends: int) -> Said:
    """Return what is said of one key: what went out under it, and the quantities that came in."""
    asked = any(each["a_at"] is None or begins <= each["a_at"] < ends for each in out)
    if not asked or not into:
        return NA
    quantities = [each["value"] for each in out]
    if None in quantities or None in into:
        return Side.UNDECIDABLE, None
    more = sum(quantities) - sum(into)
    return (Side.DEVIATING if more > 0 else Side.CONFORMING), more


def agreed(pairs: Sequence[tuple[Any, Any]]) -> Said:
    if any(None not in pair and pair[0] != pair[1] for pair in pairs):
        return Side.DEVIATING, None
    whole = [pair for pair in pairs if None not in pair]
    silent = [pair for pair in pairs if pair == (None, None)]
    if not whole or len(whole) + len(silent) < len(pairs):
        return Side.UNDECIDABLE, None
    return Side.CONFORMING, None
