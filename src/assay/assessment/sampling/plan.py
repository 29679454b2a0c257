"""What is settled before a draw: from what, by which seed, from which days, how many.

What a newcomer would get wrong: nothing in a plan was seen in a record.  The
plan can be shown before the population is opened, and the draw follows from the
two alone.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from assay.assessment.sampling.size import SampleSize, sample_size, size_asked_for
from assay.assessment.sampling.slices import Slice, cut
from assay.assessment.sampling.stated_population import StatedPopulation, must_be_stated
from assay.assessment.sampling.window import SampleWindow, sample_window
from assay.domain.frequency import Frequency
from assay.domain.stage_plan import Stage
from assay.standards.profile import Profile


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """One planned draw of Stage 2.

    ``only`` says which records of the family may be drawn, where not all may.
    """

    population: StatedPopulation
    seed: str
    window: SampleWindow
    size: SampleSize
    slices: tuple[Slice, ...]
    random_pct: int
    units: int = 1
    only: str = ""

    def __post_init__(self) -> None:
        must_be_stated(self.population)

    @property
    def stage(self) -> Stage:
        """Return the stage that draws; it is not a field, so no walk of Stage 1 can be one."""
        return Stage.STAGE_2

    @property
    def at_random(self) -> int:
        """Return how many of the records chance alone chooses, rounded up."""
        return -(-self.size.wanted * self.random_pct // 100)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is told of one control before its sample is planned."""

    every: Frequency | None = None
    units: int = 1
    flagged: bool = False
    size: int | None = None
    only: str = ""


def plan_sample(
    population: StatedPopulation,
    seed: str,
    as_of: date,
    profile: Profile,
    asked: Asked | None = None,
) -> SamplePlan:
    """Return the plan for a draw from one population on the day of the audit."""
    of = asked or Asked()
    stated = must_be_stated(population)
    window = sample_window(as_of, profile.whole("sampling.window_months"), of.every)
    expected = window.expected(of.units)
    size = (
        sample_size(
            profile,
            stated.family,
            stated.row_count if expected is None else expected,
            flagged=of.flagged,
        )
        if of.size is None
        else size_asked_for(of.size)
    )
    return SamplePlan(
        stated,
        seed,
        window,
        size,
        cut(window.window, size.wanted),
        profile.whole("sampling.random_pct"),
        of.units,
        of.only,
    )


def usual_seed(organisation: str, family: str, audit_on: date) -> str:
    """Return the seed where nobody names one: whoever knows the audit knows it, and nobody chose.

    It is short, for people read it out to each other.
    """
    return sha256(f"{organisation}/{family}/{audit_on}".encode()).hexdigest()[:12]
