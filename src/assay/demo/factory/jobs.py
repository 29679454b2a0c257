"""Plans every job of the window, from the enquiry to the lorry, moment by moment.

The plan runs past the audit date; what is written down ends there.  So jobs
are in hand on the audit date as in any works, and none of their records comes
from the future.

Two rules keep revisions sound.  A drawing gets its next revision only when
all earlier jobs of the part have been delivered, and a job of a new revision
is alone until its first article has passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from assay.demo.factory.clock import Moment, WorkingTime
from assay.demo.factory.facts import PLACES
from assay.demo.factory.shop import Line, Part, Shop
from assay.demo.factory.world import World

WINDOW_DAYS = 425
"""How far back the records go."""

_ORDERS_A_DAY = 13.6
_WON = 0.74
_SEASON = {8: 0.62, 12: 0.78, 1: 0.94}
_NEW_REVISION = 0.16
_FINAL_REJECT = 0.027
_PROCESS_REJECT = 0.013


@dataclass(frozen=True, slots=True)
class Rejection:
    """Parts that failed a check, and how that went on."""

    at: Moment
    rejected: int
    contained: Moment
    disposed: Moment
    closed: Moment
    final: bool


@dataclass(slots=True)
class Job:
    """One order for one part, with every moment of its life."""

    number: int
    line: Line
    part: Part
    customer: str
    quantity: int
    enquired: Moment
    won: bool
    revision: str = ""
    first_of_revision: bool = False
    reviewed: Moment = 0
    accepted: Moment = 0
    drawn: Moment = 0
    planned: Moment = 0
    ordered: Moment = 0
    received: Moment = 0
    verified: Moment = 0
    confirmed: Moment = 0
    started: Moment = 0
    proven: Moment = 0
    checked: Moment = 0
    finished: Moment = 0
    sent: Moment = 0
    back: Moment = 0
    inspected: Moment = 0
    released: Moment = 0
    delivered: Moment = 0
    machine: str = ""
    lots: int = 1
    batches: list[tuple[int, Moment]] = field(default_factory=list)
    rejection: Rejection | None = None
    shipments: list[tuple[int, Moment]] = field(default_factory=list)
    promised: date | None = None

    @property
    def site(self) -> str:
        """Return where the job is made."""
        return self.line.site

    @property
    def key(self) -> str:
        """Return the job's number on the traveller."""
        return f"WO-{self.site}-{self.number:05d}"

    @property
    def order(self) -> str:
        """Return the customer order that the job fills."""
        return f"SO-{self.site}-{self.number:05d}"

    @property
    def enquiry(self) -> str:
        """Return the enquiry that the order came from."""
        return f"ENQ-{self.site}-{self.number:05d}"


def lot_of(job: Job, batch: int) -> str:
    """Return the material lot that a batch of the job is made from."""
    return f"L-{job.site}-{job.number:05d}-{batch + 1 if job.lots > 1 else 1}"


def plan_jobs(world: World, shop: Shop) -> list[Job]:
    """Return every enquiry of the window, with the job that came of it if one did."""
    return [job for place in PLACES for job in _plan_site(world, shop, place.key)]


def _plan_site(world: World, shop: Shop, site: str) -> Iterator[Job]:
    times = world.clock[site]
    chance = world.chance(f"jobs/{site}")
    lines = [line for line in shop.lines if line.site == site]
    weights = [line.weight for line in lines]
    share = sum(weights) / sum(line.weight for line in shop.lines)
    rate = _ORDERS_A_DAY * share / _WON * world.scale
    number = 400
    for count in range(
        times.count_before(world.as_of - timedelta(days=WINDOW_DAYS)), times.closing // 1440 + 1
    ):
        season = _SEASON.get(times.days[count].month, 1.03)
        for enquired in _arrivals(chance, count, rate * season):
            number += 1
            line = chance.choices(lines, weights)[0]
            yield _plan(chance, times, shop, line, number, enquired)


def _arrivals(chance: Random, day: int, rate: float) -> list[Moment]:
    many = int(rate * chance.uniform(0.55, 1.45) + chance.random())
    return sorted(day * 1440 + chance.randint(8 * 60, 16 * 60 + 50) for _ in range(many))


def _plan(
    chance: Random, times: WorkingTime, shop: Shop, line: Line, number: int, enquired: Moment
) -> Job:
    part = _choose(chance, shop.parts[line.cell], enquired)
    job = Job(
        number=number,
        line=line,
        part=part,
        customer=part.customer,
        quantity=chance.randint(*line.quantity),
        enquired=enquired,
        won=chance.random() < _WON,
    )
    if job.won:
        _take_order(chance, times, job)
        _buy(chance, times, job)
        _make(chance, times, shop, job)
        _deliver(chance, times, job)
    return job


def _choose(chance: Random, parts: list[Part], enquired: Moment) -> Part:
    while True:
        part = parts[int(len(parts) * chance.random() ** 1.35)]
        if part.settled <= enquired:
            return part


def _take_order(chance: Random, times: WorkingTime, job: Job) -> None:
    part = job.part
    job.reviewed = times.office(chance, job.enquired, 1, 3)
    job.accepted = times.office(chance, job.reviewed, 0, 2)
    wanted = not part.revision or chance.random() < _NEW_REVISION
    if wanted and part.busy_until < job.enquired:
        part.revision = chr(ord(part.revision) + 1) if part.revision else chance.choice("ABC")
        job.first_of_revision = True
        job.drawn = part.settled = times.office(chance, job.accepted, 1, 3)
    job.revision = part.revision
    job.planned = times.office(chance, max(job.accepted, job.drawn), 0, 2)


def _buy(chance: Random, times: WorkingTime, job: Job) -> None:
    job.ordered = times.office(chance, job.planned, 0, 1)
    job.received = times.office(chance, job.ordered, 3, 9)
    job.verified = times.office(chance, job.received, 0, 1)
    job.confirmed = times.shift(chance, job.verified, 0, 1)


def _make(chance: Random, times: WorkingTime, shop: Shop, job: Job) -> None:
    line, part = job.line, job.part
    ready = max(times.shift(chance, job.confirmed, 0, 2), part.proven + 30)
    free = shop.free[line.cell]
    job.machine = min(free, key=lambda name: (free[name], name))
    job.started = times.run(max(ready, free[job.machine] + 20), 1)
    minutes = chance.randint(*line.minutes)
    if job.first_of_revision:
        minutes += 240
        job.proven = part.proven = times.run(job.started, minutes // 4)
    job.checked = times.run(job.started, minutes // 2)
    begun = job.checked
    if chance.random() < _PROCESS_REJECT:
        job.rejection = _reject(chance, times, job, job.checked, final=False)
        begun = job.rejection.closed
    middle = times.run(begun, max(15, minutes // 4))
    job.finished = times.run(begun, max(40, minutes // 2))
    free[job.machine] = job.finished
    last = times.run(begun, max(30, minutes // 2 - 8))
    if job.quantity >= 16 and chance.random() < 0.42:
        half = job.quantity // 2
        job.batches = [(half, middle), (job.quantity - half, last)]
        job.lots = 2 if chance.random() < 0.3 else 1
    else:
        job.batches = [(job.quantity, last)]


def soon(chance: Random, times: WorkingTime, at: Moment) -> Moment:
    """Return a moment within the half-hour, and not after the records end if they go on now."""
    later = at + chance.randint(4, 26)
    return later if at > times.closing else min(later, times.closing)


def _reject(chance: Random, times: WorkingTime, job: Job, at: Moment, *, final: bool) -> Rejection:
    contained = soon(chance, times, at + 2)
    disposed = times.office(chance, contained, 0, 6)
    closed = times.shift(chance, disposed, 1, 3)
    rejected = chance.randint(1, max(1, job.quantity // 4))
    return Rejection(at, rejected, contained, disposed, closed, final)


def _deliver(chance: Random, times: WorkingTime, job: Job) -> None:
    at = job.finished
    if job.part.treated:
        job.sent = times.shift(chance, at, 0, 1)
        at = job.back = times.shift(chance, job.sent, 2, 5)
    job.inspected = times.shift(chance, at, 0, 1)
    if job.rejection is None and chance.random() < _FINAL_REJECT:
        job.rejection = _reject(chance, times, job, job.inspected, final=True)
        job.inspected = times.shift(chance, job.rejection.disposed, 1, 2)
        # The report is closed on the strength of the second look.
        closed = times.shift(chance, job.inspected, 0, 0)
        was = job.rejection
        job.rejection = Rejection(
            was.at, was.rejected, was.contained, was.disposed, closed, final=True
        )
    done = max(job.inspected, job.rejection.closed if job.rejection else 0)
    job.released = times.shift(chance, done, 0, 1)
    job.delivered = times.office(chance, job.released, 0, 1)
    job.shipments = [(job.quantity, job.delivered)]
    if len(job.batches) > 1 and chance.random() < 0.35:
        first = job.delivered
        job.delivered = times.office(chance, first, 1, 2)
        job.shipments = [(job.batches[0][0], first), (job.batches[1][0], job.delivered)]
    job.part.busy_until = max(job.part.busy_until, job.delivered)
    job.promised = _promise(chance, times, job)


def _promise(chance: Random, times: WorkingTime, job: Job) -> date:
    count = job.delivered // 1440
    month = times.days[count].month
    # Some months are harder than others, and a rejected job is seldom on time.
    late = 0.012 + 0.0035 * ((month * 5 + len(job.site) + ord(job.site[2])) % 11)
    if job.rejection:
        late = 0.4
    if chance.random() < late:
        return times.days[count - chance.randint(1, 4)]
    return times.days[count + chance.choice((0, 0, 1, 1, 2, 3, 4, 5))]
