"""What a check came to: what it looked at, what departs, and what could not be told.

A check proposes nothing and grades nothing by itself; where a rule of the
profile ties a grade to a measured fact, the deviation carries that grade.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from assay.domain.figures import Figures
from assay.domain.grade import Grade
from assay.domain.item import Item


class Verdict(StrEnum):
    """The three things a check can come to."""

    CONFORMS = "conforms"
    DEVIATES = "deviates"
    NOT_TESTED = "not tested"


class Member(NamedTuple):
    """One thing that a check looked at, and the site it belongs to ("" for none in particular)."""

    key: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a measured value was held against, and who says so."""

    value: str
    stated_in: str


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that departs from what it is held against.

    ``reason`` tells apart the ways in which one check can find fault.
    ``blocks`` says that Stage 1 cannot end in "ready" while this stands.
    ``signal`` says that it is a reason to look closer and no finding by itself.
    ``figures`` are those of the population test that found it, where one did.
    """

    about: tuple[str, ...]
    says: str
    measured: str = ""
    threshold: Threshold | None = None
    evidence: tuple[str, ...] = ()
    site: str = ""
    reason: str = ""
    grade: Grade | None = None
    blocks: bool = False
    signal: bool = False
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that could not be told, and why."""

    key: str
    why: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a check looked at and what it saw.

    Nothing looked at is not tested; something unknown is never green.
    ``figures`` has every population test that was run, kept promises included.
    """

    population: tuple[Member, ...]
    deviations: tuple[Deviation, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    nothing_because: str = ""
    figures: tuple[Figures, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return what may be said on the whole."""
        if self.deviations:
            return Verdict.DEVIATES
        if not self.population or self.unknown:
            return Verdict.NOT_TESTED
        return Verdict.CONFORMS

    @property
    def why_not_tested(self) -> str:
        """Return why nothing, or not everything, could be told."""
        if not self.population:
            return self.nothing_because
        some = f"{len(self.unknown)} of {len(self.population)} cannot be told"
        whys = dict.fromkeys(each.why for each in self.unknown)
        return f"{some}: {'; '.join(whys)}" if self.unknown else ""


def members(items: Iterable[Item]) -> tuple[Member, ...]:
    """Return items as what a check looked at."""
    return tuple(Member(item.key, item.site) for item in items)


def looked_at(
    population: Iterable[Item | Member],
    deviations: Iterable[Deviation] = (),
    *,
    unknown: Iterable[Unknown] = (),
    nothing_because: str,
    figures: Iterable[Figures] = (),
) -> Looked:
    """Return what a check came to; ``nothing_because`` says why where the population is empty.

    Deviations are put in order, so that no order of items ever shows in a result.
    """
    looked = tuple(
        each if isinstance(each, Member) else Member(each.key, each.site) for each in population
    )
    return Looked(
        tuple(sorted(looked)),
        tuple(sorted(deviations, key=lambda each: (each.about, each.reason, each.says))),
        tuple(sorted(unknown, key=lambda each: (each.key, each.why))),
        "" if looked else nothing_because,
        tuple(figures),
    )
