"""Who did what on a job: each qualified on the day, and never the wrong two the same."""

from dataclasses import dataclass
from random import Random

from assay.demo.factory.clock import Moment
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
    turned = job.rejection

    def one(post: str, first: Moment, last: Moment) -> str:
        crew = shop.crew(job.site, post)
        return crew.on(chance, times.day_of(first), times.day_of(last))

    looked = turned.at if turned and turned.final else job.inspected
    patrolled = turned.closed if turned and not turned.final else job.checked
    decided = turned.disposed if turned else job.inspected
    return Hands(
        keeper=one("stores", job.verified, job.verified),
        planner=one("planning", job.planned, job.confirmed),
        operator=one(job.line.cell, job.started, job.finished),
        patrol=one("inspection", min(job.proven or job.checked, job.checked), patrolled),
        inspector=one("inspection", looked, job.inspected),
        releaser=one("release", job.released, job.released),
        disposer=one("quality", decided, decided),
        dispatcher=one("dispatch", job.finished, job.delivered),
    )
