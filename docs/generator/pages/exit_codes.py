"""What the command line ends with, and why."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from assay.domain.errors import UserError
from docs.generator.markdown import code, paragraphs, render_table

_INTRODUCTION = """\
# Exit codes

What `assay` ends with. An error that a person can do something about is one line on the error
output; anything else is a bug and shows where it happened.
"""


def render_page() -> str:
    """Return the page of exit codes: the two fixed ones, then one line a cause."""
    lines = [
        ("0", "Nothing is wrong.", ""),
        ("1", "There are findings, or things that differ.", ""),
        *(
            (str(kind.exit_code), paragraphs(kind.__doc__), code(kind.__name__))
            for kind in sorted(_causes(), key=lambda kind: (kind.exit_code, kind.__name__))
        ),
    ]
    return f"{_INTRODUCTION}\n{render_table(('code', 'means', 'cause'), lines)}"


def _causes() -> Iterator[type[UserError]]:
    import assay

    for module in walk_packages(assay.__path__, "assay."):
        if not module.name.startswith("assay.store.migrations"):
            import_module(module.name)
    yield from _kinds(UserError)


def _kinds(base: type[UserError]) -> Iterator[type[UserError]]:
    yield base
    for kind in base.__subclasses__():
        yield from _kinds(kind)
