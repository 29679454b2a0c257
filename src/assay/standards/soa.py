"""Whether a Statement of Applicability speaks of every control of the annex, once.

Counting rows proves nothing: with one control dropped, one named twice and one
invented the count is still right.  So three things are asked, each by name.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assay.domain.problem import Place, Problem
from assay.standards.control import Control

# "A.5.1", "a 5.1", "A5.01", "5.1" and "A.5.1 Policies for information security"
_ANNEX_ID = re.compile(
    r"\s*(?:annex\s+)?(?:a[\s._-]*)?(\d{1,2})\s*\.\s*(\d{1,2})(?!\s*\.?\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SoaCheck:
    """What is wrong with the ids of a statement, and which controls it leaves out."""

    unknown: tuple[Problem, ...]
    repeated: tuple[Problem, ...]
    missing: tuple[Problem, ...]
    missing_controls: tuple[str, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong, in one list."""
        return (*self.unknown, *self.repeated, *self.missing)


def normalise_control_id(said: str) -> str:
    """Return a control's number as the annex writes it, or what was said where it is no such."""
    read = _ANNEX_ID.match(said)
    if not read:
        return said.strip()
    return f"A.{int(read[1])}.{int(read[2])}"


def check_soa(
    rows: Iterable[tuple[str, Place]],
    controls: Collection[Control],
    register: Place,
    own: Collection[str] = (),
) -> SoaCheck:
    """Hold the ids of a statement against the annex.

    ``own`` names controls from elsewhere that the organisation has declared;
    any other id that the annex does not have is unknown.
    """
    known = {control.number: control for control in controls}
    unknown: list[Problem] = []
    repeated: list[Problem] = []
    seen: dict[str, Place] = {}
    for said, place in rows:
        number = said.strip() if said.strip() in own else normalise_control_id(said)
        if number in seen:
            found = f"{number} again, after {_within(register, seen[number])}"
            repeated.append(Problem(place, found, "each control once"))
            continue
        seen[number] = place
        if number not in known and number not in own:
            unknown.append(Problem(place, f"'{said}'", _expected(controls)))
    missing = tuple(number for number in known if number not in seen)
    return SoaCheck(
        unknown=tuple(unknown),
        repeated=tuple(repeated),
        missing=tuple(
            Problem(register, f"nothing on {number} {known[number].title}", "a position on it")
            for number in missing
        ),
        missing_controls=missing,
    )


def _within(register: Place, place: Place) -> str:
    """Return a place as somebody reads it who has the register before them."""
    text = str(place)
    return text.removeprefix(f"{register.file}, ")


def _expected(controls: Collection[Control]) -> str:
    numbers = [control.number for control in controls]
    if not numbers:
        return "no control, for the standard has no annex of them"
    return f"one of the {len(numbers)} controls from {numbers[0]} to {numbers[-1]}"
