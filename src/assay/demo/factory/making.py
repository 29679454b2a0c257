"""Records from the traveller to the lorry: work orders, batches, inspections, releases."""

from collections.abc import Iterable, Iterator
from random import Random

from assay.demo.draft import Row
from assay.demo.factory.clock import Moment, WorkingTime
from assay.demo.factory.hands import Hands
from assay.demo.factory.jobs import Job, lot_of
from assay.demo.factory.shop import calibrated, gauge_names
from assay.demo.factory.world import World


def record_making(world: World, jobs: Iterable[tuple[Job, Hands]]) -> None:
    """Record what the shop floor, inspection and dispatch did."""
    chance = world.chance("inspections")
    draft = world.draft
    for job, hands in jobs:
        times = world.clock[job.site]
        if job.planned <= times.closing:
            draft.record("work_order", [_work_order(times, job, hands)])
        draft.record("batch", _batches(times, job))
        draft.record("inspection", _inspections(world, times, job, hands, chance))
        if job.released <= times.closing:
            draft.record("release", [_release(times, job, hands)])
        draft.record("delivery", _deliveries(times, job))


def _work_order(times: WorkingTime, job: Job, hands: Hands) -> Row:
    begun, done = job.started <= times.closing, job.finished <= times.closing
    return {
        "job_id": job.key,
        "order": job.order,
        "part": job.part.number,
        "revision": job.revision,
        "quantity": job.quantity,
        "family": job.line.family,
        "planned_at": times.instant(job.planned),
        "started_at": times.instant(job.started) if begun else None,
        "finished_at": times.instant(job.finished) if done else None,
        "operator": hands.operator if begun else None,
        "machine": job.machine if begun else None,
        "source": "SYS-MES",
        "site": job.site,
        "team": job.line.cell,
    }


def batch_of(job: Job, count: int) -> str:
    """Return the number of one batch of a job."""
    return f"{job.key}/{count + 1}"


def _batches(times: WorkingTime, job: Job) -> Iterator[Row]:
    for count, (quantity, made) in enumerate(job.batches):
        if made <= times.closing:
            yield {
                "batch_id": batch_of(job, count),
                "job": job.key,
                "lot": lot_of(job, count),
                "quantity": quantity,
                "made_at": times.instant(made),
                "machine": job.machine,
                "site": job.site,
                "team": job.line.cell,
            }


def looks(job: Job) -> Iterator[tuple[str, Moment, int, int]]:
    """Yield every look at a job: its kind, its moment, parts looked at, parts turned down."""
    turned = job.rejection
    if job.first_of_revision:
        yield "first article", job.proven, 1, 0
    many = min(job.quantity, 5)
    if turned and not turned.final:
        yield "in process", turned.at, many, min(turned.rejected, many)
        yield "in process", turned.closed, many, 0
    else:
        yield "in process", job.checked, many, 0
    if turned and turned.final:
        yield "final", turned.at, job.quantity, turned.rejected
    yield "final", job.inspected, job.quantity, 0


def _inspections(
    world: World, times: WorkingTime, job: Job, hands: Hands, chance: Random
) -> Iterator[Row]:
    gauges = gauge_names(job.site)
    for number, (kind, at, inspected, rejected) in enumerate(looks(job), start=1):
        gauge = chance.choice(gauges)
        if at > times.closing:
            return
        _, valid_until = calibrated(world, gauge, times.day_of(at))
        one_batch = kind == "final" and len(job.batches) == 1
        yield {
            "inspection_id": f"IR-{job.site}-{job.number:05d}-{number}",
            "job": job.key,
            "batch": batch_of(job, 0) if one_batch else None,
            "kind": kind,
            "revision": job.revision,
            "inspected_at": times.instant(at),
            "inspector": hands.inspector if kind == "final" else hands.patrol,
            "gauge": gauge,
            "gauge_valid_until": valid_until,
            "inspected": inspected,
            "rejected": rejected,
            "result": "rejected" if rejected else "accepted",
            "site": job.site,
            "team": "U-INS",
        }


def concession_of(job: Job) -> str | None:
    """Return the customer's concession under which a turned-down part was accepted, if any."""
    turned = job.rejection
    if turned and turned.final and job.number % 9 == 0:
        return f"CC-{job.site}-{job.number:05d}"
    return None


def _release(times: WorkingTime, job: Job, hands: Hands) -> Row:
    return {
        "release_id": f"RL-{job.site}-{job.number:05d}",
        "job": job.key,
        "quantity": job.quantity,
        "released_at": times.instant(job.released),
        "released_by": hands.releaser,
        "certificate": f"COC-{job.site}-{job.number:05d}",
        "concession": concession_of(job),
        "site": job.site,
        "team": "U-INS",
    }


def _deliveries(times: WorkingTime, job: Job) -> Iterator[Row]:
    parcels = len(job.shipments)
    for count, (quantity, at) in enumerate(job.shipments):
        every = range(len(job.batches)) if parcels == 1 else [count]
        if at <= times.closing:
            yield {
                "delivery_id": f"DN-{job.site}-{job.number:05d}-{count + 1}",
                "job": job.key,
                "order": job.order,
                "customer": job.customer,
                "delivered_at": times.instant(at),
                "quantity": quantity,
                "promised_on": job.promised,
                "batches": "; ".join(batch_of(job, batch) for batch in every),
                "site": job.site,
                "team": "U-LOG",
            }
