"""Loads standards and profiles: those of the product by name, anybody's by their path.

Adding one is adding a folder (a standard) or a file (a profile); nothing lists
them but the directory itself.
"""

from functools import cache
from pathlib import Path

from assay.domain.errors import NotFoundError
from assay.standards.profile import Profile
from assay.standards.read_profile import read_profile, read_schema, read_sources
from assay.standards.read_standard import read_standard
from assay.standards.setting import Declared
from assay.standards.source_text import SourceText
from assay.standards.standard import Standard
from assay.standards.tables import HEAD_FILE

_HERE = Path(__file__).parent
_PROFILES = _HERE / "profiles"

DEFAULT_PROFILE = "isms-typical"


@cache
def standard_names() -> tuple[str, ...]:
    """Return the names of the standards that come with the product."""
    return tuple(sorted(head.parent.name for head in _HERE.glob(f"*/{HEAD_FILE}")))


@cache
def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that come with the product, the default first."""
    names = sorted(file.stem for file in _PROFILES.glob("*.toml"))
    return tuple(sorted(names, key=lambda name: name != DEFAULT_PROFILE))


def load_standard(which: str | Path) -> Standard:
    """Return a standard of the product by name, or the one in a folder of its own."""
    if isinstance(which, Path):
        return read_standard(which, _HERE, _setting_keys())
    return _load_shipped_standard(which)


def load_profile(which: str | Path = DEFAULT_PROFILE) -> Profile:
    """Return a profile of the product by name, or the one in a file of its own."""
    if isinstance(which, Path):
        return read_profile(which, _PROFILES, load_settings())
    return _load_shipped_profile(which)


@cache
def load_sources() -> tuple[SourceText, ...]:
    """Return the texts that settings and findings name as their source."""
    return read_sources(_HERE / "sources.toml")


@cache
def load_settings() -> tuple[Declared, ...]:
    """Return every setting there is, with its default, as the schema declares them."""
    return read_schema(_HERE / "settings.toml")


def _setting_keys() -> frozenset[str]:
    return frozenset(setting.key for setting in load_settings())


@cache
def _load_shipped_standard(name: str) -> Standard:
    if name not in standard_names():
        known = ", ".join(standard_names())
        raise NotFoundError(f"There is no standard named {name}; there are {known}.")
    return read_standard(_HERE / name, _HERE, _setting_keys())


@cache
def _load_shipped_profile(name: str) -> Profile:
    if name not in profile_names():
        known = ", ".join(profile_names())
        raise NotFoundError(f"There is no profile named {name}; there are {known}.")
    return read_profile(_PROFILES / f"{name}.toml", _PROFILES, load_settings())
