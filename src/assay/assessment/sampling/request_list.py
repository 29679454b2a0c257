"""What the auditor asks for before Stage 2, by date: whole populations, never examples.

The organisation learns early which records have to be at hand and how many of
them will be looked at.  Which ones, the seed says on the day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assay.assessment.sampling.planned_sample import PlannedSample
from assay.domain.evidence_request import EvidenceRequest, RequestState
from assay.domain.stage_plan import Stage
from assay.standards.profile import Profile

DAYS = "sampling.request_days"


@dataclass(frozen=True, slots=True)
class AdvanceRequest:
    """One population to have at hand by a day; nothing dates it while Stage 2 has no day."""

    sample: PlannedSample
    due_on: date | None

    @property
    def asks(self) -> str:
        """Return the request in a sentence."""
        planned, window = self.sample, self.sample.window.window
        many = planned.size.wanted
        only = f"; only {planned.asked.only}" if planned.asked.only else ""
        return (
            f"{planned.title}: every record from {window.first_on} to {window.last_on}{only}; "
            f"the auditor draws {many}."
        )

    @property
    def because(self) -> tuple[str, ...]:
        """Return why so many, and why this weighs."""
        return (self.sample.size.because, *self.sample.reasons)

    def as_item(self) -> EvidenceRequest:
        """Return the request as the register has it."""
        return EvidenceRequest(
            key=f"S2-{self.sample.family}",
            stage=Stage.STAGE_2,
            asks=self.asks,
            requirement=", ".join((*self.sample.controls, *self.sample.clauses)),
            owner=self.sample.owners[0] if self.sample.owners else "",
            due_on=self.due_on,
            state=RequestState.REQUESTED,
        )


def advance_requests(
    samples: Iterable[PlannedSample], stage2_on: date | None, profile: Profile
) -> tuple[AdvanceRequest, ...]:
    """Return the requests by date, and of one day those first that weigh most.

    What Stage 1 flagged is asked for in twice the time, for more is drawn of it.
    """
    days = profile.whole(DAYS)
    found = [AdvanceRequest(each, _due_on(each, stage2_on, days)) for each in samples]
    return tuple(
        sorted(
            found,
            key=lambda each: (each.due_on or date.max, -each.sample.weight, each.sample.family),
        )
    )


def _due_on(sample: PlannedSample, stage2_on: date | None, days: int) -> date | None:
    if stage2_on is None:
        return None
    return stage2_on - timedelta(days=days * 2 if sample.asked.flagged else days)
