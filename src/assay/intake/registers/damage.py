"""Names text that was damaged before it came here.

A broken character (U+FFFD) is what is left of one that could not be decoded;
what it was is lost, so it is a problem.  ``MÃ¼ller`` is a text that was
decoded wrongly once and can be guessed back, so it is a remark.  The rows are
read either way: a risk does not go away because of an umlaut.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from assay.domain.problem import Place, Problem
from assay.domain.reading import MappedColumn, Remark
from assay.intake.broken_characters import BROKEN_CHARACTER, GARBLED, mend_garbled
from assay.intake.tables.cell import Cell, quote
from assay.intake.tables.table import Row

_SUSPECT: Final = re.compile(f"{BROKEN_CHARACTER}|{GARBLED.pattern}")


class Damage(NamedTuple):
    """What is damaged in the mapped columns."""

    problems: list[Problem]
    remarks: list[Remark]


def find_damage(
    cells: Mapping[int, Sequence[Cell]],
    rows: Sequence[Row],
    mapping: Mapping[int, MappedColumn],
    place: Place,
) -> Damage:
    """Return the damaged cells: each broken one, and where a column was decoded wrongly."""
    damage = Damage([], [])
    for column, mapped in mapping.items():
        # One look at the whole column, for nearly all are sound and a register may be long.
        if not _SUSPECT.search("\n".join(cell for cell in cells[column] if isinstance(cell, str))):
            continue
        garbled = ""
        for row, cell in zip(rows, cells[column], strict=True):
            if not isinstance(cell, str):
                continue
            if BROKEN_CHARACTER in cell:
                here = Place(place.file, place.sheet, row.number, mapped.heading)
                damage.problems.append(Problem(here, quote(cell), "text without broken characters"))
            elif not garbled and (meant := mend_garbled(cell)) != cell:
                garbled = f"{quote(cell)} in row {row.number}, which may be {quote(meant)}"
        if garbled:
            says = f"text that was decoded wrongly before, such as {garbled}"
            here = Place(place.file, place.sheet, 0, mapped.heading)
            damage.remarks.append(Remark(here, says))
    return damage
