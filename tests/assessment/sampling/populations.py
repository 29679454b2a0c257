"""Populations to draw from, and plans over them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from assay.assessment.sampling.plan import Asked, SamplePlan, plan_sample
from assay.assessment.sampling.stated_population import Candidate, state_candidates
from assay.standards.load import load_profile

AUDIT_ON = date(2026, 1, 31)
WINDOW_FROM = date(2025, 7, 31)
PROFILE = load_profile("isms-typical")


def records(many: int, *, sites: int = 1, teams: int = 1, days: int = 184) -> list[Candidate]:
    """Return records spread evenly over the days before the audit, sites and teams."""
    return [
        Candidate(
            f"R-{number:03}",
            AUDIT_ON - timedelta(days=number * days // many),
            f"site {number % sites}",
            f"team {number % teams}",
        )
        for number in range(many)
    ]


def on(*days: str) -> list[Candidate]:
    """Return a record of each day, called by it."""
    return [Candidate(day, date.fromisoformat(day)) for day in days]


def plan(
    candidates: Sequence[Candidate], seed: str = "seed", family: str = "drill", **asked: Any
) -> SamplePlan:
    """Return the plan of a draw from some records on the usual day."""
    return plan_sample(
        state_candidates(family, candidates), seed, AUDIT_ON, PROFILE, Asked(**asked)
    )


def keys(candidates: Iterable[Candidate]) -> set[str]:
    return {each.key for each in candidates}
