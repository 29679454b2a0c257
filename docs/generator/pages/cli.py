"""Every command in its own words, and what each way of ending means."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from assay.cli.main import app
from assay.domain.errors import UserError
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
        *(
            (str(kind.exit_code), _summary(kind), code(kind.__name__))
            for kind in sorted(_causes(), key=lambda kind: (kind.exit_code, kind.__name__))
        ),
    ]
    return render_table(("code", "means", "cause"), lines)


def _summary(kind: type[UserError]) -> str:
    return paragraphs(kind.__doc__).partition("\n\n")[0]


def _causes() -> frozenset[type[UserError]]:
    """Return every kind of error that is shown as one line, after loading what defines one."""
    import assay

    for module in walk_packages(assay.__path__, "assay."):
        # What Django loads when it starts knows errors of its own, none of ours.
        if ".store.models" not in module.name and ".store.migrations" not in module.name:
            import_module(module.name)
    return frozenset(_kinds(UserError))


def _kinds(base: type[UserError]) -> Iterator[type[UserError]]:
    yield base
    for kind in base.__subclasses__():
        yield from _kinds(kind)
