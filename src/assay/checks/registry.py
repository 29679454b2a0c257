"""Finds the checks, and holds what the rest of the product knows of them.

A check is one module under ``stage1/`` or ``stage2/``, with one decorated
function of the module's name.  The module's docstring is the check's page in
the documentation.  Nothing else lists it.

A check of Stage 1 is given the dossier; one of Stage 2 is given the operation,
which is the dossier with the populations of records beside it.
"""

import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from assay.checks.material import Material
from assay.checks.operation import Operation
from assay.claims.answers import Answers
from assay.domain.deviation import Looked
from assay.domain.errors import NotFoundError

Run = Callable[[Material], Looked]
RunOverRecords = Callable[[Operation], Looked]


@dataclass(frozen=True, slots=True)
class AnyCheck:
    """What is known of one check without running it."""

    name: str
    stage: int
    since: str
    code: str
    module: str

    @property
    def page(self) -> str:
        """Return the check's documentation page, as its module holds it."""
        return import_module(self.module).__doc__ or ""

    @property
    def title(self) -> str:
        """Return what the check says is wrong, in one sentence."""
        return self.page.strip().splitlines()[0]

    def section(self, heading: str) -> str:
        """Return the text under one heading of the page."""
        found = re.search(rf"(?ms)^{heading}\n(.*?)(?=^\S|\Z)", self.page)
        return re.sub(r"\s+", " ", found[1]).strip() if found else ""


@dataclass(frozen=True, slots=True)
class Check(AnyCheck):
    """A check of the design, over the dossier."""

    run: Run


@dataclass(frozen=True, slots=True)
class PopulationCheck(AnyCheck):
    """A check of the operation, over whole populations; ``answers`` are the promises it tests."""

    run: RunOverRecords
    answers: tuple[Answers, ...] = ()


_CHECKS: dict[str, Check | PopulationCheck] = {}


def check(*, since: str, code: str = "") -> Callable[[Run], Run]:
    """Register the function as the check of Stage 1 that its module is.

    ``code`` is the name by which requirement rows and profiles know the rule.
    """

    def register(function: Run) -> Run:
        name, stage = _place_of(function.__module__, function.__name__)
        _CHECKS[name] = Check(name, stage, since, code, function.__module__, function)
        return function

    return register


def population_check(
    *, since: str, code: str = "", answers: tuple[Answers, ...] = ()
) -> Callable[[RunOverRecords], RunOverRecords]:
    """Register the function as the check of Stage 2 that its module is."""

    def register(function: RunOverRecords) -> RunOverRecords:
        name, stage = _place_of(function.__module__, function.__name__)
        _CHECKS[name] = PopulationCheck(
            name, stage, since, code, function.__module__, function, answers
        )
        return function

    return register


def _place_of(module: str, function: str) -> tuple[str, int]:
    _, stage, own = module.rsplit(".", 2)
    if function != own:
        raise ValueError(f"{module} must name its check {own}")
    name = own.replace("_", "-")
    if name in _CHECKS:
        raise ValueError(f"two modules are named {own}")
    return name, int(stage[-1])


@cache
def every_check() -> Mapping[str, Check | PopulationCheck]:
    """Return every check in the product, by name."""
    for stage in ("stage1", "stage2"):
        package = import_module(f"assay.checks.{stage}")
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(found.name)
    return dict(sorted(_CHECKS.items()))


@cache
def all_checks() -> Mapping[str, Check]:
    """Return every check of Stage 1, by name."""
    return {name: each for name, each in every_check().items() if isinstance(each, Check)}


@cache
def all_population_checks() -> Mapping[str, PopulationCheck]:
    """Return every check of Stage 2, by name."""
    found = every_check().items()
    return {name: each for name, each in found if isinstance(each, PopulationCheck)}


def find_any_check(name: str) -> Check | PopulationCheck:
    """Return a check by name, or say which there are."""
    if name not in every_check():
        raise NotFoundError(
            f"there is no check {name}; expected one of {', '.join(every_check())}."
        )
    return every_check()[name]


def find_check(name: str) -> Check:
    """Return a check of Stage 1 by name, or say which there are."""
    if name not in all_checks():
        raise NotFoundError(f"there is no check {name}; expected one of {', '.join(all_checks())}.")
    return all_checks()[name]


def find_population_check(name: str) -> PopulationCheck:
    """Return a check of Stage 2 by name, or say which there are."""
    if name not in all_population_checks():
        raise NotFoundError(
            f"there is no check {name} of Stage 2; "
            f"expected one of {', '.join(all_population_checks())}."
        )
    return all_population_checks()[name]
