"""Finds the record that a defect is planted in: always the same one, well inside the window."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from assay.demo.draft import Draft, Row

_USUAL_DAYS = 75


def pick(
    draft: Draft, family: str, moment: str, where: Callable[[Row], bool], ago: int = _USUAL_DAYS
) -> Row:
    """Return the newest record, at least so many days old, that a condition holds for."""
    latest = draft.as_of - timedelta(days=ago)
    fitting = [
        row
        for row in draft.records[family]
        if row.get(moment) and _day(row[moment]) <= latest and where(row)
    ]
    if not fitting:
        raise LookupError(f"no {family} is there to plant the defect in")
    return max(fitting, key=lambda row: (_day(row[moment]), *map(str, row.values())))


def related(draft: Draft, family: str, column: str, value: object) -> list[Row]:
    """Return the records of a family that have a value in a column."""
    return [row for row in draft.records[family] if row.get(column) == value]


def events(draft: Draft, job: object, activity: str) -> list[Row]:
    """Return the events of a job with which an activity is logged."""
    return [row for row in related(draft, "event", "case", job) if row["activity"] == activity]


def remove(draft: Draft, family: str, rows: list[Row]) -> None:
    """Leave records out, as if they had never been written."""
    gone = {id(row) for row in rows}
    draft.records[family] = [row for row in draft.records[family] if id(row) not in gone]


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
