"""Keeps what was counted in a file of records, so that a second run need not count it again.

What a newcomer would get wrong: this is a convenience and never evidence.  A
count is found only by the hash of the file's bytes, of what is known of their
columns, and of the very code that counts; what is odd about it is ignored, and
what could not be read is not kept.  Whoever doubts it deletes the folder.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from assay.domain.record_source import RecordSource
from assay.domain.record_summary import RecordSummary
from assay.intake.records.summaries import CountedRecords, count_records

_FOLDERS: Final = "counts-"


def count_changed_records(
    folder: Path, sources: Iterable[RecordSource], kept_in: Path | None
) -> CountedRecords:
    """Count the records of the sources whose files are not those that were counted before."""
    asked = list(sources)
    if kept_in is None:
        return count_records(folder, asked)
    places = {source.key: _place(folder, source, kept_in) for source in asked}
    known = {key: count for key, place in places.items() if (count := _find(place))}
    counted = count_records(folder, [each for each in asked if each.key not in known])
    by_file = {summary.file: summary for summary in counted.summaries}
    for source in asked:
        if source.key not in known and source.file in by_file:
            known[source.key] = by_file[source.file]
            _keep(places[source.key], by_file[source.file])
    return CountedRecords(
        tuple(known[source.key] for source in asked if source.key in known), counted.problems
    )


def _place(folder: Path, source: RecordSource, kept_in: Path) -> Path | None:
    try:
        content = (folder / source.file).read_bytes()
    except OSError:
        return None
    digest = sha256(content)
    for said in (source.family, source.file, *source.mapping):
        digest.update(b"\0" + said.encode())
    return kept_in / f"{_FOLDERS}{_fingerprint_of_counters()}" / f"{digest.hexdigest()}.json"


def _find(place: Path | None) -> RecordSummary | None:
    try:
        return _as_json().validate_json(place.read_bytes()) if place else None
    except (OSError, ValueError):
        return None


def _keep(place: Path | None, summary: RecordSummary) -> None:
    if place is None:
        return
    with suppress(OSError):
        if not place.parent.exists():
            place.parent.mkdir(mode=0o700, parents=True)
            for other in place.parent.parent.glob(f"{_FOLDERS}*"):
                if other != place.parent:
                    shutil.rmtree(other, ignore_errors=True)
        unfinished = place.with_name(f"{place.name}.{os.getpid()}")
        unfinished.write_bytes(_as_json().dump_json(summary))
        unfinished.replace(place)


@cache
def _as_json() -> TypeAdapter[RecordSummary]:
    return TypeAdapter(RecordSummary)


@cache
def _fingerprint_of_counters() -> str:
    """Return what changes whenever the code that counts records does."""
    digest = sha256()
    for code in _code_of_counters():
        digest.update(code)
    return digest.hexdigest()[:16]


def _code_of_counters() -> Iterator[bytes]:
    own = Path(__file__).parent
    for folder in (own, own.parent, own.parent / "tables"):
        for file in sorted(folder.glob("*.py")):
            yield file.read_bytes()
    for noun in ("record_family", "record_summary"):
        yield (own.parents[1] / "domain" / f"{noun}.py").read_bytes()
