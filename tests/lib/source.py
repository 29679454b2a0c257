"""The source of the product as house tests look at it: files, trees, functions."""

import ast
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_SEEN = ("src", "tests", "docs", "benchmarks")
_OURS = (*_SEEN, "requirements", "changelog.d", ".ci")
_NOT_OURS = {"__pycache__", "node_modules"}


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file."""

    path: Path

    @property
    def name(self) -> str:
        """Return the path from the top of the checkout, with forward slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        """Return what the file holds."""
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        """Return the parsed file."""
        return _parsed(self.path)

    @property
    def length(self) -> int:
        """Return how many lines the file has."""
        return self.text.count("\n")

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Yield every function of the file, methods and inner ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Return the Python files under some folders of the checkout, or all of them.

    Migrations are left out: Django writes them.
    """
    return tuple(
        Module(path)
        for folder in folders or _SEEN
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not _NOT_OURS & set(path.parts) and "migrations" not in path.parts
    )


@cache
def text_files() -> tuple[Path, ...]:
    """Return every file of the checkout that is meant to be committed and read."""
    at_the_top = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".coverage"]
    inside = [path for folder in _OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return tuple(
        path
        for path in sorted(at_the_top + inside)
        if not _NOT_OURS & set(path.parts) and b"\0" not in path.read_bytes()[:8192]
    )


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has, without its decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def percentile(numbers: Sequence[int], percent: int) -> int:
    """Return the smallest number that at least so many percent of the numbers do not exceed."""
    ranked = sorted(numbers)
    return ranked[math.ceil(len(ranked) * percent / 100) - 1] if ranked else 0


def called_name(node: ast.expr) -> str:
    """Return a dotted name as it is written, such as ``datetime.now``; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{called_name(node.value)}.{node.attr}"
    return ""
