"""Every command in its own words, and what each way of ending means."""

from collections.abc import Iterator

from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from assay.cli.main import app
from docs.generator.causes import read_causes
from docs.generator.markdown import code, paragraphs, render_table

_INTRODUCTION = """\
# Command line

Every command says this of itself with `--help`. Data goes to standard output, and progress,
problems and errors go to standard error, so that a pipe carries only what was asked for; with
`--json` it carries JSON. Colours are left out in a pipe, and where `NO_COLOR` is set.
"""

_ENDINGS = """\
## Exit codes

An error that a person can do something about is one line on standard error. Anything else is a bug,
and shows where it happened.
"""


def render_page() -> str:
    """Return the page of commands and exit codes."""
    commands = (
        f"## {' '.join(('assay', *words))}\n\n```text\n{_help(words)}\n```\n"
        for words in ((), *_commands())
    )
    return "\n".join([_INTRODUCTION, *commands, _ENDINGS, _exit_codes()])


def _commands() -> Iterator[tuple[str, ...]]:
    root = get_command(app)
    if not isinstance(root, TyperGroup):
        raise TypeError("assay is a single command; expected a group of commands")
    yield from _inside(root)


def _inside(group: TyperGroup, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in sorted(group.commands.items()):
        words = (*before, name)
        if isinstance(command, TyperGroup):
            yield from _inside(command, words)
        elif not command.hidden:
            yield words


def _help(words: tuple[str, ...]) -> str:
    wide = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb"}
    asked = CliRunner().invoke(app, [*words, "--help"], env=wide, prog_name="assay")
    if asked.exit_code:
        raise RuntimeError(f"{' '.join(words)} --help ended with {asked.exit_code}: {asked.output}")
    return "\n".join(line.rstrip() for line in asked.stdout.strip("\n").splitlines())


def _exit_codes() -> str:
    lines = [
        ("0", "Fine.", ""),
        ("1", "There are findings.", ""),
        ("3", "The command was called wrongly.", ""),
        *((str(one.exit_code), paragraphs(one.summary), code(one.name)) for one in read_causes()),
    ]
    return render_table(("code", "means", "cause"), lines)
