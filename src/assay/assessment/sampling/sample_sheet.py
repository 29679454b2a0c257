"""One sample with all that stands beside it: its plan, its figures, and what it might have missed.

The whole population was tested as well, so beside the sample stands the chance
that it meets the deviations that there are, and what three records, and five,
would have had as theirs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from sqlglot import exp

from assay.assessment.sampling.draw import Sample
from assay.assessment.sampling.plan import plan_sample, usual_seed
from assay.assessment.sampling.planned_sample import (
    CHANGE,
    PRODUCTION_ONLY,
    asked_of,
    production_systems,
)
from assay.assessment.sampling.queried_records import draw_by_queries
from assay.assessment.sampling.stated_population import state_sources
from assay.assessment.sampling.statistics import SampleStatistics
from assay.checks.operation import Operation
from assay.claims.drawing import day_column
from assay.claims.expressions import column, one_of
from assay.claims.members import Members
from assay.domain.errors import RefusedError
from assay.domain.figures import Figures

SUPPOSED_RATE: Final = Fraction(1, 10)
"""The rate of deviations for which the power of every sample is told."""

NO_PRODUCTION: Final = "every change, for nothing says which systems are in production"


@dataclass(frozen=True, slots=True)
class Beside:
    """One population test over the family, and the chances of samples to meet what it found."""

    check: str
    figures: Figures
    statistics: SampleStatistics


@dataclass(frozen=True, slots=True)
class SampleSheet:
    """A sample, whether its seed was named by anybody, and the figures beside it."""

    organisation: str
    profile: str
    sample: Sample
    seed_named: bool
    statistics: SampleStatistics
    tested: tuple[Beside, ...] = ()


def draw_of_family(
    operation: Operation,
    family: str,
    seed: str = "",
    *,
    size: int | None = None,
    flagged: bool = False,
) -> Sample:
    """Draw from all records of a family; the seed follows from the audit where nobody names one."""
    members = operation.members(family)
    if members is None:
        known = ", ".join(operation.populations.families()) or "none"
        raise RefusedError(f"there are no records of {family}; expected one of {known}.")
    asked = replace(asked_of(operation, family, flagged=flagged), size=size)
    where = None
    if family == CHANGE:
        where = _in_production(operation, members)
        asked = replace(asked, only=PRODUCTION_ONLY if where is not None else NO_PRODUCTION)
    chosen = seed or usual_seed(operation.dossier.organisation, family, operation.as_of)
    stated = state_sources(family, operation.populations.statements(family))
    plan = plan_sample(stated, chosen, operation.as_of, operation.profile, asked)
    at = day_column(family, members)
    return draw_by_queries(operation.populations.rows, plan, members, at, where)


def _in_production(operation: Operation, members: Members) -> exp.Expr | None:
    systems = sorted(production_systems(operation))
    if not systems or "system" not in members.columns:
        return None
    return one_of(column("system"), systems)


def sample_sheet(
    operation: Operation, sample: Sample, figures: Iterable[tuple[str, Figures]], *, named: bool
) -> SampleSheet:
    """Return a sample with its figures, and the tests that were run over its family."""
    size = len(sample.records)
    return SampleSheet(
        operation.dossier.organisation,
        operation.profile.name,
        sample,
        named,
        SampleStatistics(sample.in_window, size),
        tuple(_beside(sample.plan.population.family, size, figures)),
    )


def _beside(family: str, size: int, figures: Iterable[tuple[str, Figures]]) -> Iterator[Beside]:
    for check, each in figures:
        concerned = each.deviating + each.conforming + each.undecidable
        if each.family == family and concerned and not each.not_tested_because:
            yield Beside(check, each, SampleStatistics(concerned, size, each.deviating))
