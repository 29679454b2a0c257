"""Freezes what the record sources of a dossier name, and only what has changed since.

Frozen rows are kept by content: the hash of the bytes, of how the register says
they are to be read, and of the very code that reads them.  What the register
says beside that, such as the window, is taken from the register each time.

What a newcomer would get wrong: earlier populations stay.  They are what earlier
verdicts rest on, and cost little.  Whoever deletes the folder loses time only.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from assay.domain.errors import UnreadableMaterialError
from assay.domain.problem import Place, Problem
from assay.domain.record_source import RecordSource
from assay.engine.population import MANIFEST, FrozenPopulation, facts_of, read_population
from assay.engine.refusal import RefusedRecordsError

Step: TypeAlias = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much; may raise to end it."""

_FOLDERS: Final = "frozen-"
_UNFINISHED: Final = ".freezing-"
_FREEZING: Final = "Freezing records"
_PARTS: Final = 100
"""Each source is told as a hundred parts: how many steps it has, only freezing knows."""


@dataclass(frozen=True, slots=True)
class FrozenRecords:
    """One population for each source that could be read, and why the others could not."""

    populations: tuple[FrozenPopulation, ...]
    problems: tuple[Problem, ...]


def freeze_changed_records(
    folder: Path,
    sources: Iterable[RecordSource],
    kept: Path,
    *,
    progress: Step | None = None,
    environment: Mapping[str, str] | None = None,
) -> FrozenRecords:
    """Freeze every source that names a file or a table; reuse what was frozen before.

    A source that cannot be read is one problem, and never stops the rest.
    ``environment`` says how databases are reached.  Without it none is: where many
    organisations share a process, none may name what is another's.
    """
    known = environment or {}
    asked = [source for source in sources if source.file or source.database]
    into = _folder_of(kept)
    populations: list[FrozenPopulation] = []
    problems: list[Problem] = []
    for done, source in enumerate(asked):
        step = _step_of(source, done, len(asked), progress)
        step(_FREEZING, 0, 1)
        try:
            populations.append(
                _find(folder, source, into) or _freeze(folder, source, into, known, step)
            )
        except RefusedRecordsError as refusal:
            problems.append(refusal.problem)
        except (OSError, UnreadableMaterialError) as error:
            problems.append(_problem_of(source, error))
    if progress and asked:
        progress(_FREEZING, len(asked) * _PARTS, len(asked) * _PARTS)
    return FrozenRecords(tuple(populations), tuple(problems))


def find_frozen(source: RecordSource, file_sha256: str, kept: Path) -> FrozenPopulation | None:
    """Return what was frozen of a source whose file has a hash; nothing where that is to come."""
    return _kept(source, _folder_of(kept) / _name(source, file_sha256))


def sweep_up(kept: Path, older_than_s: float, now_s: float) -> None:
    """Let go of what was left behind where somebody who froze records was killed."""
    for left in _folder_of(kept).glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if now_s - left.stat().st_mtime > older_than_s:
                shutil.rmtree(left, ignore_errors=True)


def _folder_of(kept: Path) -> Path:
    return kept / f"{_FOLDERS}{_fingerprint_of_freezing()}"


def _step_of(source: RecordSource, before: int, of: int, progress: Step | None) -> Step:
    """Return how the steps of one source are told among those of all."""

    def step(what: str, done: int, whole: int) -> None:
        if progress:
            named = what if what == _FREEZING else f"{source.key}: {what[0].lower()}{what[1:]}"
            progress(named, before * _PARTS + done * _PARTS // whole, of * _PARTS)

    return step


def _find(folder: Path, source: RecordSource, into: Path) -> FrozenPopulation | None:
    """Return the population of a source whose file is the one that was frozen before."""
    path = folder / source.file
    if source.database or not path.is_file():
        return None
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    return _kept(source, into / _name(source, digest))


def _kept(source: RecordSource, place: Path) -> FrozenPopulation | None:
    if not (place / MANIFEST).is_file():
        return None
    frozen = read_population(place)
    return FrozenPopulation(replace(frozen.population, **facts_of(source)), place)


def _freeze(
    folder: Path,
    source: RecordSource,
    into: Path,
    environment: Mapping[str, str],
    progress: Step,
) -> FrozenPopulation:
    # Loaded only where something has changed: the database takes as long as all the rest.
    import duckdb

    from assay.engine.database_tables import reason_of
    from assay.engine.freezing import freeze_population

    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=into, prefix=_UNFINISHED) as scratch:
        try:
            frozen = freeze_population(
                source,
                folder,
                Path(scratch, "population"),
                environment=environment,
                progress=progress,
            )
        except duckdb.Error as error:
            # A bug of ours, or what nobody thought of: the other sources are read all the same.
            raise RefusedRecordsError(
                Place(source.place), reason_of(error), "records that can be read"
            ) from error
        place = into / _name(source, frozen.population.file_sha256)
        if not (place / MANIFEST).is_file():
            # A folder of that name without a manifest is what an older accident left.
            shutil.rmtree(place, ignore_errors=True)
            # Whoever froze the same at the same time has left the same here.
            with suppress(FileExistsError):
                _put(frozen.folder, place)
    return _kept(source, place) or frozen


def _put(folder: Path, place: Path) -> None:
    """Give a folder its place at once, or not at all."""
    try:
        os.replace(folder, place)  # noqa: PTH105 - over a file of that name, too
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
        raise FileExistsError(str(place)) from error


def _name(source: RecordSource, digest: str) -> str:
    """Return the name of a population: whatever changes its rows changes it."""
    told = sha256(digest.encode())
    for said in (
        source.family,
        source.table,
        source.database,
        source.time_zone,
        PurePosixPath(source.file).suffix.lower(),
        *source.mapping,
    ):
        told.update(b"\0" + said.encode())
    return told.hexdigest()


def _problem_of(source: RecordSource, error: Exception) -> Problem:
    said = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return Problem(Place(source.place), said, "records that can be read")


@cache
def _fingerprint_of_freezing() -> str:
    """Return what changes whenever the code that freezes records does."""
    digest = sha256()
    for code in _code_of_freezing():
        digest.update(code)
    return digest.hexdigest()[:16]


def _code_of_freezing() -> Iterator[bytes]:
    own = Path(__file__).parent
    for folder in (own, own.parent / "intake", own.parent / "intake" / "tables"):
        for file in sorted(folder.glob("*.py")):
            yield file.read_bytes()
    for noun in ("item", "problem", "record_family", "record_source"):
        yield (own.parent / "domain" / f"{noun}.py").read_bytes()
