"""Draws a sample in the database that holds the records, and brings back only what was drawn."""

from functools import partial

from sqlglot import exp

from assay.assessment.sampling.draw import Sample
from assay.assessment.sampling.plan import SamplePlan
from assay.assessment.sampling.queried_records import draw_by_queries
from assay.claims.drawing import day_column
from assay.engine.backend import Backend
from assay.engine.running import run_query


def draw_where_it_lies(
    backend: Backend, plan: SamplePlan, *, at: str = "", where: exp.Expr | None = None
) -> Sample:
    """Draw from the population of the plan's family, by the days that its family is told by."""
    members = backend.relations()[plan.population.family]
    column = at or day_column(plan.population.family, members)
    return draw_by_queries(partial(run_query, backend), plan, members, column, where)
