"""The errors that people can do something about, read from the source without running it.

Importing every module to ask for subclasses would need a configured Django.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docs.generator import ROOT


@dataclass(frozen=True, slots=True)
class Cause:
    """One class of error, and the code that the command line ends with."""

    name: str
    summary: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class _Definition:
    parent: str
    summary: str
    exit_code: int | None


def read_causes() -> tuple[Cause, ...]:
    """Return every kind of ``UserError``, by exit code."""
    known = dict(_definitions())
    causes = [
        Cause(name, definition.summary, _exit_code(name, known))
        for name, definition in known.items()
        if "UserError" in _line(name, known)
    ]
    return tuple(sorted(causes, key=lambda cause: (cause.exit_code, cause.name)))


def _definitions() -> Iterator[tuple[str, _Definition]]:
    for path in sorted((ROOT / "src" / "assay").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                first = node.bases[0] if node.bases else None
                parent = first.id if isinstance(first, ast.Name) else ""
                summary = (ast.get_docstring(node) or "").partition("\n")[0]
                yield node.name, _Definition(parent, summary, _own_exit_code(node))


def _own_exit_code(node: ast.ClassDef) -> int | None:
    for statement in node.body:
        targets: list[ast.expr] = []
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        named = any(isinstance(target, ast.Name) and target.id == "exit_code" for target in targets)
        if named and isinstance(statement.value, ast.Constant):
            return int(str(statement.value.value))
    return None


def _line(name: str, known: Mapping[str, _Definition]) -> list[str]:
    """Return a class and what it descends from, as far as that is ours."""
    line = []
    while name in known:
        line.append(name)
        name = known[name].parent
    return line


def _exit_code(name: str, known: Mapping[str, _Definition]) -> int:
    codes = (known[ancestor].exit_code for ancestor in _line(name, known))
    return next(code for code in codes if code is not None)
