"""Writes the pages of ``docs/reference/``, and the picture in the README, from the source itself.

A page is one module under ``pages/`` with a function ``render_page``; nothing
lists the pages.  A test per page fails when what is committed is not what the
source says, so nobody edits a generated page: ``make docs`` writes them again.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import cast

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"

_WRITTEN_BY_MACHINE = "<!-- Written by `make docs` from the source; a change here is lost. -->\n\n"


def all_pages() -> Mapping[Path, Callable[[], str]]:
    """Return what renders each generated page, by where the page is kept."""
    import docs.generator.pages as package
    from docs.generator.readme import README, render_readme

    pages = {
        FOLDER / f"{module.name.replace('_', '-')}.md": _renderer(
            f"{package.__name__}.{module.name}"
        )
        for module in iter_modules(package.__path__)
    }
    return {**pages, README: render_readme}


def _renderer(module: str) -> Callable[[], str]:
    render = cast("Callable[[], str]", import_module(module).render_page)
    return lambda: _WRITTEN_BY_MACHINE + render().rstrip("\n") + "\n"
