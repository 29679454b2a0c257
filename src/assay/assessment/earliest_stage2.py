"""The earliest date on which Stage 2 can honestly be held, and the control that binds it.

A control has to have left records for some calendar months, and to have gone
through its first cycle and passed.  The certification body's gap after Stage 1
holds beside it.  Longer preparation moves none of this; older records do.

What a newcomer would get wrong: the weeks of fresh evidence that a flagged
control needs come on top of the months since its first record and never instead
of them.  Weeks are enough for the fresh part only because older records are
there; a control that was born after it was flagged has no older ones, and its
months begin anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assay.checks.facts.calendar import months_after
from assay.standards.profile import Profile

MIN_MONTHS: Final = "evidence.min_months"
FLAGGED_WEEKS: Final = "evidence.flagged_min_weeks"
GAP_WEEKS: Final = "gap.min_weeks"


@dataclass(frozen=True, slots=True)
class ControlRecords:
    """What is known of one control: its first record, and when its first cycle had passed.

    ``flagged_on`` is the day from which fresh evidence was asked for, most often
    the end of Stage 1.  ``cycle`` is empty where the control has no rhythm; a
    cycle that has one and has not passed yet has no day.  ``why_none`` says why
    there is no record, where anybody knows.
    """

    control: str
    first_on: date | None
    cycle: str = ""
    first_passed_on: date | None = None
    flagged_on: date | None = None
    why_none: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """One reason why Stage 2 cannot be before a day."""

    what: str
    earliest_on: date
    because: str


@dataclass(frozen=True, slots=True)
class Undated:
    """One control that keeps Stage 2 from having any honest date, and why."""

    control: str
    why: str


@dataclass(frozen=True, slots=True)
class EarliestStage2:
    """The bounds, the latest first; what is undated keeps the answer at none yet."""

    bounds: tuple[Bound, ...]
    undated: tuple[Undated, ...]

    @property
    def binding(self) -> Bound | None:
        """Return what binds the date: the latest of all bounds."""
        return self.bounds[0] if self.bounds else None

    @property
    def earliest_on(self) -> date | None:
        """Return the date; none yet while a control has none."""
        if self.undated or not self.bounds:
            return None
        return self.bounds[0].earliest_on

    def allows(self, stage2_on: date) -> bool:
        """Say whether Stage 2 may honestly be held on a day; without a date it may on none."""
        return self.earliest_on is not None and self.earliest_on <= stage2_on


def earliest_stage2(
    controls: Iterable[ControlRecords], stage1_ended_on: date | None, profile: Profile
) -> EarliestStage2:
    """Return when Stage 2 can honestly be held at the earliest."""
    bounds: list[Bound] = []
    undated: list[Undated] = []
    many = 0
    for each in controls:
        many += 1
        if why := _why_undated(each):
            undated.append(Undated(each.control, why))
        bounds.extend(_bounds(each, profile))
    if not many:
        undated.append(Undated("no control", "no control was looked at"))
    if stage1_ended_on is not None:
        bounds.append(_gap(stage1_ended_on, profile))
    bounds.sort(key=lambda bound: (-bound.earliest_on.toordinal(), bound.what, bound.because))
    return EarliestStage2(tuple(bounds), tuple(sorted(undated, key=lambda each: each.control)))


def _why_undated(of: ControlRecords) -> str:
    if of.first_on is None:
        return of.why_none or "there is no record of it"
    if of.cycle and of.first_passed_on is None:
        return f"its first {of.cycle} cycle has not passed"
    return ""


def _bounds(of: ControlRecords, profile: Profile) -> Iterator[Bound]:
    if of.first_on is not None:
        months = profile.whole(MIN_MONTHS)
        yield Bound(
            of.control,
            months_after(of.first_on, months),
            f"its first record is of {of.first_on}, and {months} months follow",
        )
        yield from _fresh(of, profile)
    if of.first_passed_on is not None:
        yield Bound(
            of.control,
            of.first_passed_on,
            f"its first {of.cycle or 'own'} cycle passed on {of.first_passed_on}",
        )


def _fresh(of: ControlRecords, profile: Profile) -> Iterator[Bound]:
    if of.first_on is None or of.flagged_on is None or of.first_on >= of.flagged_on:
        return
    weeks = profile.whole(FLAGGED_WEEKS)
    yield Bound(
        of.control,
        of.flagged_on + timedelta(weeks=weeks),
        f"it was flagged on {of.flagged_on}, and {weeks} weeks of fresh records follow",
    )


def _gap(stage1_ended_on: date, profile: Profile) -> Bound:
    weeks = profile.whole(GAP_WEEKS)
    return Bound(
        "gap",
        stage1_ended_on + timedelta(weeks=weeks),
        f"{weeks} weeks follow the end of Stage 1 on {stage1_ended_on}",
    )
