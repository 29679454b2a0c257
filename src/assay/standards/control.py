"""A control of a standard's annex, and the evidence it usually leaves.

Frequencies and tests are common practice, never requirements: where the
organisation has written down its own frequency, that one counts.
"""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from assay.domain.frequency import Frequency
from assay.standards.row import Basis, Confidence, Listed, Part, Row, Said, YesNo


class ControlKind(StrEnum):
    """Whether people, machines or both carry the control."""

    ORGANISATIONAL = "org"
    TECHNICAL = "tech"
    BOTH = "org+tech"


class DocumentNeed(StrEnum):
    """Whether a control, once implemented, needs something in writing."""

    ASKED = "asked"
    """The control itself speaks of something written."""
    CUSTOMARY = "customary"
    """Auditors usually expect it; the control can be met without."""
    NONE = "none"


class Verb(StrEnum):
    """What an auditor does to test a control."""

    EXAMINE = "EXAMINE"
    INTERVIEW = "INTERVIEW"
    OBSERVE = "OBSERVE"
    VISUAL = "VISUAL"
    WALKTHROUGH = "WALKTHROUGH"
    SAMPLE = "SAMPLE"
    TRACE = "TRACE"
    RECOMPUTE = "RECOMPUTE"
    """Over the whole population, by software."""
    RECONCILE = "RECONCILE"
    """Two sources against each other."""
    TEST = "TEST"
    """On a system; on a live one only after agreement."""


class UsualFrequency(Part):
    """How often one activity of a control is usually done."""

    activity: Said
    every: Frequency
    at_the_slowest: Frequency | None = None
    on: str = ""
    """What sets it off, when it is done on an event."""
    set_by: str = ""
    """Who or what sets the interval, when nobody can name it beforehand."""

    def __str__(self) -> str:
        often = f"per {self.on}" if self.on else f"by {self.set_by}" if self.set_by else self.every
        slowest = f" to {self.at_the_slowest}" if self.at_the_slowest else ""
        return f"{self.activity}: {often}{slowest}"


class AuditorTest(Part):
    """One thing an auditor does to see whether a control works."""

    verb: Verb
    what: Said

    def __str__(self) -> str:
        return f"{self.verb} {self.what}"


_FREQUENCY = re.compile(
    r"(?P<activity>[^:]+): "
    r"(?:per (?P<on>.+)|by (?P<set_by>.+)|(?P<every>[a-z-]+)(?: to (?P<at_the_slowest>[a-z-]+))?)"
)


def _parse_frequency(text: str) -> dict[str, str]:
    read = _FREQUENCY.fullmatch(text)
    if not read:
        raise ValueError(f"'activity: quarterly to yearly' or 'activity: per joiner', not '{text}'")
    said = {name: value for name, value in read.groupdict().items() if value}
    return {"every": Frequency.PER_EVENT, **said}


def _parse_test(text: str) -> dict[str, str]:
    verb, _, what = text.partition(" ")
    if verb not in Verb.__members__:
        raise ValueError(f"one of {', '.join(Verb)} before '{text}'")
    return {"verb": verb, "what": what}


def _parse_frequencies(cell: object) -> object:
    if isinstance(cell, str):
        return [_parse_frequency(part.strip()) for part in cell.split(";")]
    return cell


def _parse_tests(cell: object) -> object:
    if isinstance(cell, str):
        return [_parse_test(part.strip()) for part in cell.split(";")]
    return cell


class Control(Row):
    """One control of the annex, by number and title, with what it usually leaves behind."""

    number: Said
    title: Said
    asks: Said
    theme: Said
    kind: ControlKind
    new_in_edition: YesNo
    document: DocumentNeed
    document_confidence: Confidence
    typical_records: Said
    typical_frequency: Said
    frequencies: Annotated[tuple[UsualFrequency, ...], BeforeValidator(_parse_frequencies)]
    tests: Annotated[tuple[AuditorTest, ...], BeforeValidator(_parse_tests)]
    roles: Listed = Field(min_length=1)
    families: Listed = ()
    """The families of operating records that usually show the control at work."""
    practice_basis: Basis = Basis.CUSTOM
    """What stands behind the records, frequencies, tests and roles above."""
    practice_confidence: Confidence = Confidence.UNCONFIRMED
    practice_source: Said = "common audit practice, after the idea of ISO/IEC 27006-1"
