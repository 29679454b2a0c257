"""Every register, its columns, the other names these are read under, and what they point at."""

import sys
import types
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from assay.domain.item import Item, column_names, references, registers
from docs.generator import ROOT
from docs.generator.markdown import code, codes, paragraphs, render_table

_WORDS: dict[object, str] = {
    str: "text",
    int: "whole number",
    Decimal: "number",
    bool: "yes or no",
    date: "date",
    AwareDatetime: "instant",
}

_KEPT_ELSEWHERE = {
    "case": "`assay.toml`, under `[case.KEY]`",
    "file": "Read off the files themselves",
}

_INTRODUCTION = """\
# Registers

What an organisation keeps, and what an audit of it leaves: {count} registers, each one noun of
`src/assay/domain/`. A register is one file of the folder's `registers/`, one item a row: CSV, XLSX,
text with tabs, a table in Markdown, or JSON (an array of objects, or one object a line). Columns
come in any order and under any of their names, and a column called *site* goes with every
register. A list stands in one cell, its parts separated by semicolons; in JSON it is an array.
"""


def render_page() -> str:
    """Return the page of registers."""
    kinds = registers()
    contents = " · ".join(f"[{kind.heading()}](#{_anchor(kind)})" for kind in kinds.values())
    parts = [_INTRODUCTION.format(count=len(kinds)), f"{contents}\n"]
    for kind in kinds.values():
        parts += [_heading(kind), _columns(kind)]
    return "\n".join(parts)


def _anchor(kind: type[Item]) -> str:
    return kind.register.replace("_", "-")


def _heading(kind: type[Item]) -> str:
    module = Path(str(sys.modules[kind.__module__].__file__)).relative_to(ROOT).as_posix()
    keyed = f", its key made from {codes(kind.key_from)}" if kind.key_from else ""
    kept = _KEPT_ELSEWHERE.get(kind.register, f"`registers/{kind.plural}.csv`")
    return (
        f'<a id="{_anchor(kind)}"></a>\n\n## {kind.heading()}\n\n{paragraphs(kind.__doc__)}\n\n'
        f"{kept}{keyed}; [{kind.__name__}](../../{module}).\n"
    )


def _columns(kind: type[Item]) -> str:
    other_names, points_at, known = column_names(kind), references(kind), registers()
    lines = []
    for name, field in kind.model_fields.items():
        if name == "site":
            continue
        target = points_at.get(name)
        lines.append(
            (
                code(name),
                _words_for(field.annotation)
                + (", required" if _is_required(kind, name, field) else ""),
                ", ".join(other for other in other_names[name] if other != name),
                f"[{known[target].heading()}](#{_anchor(known[target])})" if target else "",
            )
        )
    return render_table(("column", "holds", "also read as", "points at"), lines)


def _is_required(kind: type[Item], name: str, field: FieldInfo) -> bool:
    return field.is_required() and not (name == "key" and kind.key_from)


def _words_for(annotation: Any) -> str:  # noqa: ANN401 - annotations are of no one type
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words_for(inner[0])
    if origin is tuple:
        return f"list of {_words_for(inner[0])}"
    if origin in {Union, types.UnionType}:
        return " or ".join(_words_for(one) for one in inner if one is not type(None))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return f"one of {codes(annotation)}"
    return _WORDS[annotation]
