"""Nonconforming parts, complaints, and the corrective actions that follow from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from assay.demo.draft import Row
from assay.demo.factory.clock import Moment, WorkingTime
from assay.demo.factory.hands import Hands
from assay.demo.factory.jobs import Job, soon
from assay.demo.factory.making import batch_of, concession_of
from assay.demo.factory.packed import packed_toml
from assay.demo.factory.shop import Shop
from assay.demo.factory.world import World

_COMPLAINED = 0.0105
_DISPOSITIONS = ("rework", "rework", "rework", "scrap and replace from the same lot")


@dataclass(slots=True)
class Trouble:
    """One nonconformity, wherever it came to light."""

    job: Job
    raised: Moment
    raised_by: str
    quantity: int
    contained: Moment
    disposed: Moment
    disposed_by: str
    closed: Moment
    disposition: str
    about: str
    story: dict[str, Any]
    complaint: str = ""
    followed_up: bool = False
    key: str = ""


@dataclass(slots=True)
class _Book:
    """What is collected of one site before it is numbered in the order of time."""

    troubles: list[Trouble] = field(default_factory=list)
    complaints: list[Row] = field(default_factory=list)


def record_quality(world: World, shop: Shop, jobs: Iterable[tuple[Job, Hands]]) -> None:
    """Record nonconformity reports, complaints and corrective actions."""
    table = packed_toml("tables/troubles.toml")
    books = {site: _Book() for site in world.clock.sites}
    chance = world.chance("quality")
    for job, hands in jobs:
        times = world.clock[job.site]
        stories = [row for row in table["trouble"] if job.line.family in row["lines"]]
        if job.rejection and job.rejection.at + 2 <= times.closing:
            books[job.site].troubles.append(_in_house(chance, job, hands, stories))
        if chance.random() < _COMPLAINED:
            about = chance.choice(table["complaint"])["about"]
            _complain(world, shop, chance, job, about, stories, books[job.site])
    for site, book in books.items():
        _write(world, site, book)


def _in_house(chance: Random, job: Job, hands: Hands, stories: list[dict[str, Any]]) -> Trouble:
    turned = job.rejection
    if turned is None:
        raise ValueError(f"{job.key} had nothing turned down")
    story = chance.choice(stories)
    disposition = chance.choice(_DISPOSITIONS)
    if concession_of(job):
        disposition = f"use as it is under customer concession {concession_of(job)}"
    return Trouble(
        job=job,
        raised=turned.at + 2,
        raised_by=hands.inspector if turned.final else hands.patrol,
        quantity=turned.rejected,
        contained=turned.contained,
        disposed=turned.disposed,
        disposed_by=hands.disposer,
        closed=turned.closed + 4,
        disposition=disposition,
        about=story["about"],
        story=story,
        followed_up=chance.random() < 0.24,
    )


def _complain(
    world: World,
    shop: Shop,
    chance: Random,
    job: Job,
    about: str,
    stories: list[dict[str, Any]],
    book: _Book,
) -> None:
    times = world.clock[job.site]
    received = times.office(chance, job.delivered, 6, 45)
    answered = times.office(chance, received, 1, 3)
    raised = times.office(chance, received, 0, 1)
    contained = soon(chance, times, raised)
    disposed = times.office(chance, max(contained, answered), 0, 4)
    closed = times.office(chance, disposed, 3, 12)
    if received > times.closing:
        return
    key = f"CP-{job.site}-{job.number:05d}"
    trouble = Trouble(
        job=job,
        raised=raised,
        raised_by=_customer_quality(world, job.site),
        quantity=chance.randint(1, max(1, job.quantity // 5)),
        contained=contained,
        disposed=disposed,
        disposed_by=shop.crew(job.site, "quality").on(chance, times.day_of(disposed)),
        closed=closed,
        disposition=chance.choice(("rework at our cost", "replaced", "credit note, parts kept")),
        about=about,
        story=chance.choice(stories),
        complaint=key,
        followed_up=chance.random() < 0.6,
    )
    book.complaints.append(
        {
            "complaint_id": key,
            "customer": job.customer,
            "delivery": f"DN-{job.site}-{job.number:05d}-{len(job.shipments)}",
            "received_at": times.instant(received),
            "answered_at": _if_past(times, answered),
            "closed_at": _if_past(times, closed + 30),
            "about": about,
            "site": job.site,
            "team": "U-QUA",
        }
    )
    if raised <= times.closing:
        book.troubles.append(trouble)


def _customer_quality(world: World, site: str) -> str:
    return world.staff[{"TRB": "cqe", "BRS": "qbrs", "BRN": "qbrn"}[site]]


def _if_past(times: WorkingTime, moment: Moment) -> Any:  # noqa: ANN401 - a cell of a record
    return times.instant(moment) if moment <= times.closing else None


def _write(world: World, site: str, book: _Book) -> None:
    times = world.clock[site]
    book.troubles.sort(key=lambda trouble: (trouble.raised, trouble.job.number))
    reports: dict[str, str] = {}
    chance = world.chance(f"capa/{site}")
    actions = 0
    for number, trouble in enumerate(book.troubles, start=1):
        trouble.key = f"NCR-{site}-{number:04d}"
        reports[trouble.complaint] = trouble.key
        capa = ""
        if trouble.followed_up and trouble.disposed + 30 <= times.closing:
            actions += 1
            capa = f"CAPA-{site}-{actions:03d}"
            world.draft.record("capa", [_capa(world, chance, times, capa, trouble)])
        world.draft.record("ncr", [_report(times, trouble, capa)])
    for complaint in sorted(book.complaints, key=lambda row: str(row["received_at"])):
        report = reports.get(complaint["complaint_id"])
        world.draft.record("complaint", [{**complaint, "ncr": report}])


def _report(times: WorkingTime, trouble: Trouble, capa: str) -> Row:
    decided = trouble.disposed <= times.closing
    one_batch = len(trouble.job.batches) == 1
    made = trouble.job.batches[0][1] <= trouble.raised
    return {
        "ncr_id": trouble.key,
        "job": trouble.job.key,
        "batch": batch_of(trouble.job, 0) if one_batch and made else None,
        "raised_at": times.instant(trouble.raised),
        "raised_by": trouble.raised_by,
        "about": trouble.about,
        "quantity": trouble.quantity,
        "contained_at": _if_past(times, trouble.contained),
        "disposition": trouble.disposition if decided else None,
        "disposed_by": trouble.disposed_by if decided else None,
        "disposed_at": _if_past(times, trouble.disposed),
        "closed_at": _if_past(times, trouble.closed),
        "capa": capa or None,
        "site": trouble.job.site,
        "team": "U-QUA",
    }


def _capa(world: World, chance: Random, times: WorkingTime, key: str, trouble: Trouble) -> Row:
    job = trouble.job
    opened = times.office(chance, trouble.disposed, 0, 0)
    known = times.office(chance, opened, 3, 12)
    acted = times.office(chance, known, 5, 22)
    checked = times.office(chance, acted, 20, 42)
    closed = times.office(chance, checked, 0, 2)
    leaders = {"U-S5": "s5", "U-TRN": "trn", "U-FIT": "fit", "U-RNG": "rng", "U-HYD": "hyd"}
    owner = world.staff[leaders.get(job.line.cell, "brk" if job.line.cell == "U-BRK" else "mil")]
    seen = times.closing
    return {
        "capa_id": key,
        "ncr": trouble.key,
        "opened_at": times.instant(opened),
        "cause": f"{job.part.number}: {trouble.story['cause']}" if known <= seen else None,
        "cause_at": _if_past(times, known),
        "action": f"{job.machine}: {trouble.story['action']}" if acted <= seen else None,
        "acted_at": _if_past(times, acted),
        "evidence": trouble.story["proof"] if checked <= seen else None,
        "checked_at": _if_past(times, checked),
        "effective": True if checked <= seen else None,
        "closed_at": _if_past(times, closed),
        "owner": owner,
        "site": job.site,
        "team": "U-QUA",
    }
