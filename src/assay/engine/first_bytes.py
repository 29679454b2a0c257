"""Tells the forms of records that only the engine reads, by their first bytes.

Loaded where nothing is frozen yet, so it loads no database.
"""

import re
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


def is_gzip(start: bytes) -> bool:
    """Say whether a file is compressed by gzip."""
    return start.startswith(_GZIP)


def is_xml(start: bytes) -> bool:
    """Say whether a file is XML, as an event log in XES is."""
    return bool(_XML.match(start))


def is_parquet(start: bytes) -> bool:
    """Say whether a file is Parquet."""
    return start.startswith(_PARQUET)


def is_duckdb(start: bytes) -> bool:
    """Say whether a file is a DuckDB database."""
    return start[_WHERE_DUCKDB_SAYS_SO] == _DUCKDB


def is_read_by_the_engine_only(start: bytes) -> bool:
    """Say whether intake, which reads tables of text and workbooks, cannot read a file."""
    return is_gzip(start) or is_xml(start) or is_parquet(start) or is_duckdb(start)
