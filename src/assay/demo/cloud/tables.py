"""Reads the tables beside this package: what Quillmark's people wrote down, row by row.

A cell under a field's name becomes that field; dates are days from the audit
date, lists are parted by semicolons.  Columns that begin with an underscore are
for the generator: who recorded a row, and when.
"""

import tomllib
import types
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Union, get_args, get_origin

from assay.demo.cloud.clock import Clock
from assay.domain.item import AnyItem, Item

Cells = Mapping[str, str]

_PACKAGE = files("assay.demo.cloud")


@cache
def read_rows(name: str) -> tuple[Cells, ...]:
    """Return the rows of a table."""
    text = (_PACKAGE / "tables" / f"{name}.psv").read_text(encoding="utf-8")
    header, *lines = (line.split("|") for line in text.splitlines() if line.strip())
    for line in lines:
        if len(line) != len(header):
            raise ValueError(f"{name}: {line[0]} has {len(line)} cells of {len(header)}")
    return tuple(types.MappingProxyType(dict(zip(header, line, strict=True))) for line in lines)


@cache
def read_settings(name: str) -> Mapping[str, Any]:
    """Return a TOML file."""
    return tomllib.loads((_PACKAGE / "tables" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_prose(name: str) -> str:
    """Return the prose of a document."""
    return (_PACKAGE / "documents" / f"{name}.md").read_text(encoding="utf-8")


@cache
def has_prose(name: str) -> bool:
    """Say whether somebody wrote prose for a document."""
    return (_PACKAGE / "documents" / f"{name}.md").is_file()


@cache
def _kinds_of_fields(kind: type[Item]) -> Mapping[str, str]:
    return {name: _kind_of(field.annotation) for name, field in kind.model_fields.items()}


def _kind_of(annotation: Any) -> str:  # noqa: ANN401 - whatever a field is annotated with
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kind_of(get_args(annotation)[0])
    if origin is tuple:
        return "list"
    if origin in {Union, types.UnionType}:
        inner = (_kind_of(one) for one in get_args(annotation) if one is not type(None))
        return next(inner)
    return "date" if annotation is date else "text"


def split(cell: str) -> tuple[str, ...]:
    """Return the parts of a list."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def make(kind: type[AnyItem], row: Cells, clock: Clock, /, **fields: object) -> AnyItem:
    """Return the item that a row of a table describes."""
    kinds = _kinds_of_fields(kind)
    values: dict[str, object] = {}
    for name, cell in row.items():
        if name.startswith("_") or not cell:
            continue
        match kinds[name]:
            case "list":
                values[name] = split(cell)
            case "date":
                values[name] = clock.day(int(cell))
            case _:
                values[name] = cell
    return kind.model_validate({**values, **fields})
