"""Kept results as pages show them: whether they are of this state, and what makes the next.

Looking at a page whose result is of an earlier state puts the assessment in line,
once; the page shows the earlier result meanwhile and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assay.actions.kept_results import ask_for_results, find_result
from assay.store.jobs.models import Job
from assay.web.visit import Visit


@dataclass(frozen=True)
class Result:
    """What there is to show, whether it is current, and the job that makes what is not."""

    body: Mapping[str, Any] | None
    current: bool
    job: Job | None

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - whatever the result holds
        return (self.body or {})[name]

    def get(self, name: str, usual: Any = None) -> Any:  # noqa: ANN401 - as above
        """Return a part of the result, or something else where there is none."""
        return (self.body or {}).get(name, usual)


def result_for(visit: Visit, kind: str) -> Result:
    """Return the result of a kind as of the day of a visit; put it in line where it is missing."""
    shown = find_result(visit.dossier, visit.day, kind)
    if shown is not None and shown.current:
        return Result(shown.body, current=True, job=None)
    job = ask_for_results(visit.dossier, visit.day, visit.as_of, visit.standing.author)
    return Result(shown.body if shown else None, current=False, job=job)
