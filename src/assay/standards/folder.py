"""Reads the files of a standard's folder into raw rows.

Files and tables that it does not know are refused: under a misspelt name a
table would otherwise be missing and nobody would notice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from assay.domain.errors import NotFoundError
from assay.domain.problem import Place, Problem
from assay.standards.material import Material, RawRow, read_csv, read_toml
from assay.standards.tables import FILES, HEAD_FILE, TABLES

_READ_ME = "README.md"


@dataclass(frozen=True, slots=True)
class Folder:
    """The raw rows of a folder by table, and what could not be read."""

    name: str
    head: RawRow
    rows: Mapping[str, tuple[RawRow, ...]]
    problems: tuple[Problem, ...]


def read_folder(path: Path) -> Folder:
    """Read every file of a standard's folder."""
    if not path.is_dir():
        raise NotFoundError(f"There is no folder {path.name} with a standard in it.")
    head = RawRow(f"{path.name}/{HEAD_FILE}", {}, line=1)
    rows: dict[str, tuple[RawRow, ...]] = {}
    problems: list[Problem] = []
    for file in sorted(path.iterdir()):
        if file.name == _READ_ME or file.name.startswith("."):
            continue
        name = f"{path.name}/{file.name}"
        if file.name not in FILES:
            known = ", ".join(FILES)
            problems.append(Problem(Place(name), "a file of no table", f"one of {known}"))
            continue
        material = _read_file(file, name)
        problems += material.problems
        problems += _find_unknown_tables(file.name, material)
        rows.update(material.tables)
        if file.name == HEAD_FILE:
            head = material.head
    if not (path / HEAD_FILE).exists():
        problems.append(Problem(Place(head.file), "no such file", f"a file {HEAD_FILE}"))
    return Folder(path.name, head, rows, tuple(problems))


def _read_file(path: Path, name: str) -> Material:
    if path.suffix == ".toml":
        return read_toml(path, name)
    table = next(table for table in TABLES if table.file == path.name)
    return read_csv(path, name, table.name, table.columns)


def _find_unknown_tables(file: str, material: Material) -> Iterator[Problem]:
    known = [table.name for table in TABLES if table.file == file]
    # Beside its rows the head file holds keys of its own, which its model knows.
    beside = () if file == HEAD_FILE else material.head.values
    for name in chain(material.tables, beside):
        if name not in known:
            steps = (name, 0) if name in material.tables else (name,)
            expected = " or ".join(f"[[{one}]]" for one in known)
            yield Problem(material.head.place(*steps), f"unknown table '{name}'", expected)
