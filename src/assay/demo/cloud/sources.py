"""Where each population of records comes from, exported in the night before the audit."""

from datetime import date, datetime, timedelta

from assay.demo.cloud.clock import HEAD_OFFICE, ZONES, at
from assay.demo.cloud.facts import PROMISES, RECORD_DAYS
from assay.demo.cloud.tables import make, read_rows
from assay.demo.cloud.world import World
from assay.demo.draft import Row
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource, SourceKind

_EXPORTED_AT = 5 * 60 + 30


def tell_sources(world: World) -> None:
    """Record every source with its window, its owner and its word on completeness."""
    extracted, until = at(world.as_of, _EXPORTED_AT), world.as_of - timedelta(1)
    for number, row in enumerate(read_rows("sources"), start=1):
        rows = world.draft.records[row["family"]]
        source = make(
            RecordSource,
            row,
            world.clock,
            key=f"SRC-{number:02}",
            kind=SourceKind.EXPORT,
            extracted_at=extracted,
            extracted_by=row["owner"],
            file=f"records/{row['family']}.csv",
            # What is listed as it stands is of the day on which it was taken.
            window_from_on=min(_first_day(world, row["family"], rows), until),
            window_until_on=until,
            row_count=len(rows),
            time_zone=ZONES[HEAD_OFFICE].key,
            retention_months=PROMISES.record_months,
        )
        world.draft.say(source, by=world.author(row["owner"]), at=extracted)


def _first_day(world: World, family: str, rows: list[Row]) -> date:
    moments = {"instant", "date"}
    told = [each for each in FAMILIES[family].columns if each.type in moments and each.required]
    if not told:  # accounts: whoever had one at any time of the window
        return world.clock.day(-RECORD_DAYS)
    days = (row[told[0].name] for row in rows)
    return min(day.date() if isinstance(day, datetime) else day for day in days)
