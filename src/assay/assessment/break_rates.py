"""How often chains break, by site and by step, out of how far each case came and where it broke."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assay.domain.trace import TraceStep
from assay.domain.trace_hop import HOPS, Hop


@dataclass(frozen=True, slots=True)
class BrokenCase:
    """One case whose chain is broken, and the first hop that breaks."""

    case: str
    site: str
    order: str
    reached: TraceStep
    hop: Hop


@dataclass(frozen=True, slots=True)
class BreakRate:
    """How many cases came to a step with a whole chain, and how many broke there."""

    site: str
    step: TraceStep
    cases: int
    broken: int

    @property
    def rate(self) -> Fraction | None:
        """Return the share that broke; nothing where no case came so far."""
        return Fraction(self.broken, self.cases) if self.cases else None


@dataclass(frozen=True, slots=True)
class CasesAlike:
    """How many cases of a site came to one step, and broke at one hop or at none."""

    site: str
    reached: int
    broken: int
    cases: int


def rate_breaks(counted: Iterable[CasesAlike]) -> Sequence[BreakRate]:
    """Return the rates of every site, and of all together under no name.

    Behind its first break a case says nothing any more, so it is not counted there.
    """
    counts: dict[tuple[str, TraceStep], list[int]] = {}
    for each in counted:
        at = HOPS[each.broken - 1].step if each.broken else None
        for step in TraceStep:
            if step <= (each.reached if at is None else at):
                for site in ("", each.site or "unnamed"):
                    told = counts.setdefault((site, step), [0, 0])
                    told[0] += each.cases
                    told[1] += each.cases if step is at else 0
    return [BreakRate(site, step, *told) for (site, step), told in sorted(counts.items())]
