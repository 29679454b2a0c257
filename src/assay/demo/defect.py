"""Flaws that can be planted in a clean company, each exactly one changed fact.

A defect is a function in a module under ``defects/`` that changes a draft.  It
names the check that is expected to speak, so that a check without a way to be
seen failing is noticed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from assay.demo.draft import Draft
from assay.domain.errors import NotFoundError

Plant = Callable[[Draft], None]


@dataclass(frozen=True, slots=True)
class Defect:
    """One flaw: where it can be planted, which check finds it, what it changes."""

    name: str
    organisation: str
    stage: int
    check: str
    plants: str
    plant: Plant


_DEFECTS: dict[str, Defect] = {}


def defect(*, organisation: str, stage: int, check: str) -> Callable[[Plant], Plant]:
    """Register a function as a defect: its name is the defect's, its docstring what it plants."""

    def register(plant: Plant) -> Plant:
        name = plant.__name__.replace("_", "-")
        if name in _DEFECTS:
            raise ValueError(f"two defects are named {name}")
        plants = (plant.__doc__ or "").strip().splitlines()[0]
        _DEFECTS[name] = Defect(name, organisation, stage, check, plants, plant)
        return plant

    return register


@cache
def all_defects() -> Mapping[str, Defect]:
    """Return every defect by name: the modules that are there."""
    import assay.demo.defects as package

    for module in iter_modules(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return dict(sorted(_DEFECTS.items()))


def find_defect(name: str, organisation: str) -> Defect:
    """Return a defect that an organisation can have, or say which it can have."""
    can_have = {
        known.name: known for known in all_defects().values() if known.organisation == organisation
    }
    if name not in can_have:
        raise NotFoundError(
            f"{organisation} cannot have the defect {name}; expected one of {', '.join(can_have)}."
        )
    return can_have[name]
