"""The Statement of Applicability as it comes in: each control once, by the annex's own number.

People write 5.1, A5.1 or A.5.01 and mean one control.  A number that looks like
the annex's and is not in it is a slip of the pen and refused by name; anything
else is a control of the organisation's own and stays as it is called.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from assay.domain.case import Case
from assay.domain.problem import Place, Problem
from assay.domain.reading import RegisterReading, SkippedBecause, SkippedRow
from assay.domain.soa_row import SoaRow
from assay.standards.control import Control
from assay.standards.load import load_standard, standard_names
from assay.standards.soa import check_soa, normalise_control_id


def annex_of(cases: Iterable[Case]) -> tuple[Control, ...]:
    """Return the controls of the standards that the cases name."""
    named = {name for case in cases for name in case.standards}
    return tuple(
        control
        for name in sorted(named & set(standard_names()))
        for control in load_standard(name).controls
    )


def with_annex_numbers(
    reading: RegisterReading[SoaRow], annex: Collection[Control]
) -> RegisterReading[SoaRow]:
    """Call each control as the annex does; rows on unknown or repeated ones are skipped by name."""
    if not annex:
        return reading
    placed = [(item, Place(reading.file, reading.sheet, row)) for item, row in _rows(reading)]
    own = {item.key for item, _ in placed if normalise_control_id(item.key) == item.key.strip()}
    own -= {key for key in own if key.startswith("A.")}
    checked = check_soa(
        ((item.key, place) for item, place in placed), annex, Place(reading.file), own
    )
    wrong = {problem.place.row: SkippedBecause.UNREADABLE for problem in checked.unknown}
    wrong |= {problem.place.row: SkippedBecause.DUPLICATE_KEY for problem in checked.repeated}
    kept = [(item, row) for item, row in _rows(reading) if row not in wrong]
    skipped = [
        SkippedRow(row, wrong[row], item.key) for item, row in _rows(reading) if row in wrong
    ]
    problems: tuple[Problem, ...] = (*checked.unknown, *checked.repeated)
    return replace(
        reading,
        items=tuple(_renumbered(item, own) for item, _ in kept),
        rows=tuple(row for _, row in kept),
        skipped=tuple(sorted((*reading.skipped, *skipped), key=lambda each: each.row)),
        problems=(*reading.problems, *problems),
    )


def _rows(reading: RegisterReading[SoaRow]) -> Iterator[tuple[SoaRow, int]]:
    return zip(reading.items, reading.rows, strict=True)


def _renumbered(item: SoaRow, own: Collection[str]) -> SoaRow:
    number = item.key if item.key in own else normalise_control_id(item.key)
    return item if number == item.key else item.changed(key=number)
