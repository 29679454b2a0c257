"""Every table and key of a TOML file is found on its line."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import assay.standards
from assay.standards.toml_lines import Steps, TomlLines

FILES = sorted(Path(assay.standards.__file__).parent.rglob("*.toml"))
TEXT = '''\
title = "One"  # [not.a.table]

[counts]
themes = { Kitchen = 1 }

  [[clause]]
  number = "1"
  [clause.items]
  a = "x"

[[clause]]
number = "2"
about = """
[[clause]]
number = "no key"
"""
tags = [
  "[[clause]]",  # one ] too many
  "number = 7",
]
last = 1

[[document]]
[[document.part]]
key = "first"
[[document.part]]
key = "second"
elements = [
  { key = "a", asks = "]" },

  # a comment
  { key = "b" },
]
"quoted" = 2
[[document]]
[[document.part]]
key = "third"
'''


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        (("title",), 1),
        (("counts",), 3),
        (("counts", "themes"), 4),
        (("counts", "themes", "Kitchen"), 4),
        (("clause", 0), 6),
        (("clause", 0, "number"), 7),
        (("clause", 0, "items"), 8),
        (("clause", 0, "items", "a"), 9),
        (("clause", 1), 11),
        (("clause", 1, "number"), 12),
        (("clause", 1, "about"), 13),
        (("clause", 1, "tags"), 17),
        (("clause", 1, "tags", 1), 17),
        (("clause", 1, "last"), 21),
        (("document", 0), 23),
        (("document", 0, "part", 0, "key"), 25),
        (("document", 0, "part", 1, "key"), 27),
        (("document", 0, "part", 1, "elements", 0, "asks"), 29),
        (("document", 0, "part", 1, "elements", 1, "key"), 32),
        (("document", 0, "part", 1, "quoted"), 34),
        (("document", 1, "part", 0, "key"), 37),
        (("nothing",), 1),
    ],
    ids=str,
)
def test_a_key_stands_on_its_line(steps: Steps, line: int) -> None:
    assert TomlLines(TEXT).at(steps) == line


def test_the_text_of_these_tests_is_toml() -> None:
    assert tomllib.loads(TEXT)["clause"][1]["last"] == 1


def keys_of(value: object, steps: Steps = ()) -> Iterator[Steps]:
    """Yield the keys that hold something other than tables."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list) and all(isinstance(one, dict) for one in value):
        inner = list(enumerate(value))
    if not inner:
        yield steps
    for step, one in inner:
        yield from keys_of(one, (*steps, step))


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_every_key_of_every_file_stands_on_the_line_that_is_told(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, index = text.splitlines(), TomlLines(text)

    told = {steps: lines[index.at(steps) - 1] for steps in keys_of(tomllib.loads(text))}

    assert {steps: line for steps, line in told.items() if f"{steps[-1]} = " not in line} == {}
