"""Unpacks a gzip file into a scratch folder, and refuses what was made to burst."""

import gzip
import zlib
from pathlib import Path
from typing import Final

from assay.domain.problem import Place
from assay.engine.refusal import RefusedRecordsError

_CHUNK: Final = 1 << 20
# Event logs repeat themselves: one of a single activity shrinks some 100 times.
_HIGHEST_RATIO: Final = 300
_RATIO_MATTERS_FROM: Final = 64 << 20
_MOST: Final = 16 << 30


def unpack_gzip(path: Path, name: str, scratch: Path) -> Path:
    """Return the file that was packed, as a file in the scratch folder."""
    packed = path.stat().st_size
    into = scratch / "unpacked"
    unpacked = 0
    try:
        with gzip.open(path) as stream, into.open("wb") as out:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                _refuse_bomb(packed, unpacked, name)
                out.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise RefusedRecordsError(
            Place(name), "a gzip file that is cut off or damaged", "a whole file"
        ) from error
    return into


def _refuse_bomb(packed: int, unpacked: int, name: str) -> None:
    times = unpacked // packed
    if unpacked > _MOST or (unpacked > _RATIO_MATTERS_FROM and times > _HIGHEST_RATIO):
        raise RefusedRecordsError(
            Place(name),
            f"a gzip file that unpacks to more than {times:,} times its size",
            f"at most {_HIGHEST_RATIO} times, and {_MOST >> 30} GB",
        )
