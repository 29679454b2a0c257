"""What the command line prints: tables for people, JSON for programs, progress for the patient.

Data goes to standard output; progress, problems and errors go to standard
error, so a pipe carries only what was asked for.

What a newcomer would get wrong: Rich is imported where a table or a bar is
drawn, for loading it takes longer than saying a line does.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from assay.domain.problem import Problem

FINE, FINDINGS, UNREADABLE = 0, 1, 2
_WIDE = 240  # where nobody looks through a window, nothing is cut off

Step = Callable[[str, int, int], None]


class Ended(SystemExit):
    """The command has said all it has to say, and ends with its own code."""


def say(*lines: str) -> None:
    """Print lines for people."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def say_error(text: str) -> None:
    """Print what went wrong."""
    sys.stderr.write(f"{text}\n")


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print a value as JSON, the same bytes for the same value."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: int = -1) -> None:
    """Print a table; ``right`` is the column of numbers, if there is one."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    screen = Console(highlight=False, markup=False, emoji=False)
    if not screen.is_terminal:  # a pipe is given room instead of being cut off
        screen = Console(highlight=False, markup=False, emoji=False, width=_WIDE)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for position, heading in enumerate(headings):
        table.add_column(heading, justify="right" if position == right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    screen.print(table)


def say_problems(problems: Sequence[Problem]) -> None:
    """Name everything that cannot be read, and where it stands."""
    if problems:
        many = "1 thing" if len(problems) == 1 else f"{len(problems)} things"
        say_error(f"{many} cannot be read:")
        for problem in problems:
            say_error(f"  {problem}")


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as JSON has them."""
    return [
        {
            "file": problem.place.file,
            "sheet": problem.place.sheet,
            "row": problem.place.row,
            "column": problem.place.column,
            "found": problem.found,
            "expected": problem.expected,
        }
        for problem in problems
    ]


@contextmanager
def progress() -> Iterator[Step]:
    """Give a function to report progress with; nothing shows where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    error = Console(stderr=True, markup=False, emoji=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=error, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def step(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done, total=of)

        yield step
