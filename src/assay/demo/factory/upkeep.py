"""Records of keeping fit: training, exercises, changes, programs sent to machines, suppliers."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from assay.demo.draft import Row
from assay.demo.factory.clock import WorkingTime
from assay.demo.factory.facts import PLACES
from assay.demo.factory.jobs import WINDOW_DAYS
from assay.demo.factory.people import Worker
from assay.demo.factory.shop import Shop
from assay.demo.factory.world import World
from assay.domain.document_version import DocumentVersion
from assay.domain.supplier_assessment import SupplierAssessment

COURSES = ("TRN-01", "TRN-02", "TRN-03")
OUT_OF_SCOPE_UNIT = "U-APP"
TRAINING_DAYS = WINDOW_DAYS + 370
"""How far back the skills register was kept as it is now: a course holds for a year."""

_CHANGES = (
    ("process", "Roughing allowance on {machine} raised after flatness trials"),
    ("process", "Deburring of {machine} parts moved before washing"),
    ("process", "New clamping order for thin walls on {machine}"),
    ("tooling", "Vacuum fixture for {machine} rebuilt with a second seal"),
    ("tooling", "Jaw set for {machine} replaced by quick-change jaws"),
    ("tooling", "Probe on {machine} exchanged for the longer stylus"),
    ("software", "Post-processor for {machine} corrected at tool change"),
    ("software", "Inspection program for {machine} parts reads the new datum"),
    ("software", "Traveller print of {machine} shows the sheet count"),
)


def in_scope(worker: Worker) -> bool:
    """Say whether somebody works within the scope of the management system."""
    return not worker.external and worker.unit != OUT_OF_SCOPE_UNIT


def record_upkeep(world: World, shop: Shop) -> None:
    """Record everything that keeps people, machines and suppliers fit."""
    world.draft.record("training_completion", _completions(world))
    world.draft.record("drill", _drills(world))
    world.draft.record("vendor_review", _vendor_reviews(world))
    for place in PLACES:
        _record_changes(world, shop, place.key)


def _completions(world: World) -> Iterator[Row]:
    versions = {
        course: sorted(
            (version.in_force_from_on or date.min, version.version)
            for version in world.draft.all(DocumentVersion).values()
            if version.document == course
        )
        for course in COURSES
    }
    for worker in world.staff.workers:
        if not in_scope(worker):
            continue
        chance = world.chance(f"training/{worker.key}")
        for course in COURSES:
            for day in _course_days(world, worker, chance):
                yield {
                    "completion_id": f"TC-{course}-{worker.key}-{day:%Y%m%d}",
                    "person": worker.key,
                    "course": course,
                    "version": _version_on(versions[course], day),
                    "completed_on": day,
                    "result": "passed",
                    "site": worker.site,
                    "team": worker.unit,
                }


def _course_days(world: World, worker: Worker, chance: Random) -> list[date]:
    """Return when somebody sat a course: at the start, then once in eleven months and a half."""
    times = world.clock[worker.site]
    begins = world.as_of - timedelta(days=TRAINING_DAYS)
    if worker.since > begins:
        day = worker.since + timedelta(days=chance.randint(2, 20))
    else:
        day = begins + timedelta(days=chance.randint(0, 345))
    days = []
    while (taken := times.worked(day)) < world.as_of:
        if taken >= worker.since and worker.works_on(taken):
            days.append(taken)
        day += timedelta(days=345)
    return days


def _version_on(versions: list[tuple[date, str]], day: date) -> str:
    if not versions:
        return "1.0"
    known = [version for since, version in versions if since <= day]
    return known[-1] if known else versions[0][1]


def _drills(world: World) -> Iterator[Row]:
    plans = (
        ("PLN-02 Recall of delivered parts", 22),
        ("PLN-03 Loss of the ERP for a day", 96),
        ("PLN-02 Recall of delivered parts", 190),
        ("PLN-03 Loss of the ERP for a day", 272),
        ("PLN-02 Recall of delivered parts", 356),
    )
    for place in PLACES:
        times = world.clock[place.key]
        chance = world.chance(f"drills/{place.key}")
        for number, (plan, ago) in enumerate(reversed(plans), start=1):
            day = times.worked(world.as_of - timedelta(days=ago + chance.randint(0, 9)))
            held = times.moment(day, chance.randint(9 * 60, 13 * 60))
            noticed = held + chance.randint(2, 15)
            logged = noticed + chance.randint(10, 80)
            minutes = logged - held
            yield {
                "drill_id": f"DR-{place.key}-{number:02d}",
                "plan": plan,
                "held_at": times.instant(held),
                "participants": "quality, planning, dispatch and the cell on shift",
                "detected_at": times.instant(noticed),
                "logged_at": times.instant(logged),
                "result": f"every part traced after {minutes} minutes"
                if "Recall" in plan
                else f"work went on from paper travellers after {minutes} minutes",
                "site": place.key,
                "team": "U-QUA",
            }


def _vendor_reviews(world: World) -> Iterator[Row]:
    begins = world.as_of - timedelta(days=WINDOW_DAYS)
    held = sorted(
        world.draft.all(SupplierAssessment).values(), key=lambda each: (each.held_on, each.key)
    )
    for number, each in enumerate((one for one in held if one.held_on >= begins), start=1):
        yield {
            "review_id": f"VR-{number:03d}",
            "supplier": each.supplier,
            "reviewed_on": each.held_on,
            "reviewer": each.by,
            "report": each.evidence,
            "result": each.result,
            "site": each.site or "TRB",
            "team": "U-PUR",
        }


def _record_changes(world: World, shop: Shop, site: str) -> None:
    times = world.clock[site]
    chance = world.chance(f"changes/{site}")
    machines = [name for line in shop.lines if line.site == site for name in line.machines]
    first = times.count_before(world.as_of - timedelta(days=WINDOW_DAYS))
    last = times.closing // 1440
    number = 0
    for count in range(first, last):
        if chance.random() < (0.26 if site == "TRB" else 0.15):
            number += 1
            _record_change(world, shop, chance, times, number, count, chance.choice(machines))


def _record_change(
    world: World,
    shop: Shop,
    chance: Random,
    times: WorkingTime,
    number: int,
    day: int,
    machine: str,
) -> None:
    site = times.place.key
    kind, title = chance.choice(_CHANGES)
    asked = day * 1440 + chance.randint(8 * 60, 16 * 60)
    agreed = times.office(chance, asked, 1, 4)
    done = times.shift(chance, agreed, 1, 8)
    proved = times.shift(chance, done, 0, 3)
    closed = times.office(chance, proved, 0, 3)
    if closed > times.closing:
        return  # the list is exported when a change is closed
    key = f"CH-{site}-{number:03d}"
    urgent = chance.random() < 0.06
    programming = shop.crew(site, "programming")
    asker = programming.on(chance, times.day_of(asked))
    approver = world.staff[{"TRB": "eng", "BRS": "des", "BRN": "brk"}[site]]
    maker = shop.crew(site, "maintenance").on(chance, times.day_of(done))
    change = {
        "change_id": key,
        "title": title.format(machine=machine),
        "kind": "emergency" if urgent else "normal",
        "type": kind,
        "requested_at": times.instant(asked),
        "requested_by": asker,
        "approved_at": times.instant(agreed),
        "approved_by": approver,
        "implemented_at": times.instant(done),
        "implemented_by": maker,
        "validated_at": times.instant(proved),
        "validation": f"VAL-{key}",
        "closed_at": times.instant(closed),
        "system": "SYS-DNC" if kind == "software" else None,
        "site": site,
        "team": "U-ENG",
    }
    world.draft.record("change", [change])
    if kind == "software":
        sent = {
            "deployment_id": f"DP-{site}-{number:03d}",
            "system": "SYS-DNC",
            "deployed_at": times.instant(done + 3),
            "deployed_by": maker,
            "change": key,
            "commit": f"{machine}-P{1000 + number}",
            "result": "loaded",
            "site": site,
            "team": "U-ENG",
        }
        world.draft.record("deployment", [sent])
