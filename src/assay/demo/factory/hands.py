"""Who did what on a job: each qualified on the day, and never the wrong two the same."""

from dataclasses import dataclass
from random import Random

from assay.demo.factory.jobs import Job
from assay.demo.factory.shop import Shop
from assay.demo.factory.world import World


@dataclass(frozen=True, slots=True)
class Hands:
    """Who did what on one job."""

    keeper: str
    planner: str
    operator: str
    patrol: str
    inspector: str
    releaser: str
    disposer: str
    dispatcher: str


def choose_hands(world: World, shop: Shop, job: Job, chance: Random) -> Hands:
    """Return the people of a job; each qualified on the day, the releaser none of the others."""
    times = world.clock[job.site]
    operator = shop.crew(job.site, job.line.cell).on(chance, times.day_of(job.started))
    inspectors = shop.crew(job.site, "inspection")
    inspector = inspectors.on(chance, times.day_of(job.inspected))
    turned_down = job.rejection.disposed if job.rejection else job.inspected
    return Hands(
        keeper=shop.crew(job.site, "stores").on(chance, times.day_of(job.verified)),
        planner=shop.crew(job.site, "planning").on(chance, times.day_of(job.planned)),
        operator=operator,
        patrol=inspectors.on(chance, times.day_of(job.checked)),
        inspector=inspector,
        releaser=shop.crew(job.site, "release").on(chance, times.day_of(job.released)),
        disposer=shop.crew(job.site, "quality").on(chance, times.day_of(turned_down)),
        dispatcher=shop.crew(job.site, "dispatch").on(chance, times.day_of(job.delivered)),
    )
