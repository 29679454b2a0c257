"""An export is too old to show how things are at the audit.

Population
    The sources of records and the pieces of evidence that were taken out of a
    system or are read where they live, by what the registers say of them.

Deviation
    It was taken out longer before the day of asking than the profile allows.

Why it matters
    Auditors look at live records.  An old export shows what was true then, and
    leaves room for what happened since.

Does not look at
    Whether a live link can be reached: nothing here reaches out to other
    systems, and what is read where it lives is never old.

Put right
    Take the records out again, shortly before the audit.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.evidence import Evidence
from assay.domain.record_source import RecordSource, SourceKind


class _Export(NamedTuple):
    """One thing that was taken out of a system, and when."""

    register: str
    key: str
    site: str
    what: str
    exported_on: date | None
    live: bool


@population_check(since="2026.2")
def export_outdated(operation: Operation) -> Looked:
    """Hold the age of each export against the longest allowed."""
    exports = list(_exports(operation))
    days = operation.profile.whole("evidence.export_max_days")
    return looked_at(
        [Member(each.key, each.site) for each in exports],
        [
            _deviation(operation, each, age)
            for each in exports
            if each.exported_on is not None
            and not each.live
            and (age := (operation.as_of - each.exported_on).days) > days
        ],
        unknown=[
            Unknown(each.key, "nothing says when it was taken out", each.site)
            for each in exports
            if each.exported_on is None and not each.live
        ],
        nothing_because="nothing says what is taken out of a system or read there",
    )


def _exports(operation: Operation) -> Iterator[_Export]:
    for source in operation[RecordSource].values():
        at = source.extracted_at
        day = at.date() if at else None
        live = source.kind is SourceKind.LIVE or bool(source.database)
        yield _Export("record source", source.key, source.site, source.family, day, live)
    for piece in operation[Evidence].values():
        # A slip that was filed as it came about was never taken out of anything.
        if piece.kind is not None or piece.exported_on is not None:
            live, day = piece.kind is SourceKind.LIVE, piece.exported_on
            yield _Export("evidence", piece.key, piece.site, piece.title, day, live)


def _deviation(operation: Operation, export: _Export, age: int) -> Deviation:
    return Deviation(
        about=(export.key,),
        says=(
            f"{export.key} ({export.what}) was taken out on {export.exported_on}, {age} days "
            f"before {operation.as_of}."
        ),
        measured=f"{age} days",
        threshold=operation.threshold("evidence.export_max_days"),
        evidence=(f"{export.register} {export.key}",),
        site=export.site,
    )
