"""The register files of a folder: which file is which register, and what each says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.domain.case import Case
from assay.domain.file import File
from assay.domain.item import Item, registers
from assay.domain.problem import Place, Problem
from assay.domain.reading import MappedColumn, MatchedBy, RegisterReading
from assay.domain.soa_row import SoaRow
from assay.intake.folder.controls import annex_of, with_annex_numbers
from assay.intake.folder.files import is_litter
from assay.intake.folder.manifest import Manifest
from assay.intake.registers.read import parse_register
from assay.intake.tables.read import read_tables
from assay.intake.tables.table import column_letters
from assay.ledger.dossier import Dossier

REGISTERS = "registers"

WrittenAs = Callable[[Iterable[Any], type[Any]], bytes]
"""How the product itself writes a register."""


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """One file under ``registers/`` and the noun it holds."""

    name: str
    path: Path
    kind: type[Item]


@dataclass(frozen=True, slots=True)
class FoundRegisters:
    """The register files that can be told apart, and what is wrong with the others."""

    files: tuple[RegisterFile, ...]
    problems: tuple[Problem, ...]


def find_registers(folder: Path) -> FoundRegisters:
    """Match each file under ``registers/`` to a register by its name."""
    known = {kind.plural: kind for kind in registers().values()}
    known |= {kind.register: kind for kind in registers().values()}
    found: dict[type[Item], RegisterFile] = {}
    problems: list[Problem] = []
    for path in sorted((folder / REGISTERS).glob("*")):
        name = f"{REGISTERS}/{path.name}"
        kind = known.get(path.stem.lower().replace("-", "_").replace(" ", "_"))
        if path.is_dir() or is_litter(path):
            continue
        if kind is None:
            problems.append(_problem(name, "no register is called so", _names(known)))
        elif kind in {Case, File}:
            where = "in assay.toml" if kind is Case else "as files under documents/ and records/"
            problems.append(_problem(name, f"{kind.plural} in a table", f"{kind.plural} {where}"))
        elif kind in found:
            problems.append(
                _problem(name, f"a second file beside {found[kind].name}", "one file a register")
            )
        else:
            found[kind] = RegisterFile(name, path, kind)
    return FoundRegisters(tuple(found.values()), tuple(problems))


def _problem(file: str, found: str, expected: str) -> Problem:
    return Problem(Place(file), found, expected)


def _names(known: dict[str, type[Item]]) -> str:
    return f"one of {', '.join(sorted({kind.plural for kind in known.values()}))}"


def unchanged_registers(
    files: Iterable[RegisterFile], known: Dossier, written_as: WrittenAs | None
) -> Iterator[tuple[type[Item], RegisterReading[Any]]]:
    """Yield the registers that stand exactly as what is known would be written."""
    for file in files:
        items = tuple(known[file.kind].values())
        if written_as is None or not items or file.path.suffix != ".csv":
            continue
        content = written_as(items, file.kind)
        if file.path.stat().st_size == len(content) and file.path.read_bytes() == content:
            headings = content.partition(b"\n")[0].decode().split(",")
            yield (
                file.kind,
                RegisterReading(
                    file.name,
                    header_row=1,
                    mapping=tuple(
                        MappedColumn(column_letters(place), name, name, MatchedBy.NAME)
                        for place, name in enumerate(headings)
                    ),
                    rows_in=len(items),
                    items=items,
                    rows=tuple(range(2, len(items) + 2)),
                ),
            )


def read_register_files(
    files: Iterable[RegisterFile], manifest: Manifest
) -> Iterator[tuple[type[Item], RegisterReading[Any]]]:
    """Yield what each register file says; workbooks share one limited process."""
    contents: list[tuple[RegisterFile, bytes]] = []
    for file in files:
        try:
            contents.append((file, file.path.read_bytes()))
        except OSError as error:
            found = error.strerror or str(error)
            problem = _problem(file.name, found, "a file that can be opened")
            yield file.kind, RegisterReading(file.name, problems=(problem,))
    opened = read_tables([(file.name, content) for file, content in contents])
    for (file, _), tables in zip(contents, opened, strict=True):
        if isinstance(tables, Problem):
            yield file.kind, RegisterReading(file.name, problems=(tables,))
            continue
        columns = manifest.columns.get(file.path.name)
        if file.kind is SoaRow:
            statement = parse_register(tables, SoaRow, columns=columns, zone=manifest.zone)
            yield SoaRow, with_annex_numbers(statement, annex_of(manifest.cases))
            continue
        yield file.kind, parse_register(tables, file.kind, columns=columns, zone=manifest.zone)
