"""Which form the records of a source have, and how they are then opened.

The first bytes say what a file is, and its name only where they do not.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from assay.domain.problem import Place
from assay.domain.record_family import RecordFamily
from assay.domain.record_source import RecordSource
from assay.engine.database_tables import open_duckdb, open_parquet
from assay.engine.event_log import open_event_log
from assay.engine.export import Export
from assay.engine.export_file import open_delimited
from assay.engine.first_bytes import Form, form_by_first_bytes, read_start
from assay.engine.json_lines import open_json_lines
from assay.engine.parsed_tables import open_parsed
from assay.engine.postgres_table import open_postgres
from assay.engine.refusal import RefusedRecordsError
from assay.engine.unpacking import unpack_gzip
from assay.intake.first_bytes import ZIP_ARCHIVE, kind_by_first_bytes

_BY_LINES: Final = (".jsonl", ".ndjson")
_A_FORM: Final = "records as CSV, XLSX, Parquet, JSON lines or XES, or a table of a database"


def open_export(
    source: RecordSource,
    folder: Path,
    scratch: Path,
    family: RecordFamily,
    environment: Mapping[str, str],
) -> Export:
    """Open what a source names, or refuse it by name."""
    if source.database:
        return open_postgres(source, scratch, environment)
    path = find_file(folder, source)
    start = read_start(path)
    form = form_by_first_bytes(start)
    if form is Form.GZIP:
        unpacked = unpack_gzip(path, source.place, scratch)
        if form_by_first_bytes(read_start(unpacked)) is not Form.XML:
            raise RefusedRecordsError(
                Place(source.place), "a gzip file without an event log in it", _A_FORM
            )
        return open_event_log(path, unpacked, source, scratch)
    if form is Form.XML:
        return open_event_log(path, path, source, scratch)
    if form is Form.PARQUET:
        return open_parquet(path, source)
    if form is Form.DUCKDB:
        return open_duckdb(path, source)
    return _open_table(path, start, source, scratch, family)


def find_file(folder: Path, source: RecordSource) -> Path:
    """Return the file that a source names, if it is one and lies in the folder."""
    path = folder / source.file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise RefusedRecordsError(
            Place(source.place), "a file outside of the folder", "one inside of it"
        )
    if not path.is_file():
        raise RefusedRecordsError(Place(source.place), "no such file", "the records that it names")
    return path


def _open_table(
    path: Path, start: bytes, source: RecordSource, scratch: Path, family: RecordFamily
) -> Export:
    kind = kind_by_first_bytes(start)
    ending = PurePosixPath(source.file).suffix.lower()
    if kind == ZIP_ARCHIVE:
        return open_parsed(path, source, family, scratch)
    if kind:
        raise RefusedRecordsError(Place(source.place), kind, _A_FORM)
    if ending in _BY_LINES:
        return open_json_lines(path, source, family, scratch)
    if ending == ".json":
        return open_parsed(path, source, family, scratch)
    return open_delimited(path, source.place, scratch)
