"""A setting: one number or choice on which certification bodies, or the sources, differ.

The schema declares each setting once with its default.  A profile states only
the values in which it differs, and every loaded value tells where it came
from, so that a verdict can print its threshold together with the threshold's
origin.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field, PlainValidator, SkipValidation

from assay.standards.row import Basis, Confidence, Flag, Part, Said, Texts


class SettingType(StrEnum):
    """What kind of value a setting holds."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    CHOICE = "choice"
    """One of the allowed words."""
    CHOICES = "choices"
    """Any of the allowed words; any words at all where none are named."""
    SPAN = "span"
    """Two whole numbers, from and to."""


class Tag(StrEnum):
    """Who says the value; the letters are those of the requirement rows."""

    STATED = "S"
    """A source states it."""
    DEFAULT = "D"
    """Chosen here because no source does."""
    OUTSIDE = "X"
    """From outside the sources."""


class Origin(StrEnum):
    """Where a loaded value came from."""

    SOURCE_DEFAULT = "source default"
    HOUSE_DEFAULT = "default of Assay"
    PROFILE = "profile"


class Span(NamedTuple):
    """From so many to so many, both included."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low} to {self.high}"


Value = bool | int | Decimal | str | tuple[str, ...] | Span


def _is_allowed(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("words or whole numbers")  # noqa: TRY004 - pydantic gathers these
    return value


Allowed = Annotated[str | int, PlainValidator(_is_allowed)]


class Stated(Part):
    """A value with what stands behind it."""

    key: Said
    value: object
    tag: Tag
    source: Said
    confidence: Confidence
    basis: Basis
    why: str = ""


class Declared(Stated):
    """A setting as the schema declares it, with the default value."""

    also: Texts = ()
    """Other names under which the requirement rows know it."""
    type: SettingType
    unit: str = ""
    allowed: tuple[Allowed, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    not_above: str = ""
    """The setting whose value this one may not exceed."""
    meaning: Said
    rows: Texts = Field(min_length=1)
    tensions: Texts = ()
    hard: Flag = False
    """No profile may set it otherwise."""


class Setting(Declared):
    """A setting as a profile holds it: its value, and where the value came from."""

    value: Annotated[Value, SkipValidation]
    origin: Origin
    profile: str = ""
    """The profile that states the value; empty for a default of the schema."""

    @property
    def threshold_from(self) -> str:
        """Return where the value comes from, as a verdict prints it."""
        if self.origin is Origin.PROFILE:
            return f"profile {self.profile}, {self.source}"
        if self.origin is Origin.SOURCE_DEFAULT:
            return f"default, {self.source}"
        return str(self.origin)

    @property
    def value_text(self) -> str:
        """Return the value as a person reads it, with its unit."""
        return f"{_worded(self.value)} {self.unit}".rstrip()


def _worded(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and not isinstance(value, Span):
        return ", ".join(value) or "none"
    return str(value)
