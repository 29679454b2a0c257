"""Every table and key of a TOML file is found on its line."""

import tomllib

import pytest

from assay.standards.toml_lines import Steps, TomlLines

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
