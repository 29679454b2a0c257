"""Tells the forms of records that only the engine reads, by their first bytes.

Loaded where nothing is frozen yet, so it loads no database.
"""

import re
from enum import StrEnum
from pathlib import Path
from typing import Final

_LOOKED_AT: Final = 4096
_GZIP: Final = b"\x1f\x8b"
_PARQUET: Final = b"PAR1"
_DUCKDB: Final = b"DUCK"
_WHERE_DUCKDB_SAYS_SO: Final = slice(8, 12)
_XML: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<\0?[?!\w]")


def read_start(path: Path) -> bytes:
    """Return the first bytes of a file."""
    with path.open("rb") as stream:
        return stream.read(_LOOKED_AT)


class Form(StrEnum):
    """What a file is whose records only the engine reads."""

    DUCKDB = "a DuckDB database"
    PARQUET = "Parquet"
    GZIP = "gzip"
    XML = "XML, as an event log in XES is"


def form_by_first_bytes(start: bytes) -> Form | None:
    """Return the form; nothing for tables of text and workbooks, which intake reads."""
    # The first: before its name a database has a checksum, which may look like anything.
    if start[_WHERE_DUCKDB_SAYS_SO] == _DUCKDB:
        return Form.DUCKDB
    if start.startswith(_PARQUET):
        return Form.PARQUET
    if start.startswith(_GZIP):
        return Form.GZIP
    return Form.XML if _XML.match(start) else None
