"""Finds on which line of a TOML file each table and key stands.

The parser of the standard library keeps no line numbers.  This second, simple
pass knows headers, keys, texts of several lines and the tables inside a list;
it runs only once somebody has to be told where something is wrong.  Where it
cannot follow a file it names the nearest line above.
"""

import re
from collections import Counter
from functools import cached_property

Step = str | int
Steps = tuple[Step, ...]

_HEADER = re.compile(r"\s*(?P<brackets>\[\[?)\s*(?P<name>[A-Za-z_][\w.-]*)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?P<key>[\w-]+|\"[^\"]*\")\s*=\s*(?P<rest>.*)$")
_TEXT_OR_COMMENT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*$")


class TomlLines:
    """The lines of one file, found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, steps: Steps) -> int:
        """Return the line of a key such as ``("clause", 3, "kind")``, or of what holds it."""
        while steps and steps not in self._lines:
            steps = steps[:-1]
        return self._lines.get(steps, 1)

    @cached_property
    def _lines(self) -> dict[Steps, int]:
        found = _Pass()
        for number, line in enumerate(self._text.splitlines(), start=1):
            found.take(number, line)
        return found.lines


class _Pass:
    """Where the pass over a file has got to."""

    def __init__(self) -> None:
        self.lines: dict[Steps, int] = {}
        self._tables: Counter[Steps] = Counter()
        self._table: Steps = ()
        self._key: Steps = ()
        self._inner = 0
        self._depth = 0
        self._quotes = ""

    def take(self, number: int, line: str) -> None:
        """Take in one more line."""
        if self._quotes:
            # Inside a text of several lines nothing is a key.
            self._quotes = "" if self._quotes in line else self._quotes
        elif self._depth:
            self._take_list_line(number, line)
        elif header := _HEADER.match(line):
            self._take_header(number, header["name"].split("."), listed=header["brackets"] == "[[")
        elif key := _KEY.match(line):
            self._key = (*self._table, key["key"].strip('"'))
            self._inner = 0
            self.lines[self._key] = number
            self._take_value(key["rest"])

    def _take_header(self, number: int, names: list[str], *, listed: bool) -> None:
        steps: Steps = ()
        for name in names[:-1]:
            steps = (*steps, name)
            if begun := self._tables[steps]:
                steps = (*steps, begun - 1)
        steps = (*steps, names[-1])
        if listed:
            self._tables[steps] += 1
            steps = (*steps, self._tables[steps] - 1)
        self._table = steps
        self.lines[steps] = number

    def _take_list_line(self, number: int, line: str) -> None:
        if self._depth == 1 and line.lstrip().startswith("{"):
            self.lines[(*self._key, self._inner)] = number
            self._inner += 1
        self._take_value(line)

    def _take_value(self, rest: str) -> None:
        for quotes in ('"""', "'''"):
            if rest.count(quotes) == 1:
                self._quotes = quotes
                return
        bare = _TEXT_OR_COMMENT.sub("", rest)
        self._depth += bare.count("[") - bare.count("]")
