"""Says of every records file where it comes from, for which time, and that it is complete."""

from datetime import datetime, timedelta

from assay.demo.factory.facts import HEAD_OFFICE, PROMISES
from assay.demo.factory.jobs import WINDOW_DAYS
from assay.demo.factory.packed import packed_toml
from assay.demo.factory.tables import resolved
from assay.demo.factory.upkeep import TRAINING_DAYS
from assay.demo.factory.world import World
from assay.domain.record_source import RecordSource, SourceKind

# Kept in a spreadsheet by somebody, where the others are exports of a system.
_BY_HAND = frozenset({"complaint", "drill", "vendor_review"})
_DAYS = {"training_completion": TRAINING_DAYS}


def say_sources(world: World) -> None:
    """Say the source of each family, extracted on the last day that all sites worked."""
    by = world.staff["it"]
    for number, row in enumerate(packed_toml("tables/sources.toml")["source"]):
        family = str(row["family"])
        source = RecordSource.model_validate(
            {
                **resolved(world, RecordSource, row),
                "file": f"records/{family}.{'xlsx' if family in _BY_HAND else 'csv'}",
                "kind": SourceKind.EXPORT,
                "extracted_by": by,
                "extracted_at": extracted_at(world, number),
                "window_from_on": world.as_of - timedelta(days=_DAYS.get(family, WINDOW_DAYS)),
                "window_until_on": world.clock.closed_on,
                "row_count": len(world.draft.records.get(family, [])),
                "complete": "All records of the window at all three sites, none left out; "
                "counted against the system's own total on the day of the export",
                "time_zone": world.clock[HEAD_OFFICE].place.zone,
                "retention_months": PROMISES.retention_months,
                "location": f"Record vault/{family}",
            }
        )
        at = source.extracted_at or extracted_at(world, number)
        world.draft.say(source, by=world.author(by), at=at + timedelta(minutes=1))


def extracted_at(world: World, number: int) -> datetime:
    """Return when an export was taken: one after the other, at the end of the last day."""
    times = world.clock[HEAD_OFFICE]
    return times.instant(times.moment(world.clock.closed_on, 17 * 60 + number))
