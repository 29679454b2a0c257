"""Which form the records of a source have, and how they are then opened.

The first bytes say what a file is, and its name only where they do not.
"""

from pathlib import Path, PurePosixPath
from typing import Final

from assay.domain.problem import Place
from assay.domain.record_family import RecordFamily
from assay.domain.record_source import RecordSource
from assay.engine.export import Export
from assay.engine.export_file import open_delimited
from assay.engine.parsed_tables import open_parsed
from assay.engine.refusal import RefusedRecordsError
from assay.intake.first_bytes import ZIP_ARCHIVE, kind_by_first_bytes

_LOOKED_AT: Final = 4096
_PARSED: Final = (".json", ".jsonl", ".ndjson")
_A_FORM: Final = "records as CSV, XLSX, Parquet, JSON lines or XES, or a table of a database"


def open_export(source: RecordSource, folder: Path, scratch: Path, family: RecordFamily) -> Export:
    """Open what a source names, or refuse it by name."""
    path = _inside(folder, source)
    with path.open("rb") as stream:
        start = stream.read(_LOOKED_AT)
    kind = kind_by_first_bytes(start)
    if kind == ZIP_ARCHIVE or (not kind and _ending(source) in _PARSED):
        return open_parsed(path, source, family, scratch)
    if kind:
        raise RefusedRecordsError(Place(source.file), kind, _A_FORM)
    return open_delimited(path, source.file, scratch)


def _ending(source: RecordSource) -> str:
    return PurePosixPath(source.file).suffix.lower()


def _inside(folder: Path, source: RecordSource) -> Path:
    path = folder / source.file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise RefusedRecordsError(
            Place(source.file), "a file outside of the folder", "one inside of it"
        )
    if not path.is_file():
        raise RefusedRecordsError(Place(source.file), "no such file", "the records that it names")
    return path
