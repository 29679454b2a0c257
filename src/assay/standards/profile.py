"""What one certification body allows: every setting, with where its value came from."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from assay.domain.errors import NotFoundError
from assay.standards.row import Part, Said, Texts
from assay.standards.setting import Setting, Span

Kind = TypeVar("Kind")


class ProfileHead(Part):
    """What a profile says of itself, above its values."""

    title: Said
    about: Said
    extends: str = ""
    standards: Texts
    """The families of standards that the profile is meant for."""


class Profile(ProfileHead):
    """A loaded profile; it holds every setting there is, its own values among them."""

    name: Said
    settings: tuple[Setting, ...]

    @cached_property
    def _settings(self) -> Mapping[str, Setting]:
        named = {name: one for one in self.settings for name in one.also}
        return named | {one.key: one for one in self.settings}

    def __getitem__(self, key: str) -> Setting:
        """Return a setting by its key, or by another name that the rows use for it."""
        if key not in self._settings:
            raise NotFoundError(f"There is no setting named {key}.")
        return self._settings[key]

    def under(self, prefix: str) -> Iterator[Setting]:
        """Yield the settings whose key begins so, such as ``finding.grade.``."""
        return (one for one in self.settings if one.key.startswith(prefix))

    @property
    def own_settings(self) -> tuple[Setting, ...]:
        """Return the settings that a profile states rather than the schema."""
        return tuple(one for one in self.settings if one.profile)

    def whole(self, key: str) -> int:
        """Return the value of a setting that holds a whole number."""
        return _as(int, self[key])

    def decimal(self, key: str) -> Decimal:
        """Return the value of a setting that holds a number with decimals."""
        return _as(Decimal, self[key])

    def flag(self, key: str) -> bool:
        """Return the value of a setting that holds yes or no."""
        return _as(bool, self[key])

    def choice(self, key: str) -> str:
        """Return the value of a setting that holds one of some words."""
        return _as(str, self[key])

    def choices(self, key: str) -> tuple[str, ...]:
        """Return the value of a setting that holds any of some words."""
        return _as(tuple, self[key])

    def span(self, key: str) -> Span:
        """Return the value of a setting that holds a range."""
        return _as(Span, self[key])


def _as(kind: type[Kind], setting: Setting) -> Kind:
    # bool is an int to Python, and a span is a tuple: neither may pass for the other here.
    value = setting.value
    if not isinstance(value, kind) or type(value) is not kind:
        raise TypeError(f"{setting.key} holds a {type(value).__name__}, not a {kind.__name__}")
    return value
