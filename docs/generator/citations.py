"""Which tests say that they prove which rows, read from the tests without running them.

Reading rather than collecting keeps the page the same on every machine: a test
that is skipped where there is no PostgreSQL cites its rows all the same.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docs.generator import ROOT

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A test, a class of tests or a whole module, and one row that it cites."""

    row: str
    file: str
    test: str

    @property
    def sentence(self) -> str:
        """Return the test's name as the sentence that it is."""
        if not self.test:
            return "every test of the file"
        return self.test.removeprefix("test_").replace("_", " ")


def read_citations(tests: Path = ROOT / "tests") -> Mapping[str, tuple[Citation, ...]]:
    """Return the citations of every row that is cited at all, by row."""
    found: dict[str, set[Citation]] = {}
    for path in sorted(tests.rglob("*.py")):
        file = path.relative_to(tests.parent).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"), file)
        for test, row in _cited(tree, ""):
            found.setdefault(row, set()).add(Citation(row, file, test))
    return {row: tuple(sorted(found[row])) for row in sorted(found)}


def _cited(node: ast.AST, test: str) -> Iterator[tuple[str, str]]:
    """Yield each row cited in a node, with the innermost test around it."""
    if isinstance(node, ast.Call) and _is_row_mark(node.func):
        for argument in node.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise TypeError(f"line {node.lineno}: a cited row is written out, such as 'R-041'")
            yield test, argument.value
    inside = node.name if isinstance(node, _DEFINITIONS) else test
    for child in ast.iter_child_nodes(node):
        yield from _cited(child, inside)


def _is_row_mark(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr == "row"
        and isinstance(called.value, ast.Attribute)
        and called.value.attr == "mark"
    )
