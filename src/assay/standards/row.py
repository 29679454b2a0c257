"""What every row of a standard says of itself: edition, validity, how sure, how binding.

A row is one clause, document, control or finding as a data file states it.
Nothing here is a quotation: numbers and titles are facts, and every sentence
is in our own words.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Confidence(StrEnum):
    """How far somebody has checked what the row says."""

    CONFIRMED = "confirmed"
    """Seen in the named source."""
    PARTLY = "partly confirmed"
    """Generally known, and confirmed in part by the named source."""
    UNCONFIRMED = "unconfirmed"
    """Generally known, and not yet held against a source."""
    DOUBTFUL = "doubtful"
    """Open to question: verify before claiming it."""


class Basis(StrEnum):
    """What stands behind the row; nobody may take a custom for a rule."""

    STANDARD = "standard"
    """A rule of a standard or of an accreditation document."""
    CUSTOM = "custom"
    """A custom of certification bodies and auditors, in no standard."""
    SOURCE = "source"
    """Claimed by one source text, neither a rule nor known as a custom."""
    HOUSE = "house"
    """Chosen by Assay because nobody states it."""


def _split(cell: object) -> object:
    # A cell holds a list as "one; two"; what is no cell is a list already.
    if isinstance(cell, str):
        return tuple(part.strip() for part in cell.split(";") if part.strip())
    return cell


def _read_yes_or_no(cell: object) -> object:
    if isinstance(cell, str):
        if cell not in {"yes", "no"}:
            raise ValueError("yes or no")
        return cell == "yes"
    return cell


Said = Annotated[str, Field(min_length=1)]
"""Text that may not be left out."""

Texts = tuple[Said, ...]

Listed = Annotated[Texts, BeforeValidator(_split)]
"""A list of short texts that stands in one cell, joined by semicolons."""

YesNo = Annotated[bool, BeforeValidator(_read_yes_or_no)]

Whole = Annotated[int, Field(strict=True)]
"""A whole number that TOML holds as a number, not as text."""

Flag = Annotated[bool, Field(strict=True)]


class Part(BaseModel):
    """Anything that a data file states: frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(Part):
    """One statement of a standard, with what a reader needs to weigh it."""

    edition: Said
    valid_from: date
    valid_to: date | None = None
    confidence: Confidence
    basis: Basis
    source: Said
