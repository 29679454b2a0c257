"""The event log of every job, and what passed between the systems about it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random

from assay.demo.draft import Row
from assay.demo.factory.clock import Moment, WorkingTime
from assay.demo.factory.hands import Hands
from assay.demo.factory.jobs import Job
from assay.demo.factory.making import batch_of, looks
from assay.demo.factory.world import World

Happening = tuple[str, Moment, str | None, str, str]
"""What happened, when, by whom, in which system, in which team."""


def record_flow(world: World, jobs: Iterable[tuple[Job, Hands]]) -> None:
    """Record the events of each job and its hand-overs between systems."""
    chance = world.chance("transfers")
    reviewers = {row["order"]: row["reviewer"] for row in world.draft.records["contract_review"]}
    for job, hands in jobs:
        times = world.clock[job.site]
        happened = _happened(job, hands, reviewers.get(job.order, ""))
        world.draft.record("event", _events(times, job, happened))
        world.draft.record("transfer", _transfers(times, job, chance))


def _happened(job: Job, hands: Hands, reviewer: str) -> list[Happening]:
    """Return everything that a job went through, in order."""
    cell = job.line.cell
    seen: list[Happening] = [
        ("enquiry received", job.enquired, None, "SYS-ERP", "U-COM"),
        ("order reviewed", job.reviewed, reviewer, "SYS-ERP", "U-COM"),
        ("order accepted", job.accepted, reviewer, "SYS-ERP", "U-COM"),
        ("job planned", job.planned, hands.planner, "SYS-ERP", "U-PLN"),
        ("material verified", job.verified, hands.keeper, "SYS-ERP", "U-PUR"),
        ("drawing revision confirmed", job.confirmed, hands.planner, "SYS-PDM", "U-PLN"),
        ("job started", job.started, hands.operator, "SYS-MES", cell),
        ("job finished", job.finished, hands.operator, "SYS-MES", cell),
        ("released", job.released, hands.releaser, "SYS-MES", "U-INS"),
        ("delivered", job.delivered, hands.dispatcher, "SYS-ERP", "U-LOG"),
    ]
    if job.sent:
        seen.append(("sent to special process", job.sent, hands.dispatcher, "SYS-ERP", "U-LOG"))
        seen.append(("back from special process", job.back, hands.dispatcher, "SYS-ERP", "U-LOG"))
    for kind, at, _, rejected in looks(job):
        inspector = hands.inspector if kind == "final" else hands.patrol
        word = "check" if kind == "in process" else "inspection" if kind == "final" else ""
        name = f"{kind} {word}".strip()
        verdict = "rejected" if rejected else "accepted"
        seen.append((f"{name} {verdict}", at, inspector, "SYS-CMM", "U-INS"))
    if turned := job.rejection:
        inspector = hands.inspector if turned.final else hands.patrol
        seen.append(("nonconformity raised", turned.at + 2, inspector, "SYS-QMS", "U-INS"))
        seen.append(("disposition decided", turned.disposed, hands.disposer, "SYS-QMS", "U-QUA"))
    return sorted(seen, key=lambda event: event[1])


def _events(times: WorkingTime, job: Job, happened: list[Happening]) -> Iterator[Row]:
    for number, (activity, at, actor, system, team) in enumerate(happened, start=1):
        if at > times.closing:
            return
        yield {
            "event_id": f"{job.key}#{number:02d}",
            "case": job.key,
            "activity": activity,
            "at": times.instant(at),
            "actor": actor,
            "system": system,
            "site": job.site,
            "team": team,
        }


def _transfers(times: WorkingTime, job: Job, chance: Random) -> Iterator[Row]:
    passed = [("IF-01", job.key, job.planned, job.quantity)]
    if job.first_of_revision:
        passed.append(("IF-03", f"{job.part.number}/{job.revision}", job.drawn, 1))
    passed.append(("IF-04", job.key, job.finished, job.quantity))
    passed += [
        ("IF-02", batch_of(job, count), made, quantity)
        for count, (quantity, made) in enumerate(job.batches)
    ]
    passed.append(("IF-05", job.key, job.inspected, job.quantity))
    for interface, what, at, quantity in passed:
        minutes = chance.randint(2, 12) if interface != "IF-04" else chance.randint(15, 110)
        if at > times.closing:
            continue
        sent = times.instant(at) + timedelta(minutes=1)
        yield {
            "transfer_id": f"{interface}:{what}",
            "interface": interface,
            "object": what,
            "sent_at": sent,
            "received_at": sent + timedelta(minutes=minutes),
            "sent_quantity": quantity,
            "received_quantity": quantity,
            "sent_revision": job.revision,
            "received_revision": job.revision,
            "site": job.site,
            "team": "U-IT" if interface == "IF-03" else job.line.cell,
        }
