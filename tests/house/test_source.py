"""How modules are named, what they say of themselves, and what they never do."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.lib.source import Module, called_name, modules

NO_HOME = {"util", "utils", "helper", "helpers", "common", "base", "manager", "handler", "service"}
# What an organisation sells is a service; the words of the domain come first.
NOUNS = {"src/assay/domain/service.py"}

# Only the shells may ask a clock what day it is; below them the date is an argument.
SHELLS = {"web", "api", "cli", "actions", "store", "engine"}
NOT_THE_SAME_TOMORROW = re.compile(
    r"(datetime\.)?(datetime|date)\.(now|utcnow|today)"
    r"|time\.(time|time_ns|localtime|ctime)|timezone\.(now|localdate)"
    r"|(uuid\.)?uuid[14]|os\.urandom|secrets\.\w+"
)

# The outermost edges: whatever went wrong there has to become an answer to somebody.
EDGES = {"src/assay/intake/limits_worker.py", "src/assay/web/errors.py"}

Rule = Callable[[Module], Iterator[str]]


def says_what_it_is_for(module: Module) -> Iterator[str]:
    """Have the docstring begin with one sentence on one line."""
    first = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    if module.tree.body and not first.endswith("."):
        yield f"begins with {first!r}"


def has_a_name_of_its_own(module: Module) -> Iterator[str]:
    """Refuse names of drawers that take everything, for modules and classes."""
    classes = [node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    for name in [module.path.stem, *classes]:
        words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}
        if words & NO_HOME and module.name not in NOUNS:
            yield name


def leaves_the_word_test_to_tests(module: Module) -> Iterator[str]:
    """Refuse names of the product that begin with test: pytest would take them."""
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    named = [node.name for node in ast.walk(module.tree) if isinstance(node, definitions)]
    yield from (name for name in [module.path.stem, *named] if name.lower().startswith("test"))


def keeps_annotations_real(module: Module) -> Iterator[str]:
    """Refuse imports that turn annotations into text."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module in {"__future__", "typing"}:
            names = {alias.name for alias in node.names} & {"annotations", "TYPE_CHECKING"}
            yield from (f"line {node.lineno}: {name}" for name in sorted(names))


def asks_no_clock_and_no_chance(module: Module) -> Iterator[str]:
    """Refuse what would make the core answer otherwise tomorrow, or on another machine."""
    if module.name.split("/")[2] in SHELLS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = called_name(node)
            if NOT_THE_SAME_TOMORROW.fullmatch(name):
                yield f"line {node.lineno}: {name}"


def catches_what_it_knows(module: Module) -> Iterator[str]:
    """Refuse to catch everything, but at the outermost edges."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler) and module.name not in EDGES:
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {called_name(one) if one else "" for one in caught}
            if names & {"", "Exception", "BaseException"}:
                yield f"line {node.lineno}"


def prints_nothing_in_passing(module: Module) -> Iterator[str]:
    """Refuse print: the shells know how to speak to a person or to a pipe."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and called_name(node.func) == "print":
            yield f"line {node.lineno}"


RULES: dict[Rule, str] = {
    says_what_it_is_for: '"""Tables"""',
    has_a_name_of_its_own: "class TableHelper: ...",
    leaves_the_word_test_to_tests: "class TestRun: ...",
    keeps_annotations_real: "from typing import TYPE_CHECKING",
    asks_no_clock_and_no_chance: "import datetime\ndatetime.date.today()",
    catches_what_it_knows: "try: ...\nexcept (ValueError, Exception): ...",
    prints_nothing_in_passing: "print('done')",
}
IDS = [rule.__name__ for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_every_module(rule: Rule) -> None:
    offences = {module.name: found for module in modules("src") if (found := list(rule(module)))}

    assert offences == {}


@pytest.mark.parametrize(("rule", "offence"), RULES.items(), ids=IDS)
def test_a_module_that_breaks_the_rule_is_seen(
    rule: Rule, offence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.lib.source.ROOT", tmp_path)
    path = tmp_path / "src" / "assay" / "domain" / "table.py"
    path.parent.mkdir(parents=True)
    path.write_text(offence, encoding="utf-8")

    assert len(list(rule(Module(path)))) == 1


def test_tests_keep_annotations_real_too() -> None:
    assert [name for module in modules() for name in keeps_annotations_real(module)] == []
