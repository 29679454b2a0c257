"""What tools note by themselves: logs, scans, weaknesses, settings; and who looks at it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from assay.demo.cloud.clock import ZONES, at, worked_by
from assay.demo.cloud.facts import PROMISES, RECORD_DAYS
from assay.demo.cloud.tables import read_rows, split
from assay.demo.cloud.world import World
from assay.demo.draft import Row

_LOG_DAYS = 400
_SOURCES = {
    "quill-app": 412_000,
    "quill-api": 980_000,
    "quill-sign": 128_000,
    "quill-connect": 231_000,
    "quill-db": 302_000,
    "quill-admin": 5_400,
    "quill-vault": 44_000,
    "edge-gate": 2_450_000,
    "latchkey": 3_900,
    "githarbor": 6_200,
    "slipway": 8_800,
    "offica": 15_400,
    "sentrel": 21_000,
    "helpnest": 2_700,
}
_LOOKED_AT_ON = (0, 3)  # Mondays and Thursdays
_NOTHING = ("nothing found", "nothing found", "nothing found", "expected maintenance seen")
_WEAKNESSES = 165
_SEVERITIES = ("critical", "high", "medium", "low")
_WEIGHTS = (4, 22, 44, 30)
_SLOWEST = {
    "critical": PROMISES.critical_fix_days - 1,
    "high": PROMISES.high_fix_days - 4,
    "medium": PROMISES.medium_fix_days - 10,
    "low": 110,
}
_SCANNED = {
    "hosts": ("quill-db", "quill-store", "quill-queue", "quill-vault"),
    "images": ("quill-app", "quill-api", "quill-sign", "quill-search", "quill-connect"),
    "outer edge": ("edge-gate", "quill-bridge", "quill-admin"),
}


def record_logs(world: World) -> None:
    """Record what each source sent on each day, and the reviews of it."""
    chance = world.chance("logs")
    world.draft.record("log_source", _source_days(world, chance))
    reviews = sorted(
        _log_reviews(world, chance), key=lambda row: (row["reviewed_at"], row["source"])
    )
    for number, row in enumerate(reviews, start=1):
        row["review_id"] = f"LOG-{number:05}"
    world.draft.record("log_review", reviews)


def _source_days(world: World, chance: Random) -> Iterator[Row]:
    for day in world.clock.days(-_LOG_DAYS, -1):
        quiet = 0.35 if day.weekday() > 4 else 1
        for source, usual in _SOURCES.items():
            last = datetime.combine(day, time(23, 58), UTC) + timedelta(
                seconds=chance.randrange(119)
            )
            yield {
                "source_day_id": f"{source}/{day}",
                "source": source,
                "day": day,
                "events": int(usual * quiet * chance.uniform(0.85, 1.2)) * world.scale,
                "last_event_at": last,
                "site": world.systems[source].site,
                "team": world.systems[source].unit,
            }


def _log_reviews(world: World, chance: Random) -> Iterator[Row]:
    seen: set[date] = set()
    for day in world.clock.days(-RECORD_DAYS - 7, -1):
        if day.weekday() not in _LOOKED_AT_ON:
            continue
        looked = worked_by(day)
        if looked in seen:
            continue
        seen.add(looked)
        reviewer = chance.choice(("daan.verbeek", "marta.figueira"))
        minute = chance.randrange(545, 900)
        for position, source in enumerate(_SOURCES):
            yield {
                "review_id": "",
                "source": source,
                "reviewed_at": at(looked, minute + position * 6).astimezone(ZONES["UTR"]),
                "reviewer": "carla.mendonca" if source == "helpnest" else reviewer,
                "outcome": chance.choice(_NOTHING),
                "site": world.systems[source].site,
                "team": "SUPP" if source == "helpnest" else "SEC",
            }


def record_weaknesses(world: World) -> None:
    """Record the weekly scans and what became of what they found."""
    chance = world.chance("weaknesses")
    sundays = [day for day in world.clock.days(-RECORD_DAYS - 7, -1) if day.weekday() == 6]
    nights = [(day, scope) for day in sundays for scope in _SCANNED]
    found: dict[tuple[date, str], list[Row]] = {night: [] for night in nights}
    for position in range(_WEAKNESSES * world.scale):
        share = (position + chance.random()) / (_WEAKNESSES * world.scale)
        night = nights[int(share * len(nights))]
        found[night].append(_weakness(world, chance, *night))
    weaknesses = [row for rows in found.values() for row in rows]
    for number, row in enumerate(weaknesses, start=1):
        row["vulnerability_id"] = f"VUL-{number:04}"
        row["ticket"] = f"VUL-{number:04}"
    world.draft.record("vulnerability", weaknesses)
    world.draft.record("vulnerability_scan", _scans(world, found))


def _scan_id(day: date, scope: str) -> str:
    return f"SCAN-{day}-{scope.replace(' ', '-')}"


def _scans(world: World, found: dict[tuple[date, str], list[Row]]) -> Iterator[Row]:
    for (day, scope), rows in found.items():
        yield {
            "scan_id": _scan_id(day, scope),
            "scanned_at": datetime.combine(day, time(2, 10), UTC),
            "scope": scope,
            "tool": "scanfield",
            "findings": len(rows),
            "result": "completed",
            "system": _SCANNED[scope][0],
            "site": world.systems[_SCANNED[scope][0]].site,
            "team": "SEC",
        }


def _weakness(world: World, chance: Random, day: date, scope: str) -> Row:
    (severity,) = chance.choices(_SEVERITIES, _WEIGHTS)
    system = world.systems[chance.choice(_SCANNED[scope])]
    found = datetime.combine(day, time(4, 30), UTC)
    slowest = _SLOWEST[severity]
    mended = day + timedelta(chance.randrange(max(1, slowest // 5), slowest))
    # Whatever would be mended after the audit date is still open, and in time.
    fixed = None
    if mended < world.clock.as_of:
        fixed = at(mended, chance.randrange(540, 1030), system.site).astimezone(ZONES[system.site])
    return {
        "vulnerability_id": "",
        "system": system.key,
        "severity": severity,
        "found_at": found,
        "fixed_at": fixed,
        "scan": _scan_id(day, scope),
        "ticket": "",
        "site": system.site,
        "team": system.unit,
    }


def record_settings(world: World) -> None:
    """Record the comparison of every system with its baseline on the first of each month."""
    firsts = [day for day in world.clock.days(-RECORD_DAYS - 31, -1) if day.day == 1]
    world.draft.record(
        "config_setting", (row for day in firsts for row in _settings_on(world, day))
    )


def _settings_on(world: World, day: date) -> Iterator[Row]:
    for row in read_rows("settings"):
        for key in split(row["systems"]):
            system = world.systems[key]
            yield {
                "setting_id": f"CFG-{day:%Y-%m}/{key}/{row['setting'].replace(' ', '-')}",
                "system": key,
                "setting": row["setting"],
                "expected": row["expected"],
                "observed": row["expected"],
                "observed_at": datetime.combine(day, time(3, 20), UTC),
                "site": system.site,
                "team": system.unit,
            }
