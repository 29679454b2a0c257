"""Finds the checks, and holds what the rest of the product knows of them.

A check is one module under ``stage1/`` or ``stage2/``, with one decorated
function of the module's name.  The module's docstring is the check's page in
the documentation.  Nothing else lists it.
"""

import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from assay.checks.material import Material
from assay.domain.deviation import Looked
from assay.domain.errors import NotFoundError

Run = Callable[[Material], Looked]

_CHECKS: dict[str, "Check"] = {}


@dataclass(frozen=True, slots=True)
class Check:
    """What is known of one check without running it."""

    name: str
    stage: int
    since: str
    code: str
    run: Run

    @property
    def page(self) -> str:
        """Return the check's documentation page, as its module holds it."""
        return import_module(self.run.__module__).__doc__ or ""

    @property
    def title(self) -> str:
        """Return what the check says is wrong, in one sentence."""
        return self.page.strip().splitlines()[0]

    def section(self, heading: str) -> str:
        """Return the text under one heading of the page."""
        found = re.search(rf"(?ms)^{heading}\n(.*?)(?=^\S|\Z)", self.page)
        return re.sub(r"\s+", " ", found[1]).strip() if found else ""


def check(*, since: str, code: str = "") -> Callable[[Run], Run]:
    """Register the function as the check of its module.

    ``code`` is the name by which requirement rows and profiles know the rule.
    """

    def register(function: Run) -> Run:
        _, stage, module = function.__module__.rsplit(".", 2)
        if function.__name__ != module:
            raise ValueError(f"{function.__module__} must name its check {module}")
        name = module.replace("_", "-")
        if name in _CHECKS:
            raise ValueError(f"two modules are named {module}")
        _CHECKS[name] = Check(name, int(stage[-1]), since, code, function)
        return function

    return register


@cache
def all_checks() -> Mapping[str, Check]:
    """Return every check in the product, by name."""
    for stage in ("stage1",):
        package = import_module(f"assay.checks.{stage}")
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(found.name)
    return dict(sorted(_CHECKS.items()))


def find_check(name: str) -> Check:
    """Return a check by name, or say which there are."""
    if name not in all_checks():
        raise NotFoundError(f"there is no check {name}; expected one of {', '.join(all_checks())}.")
    return all_checks()[name]
