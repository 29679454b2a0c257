"""The files of a folder: which there are, and the hash of what is in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from assay.domain.file import File
from assay.domain.problem import Place, Problem

DOCUMENTS, RECORDS = "documents", "records"

# What desktop programs leave behind; nobody means them as evidence.
_LITTER = ("~$", ".", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files under ``documents/`` and ``records/``, and what was left out."""

    files: tuple[File, ...]
    left_out: tuple[str, ...]
    problems: tuple[Problem, ...]


def find_files(folder: Path) -> FoundFiles:
    """Hash every file that counts."""
    files: list[File] = []
    left_out: list[str] = []
    problems: list[Problem] = []
    for path in _all_files(folder):
        name = path.relative_to(folder).as_posix()
        if is_litter(path):
            left_out.append(name)
        elif not path.resolve().is_relative_to(folder.resolve()):
            problems.append(
                Problem(Place(name), "a link that leaves the folder", "a file inside it")
            )
        else:
            try:
                with path.open("rb") as content:
                    sha256 = file_digest(content, "sha256").hexdigest()
                files.append(File(key=name, sha256=sha256, size=path.stat().st_size))
            except (OSError, ValueError) as error:
                problems.append(Problem(Place(name), str(error), "a file that can be opened"))
    return FoundFiles(tuple(files), tuple(left_out), tuple(problems))


def is_litter(path: Path) -> bool:
    """Say whether a file is one that programs leave behind by themselves."""
    return path.name.startswith(_LITTER)


def _all_files(folder: Path) -> Iterator[Path]:
    for part in (DOCUMENTS, RECORDS):
        yield from sorted(path for path in (folder / part).rglob("*") if not path.is_dir())
