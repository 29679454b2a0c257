"""The Statement of Applicability skips a control, names one twice, or one that there is not.

Looks at
    Each control of the annex: whether a row speaks of it.  And each row: whether
    the annex has such a control, and whether another row spoke of it before.

Why it matters
    A statement that skips a control leaves open whether it was weighed at all,
    and Stage 2 cannot be planned around a hole.  Counting rows does not find it:
    one dropped and one invented still add up.

Does not look at
    What the rows say.

Put right
    Take a position on each control of the annex; remove or rename what is none.
"""

from collections.abc import Iterator

from assay.checks.facts.statements import (
    NO_STATEMENT,
    positions,
    rows_in_order,
    standards_with_statement,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.problem import Place
from assay.standards.soa import check_soa, normalise_control_id
from assay.standards.standard import Standard


@check(since="2026.1", code="SOA-INCOMPLETE")
def soa_incomplete(material: Material) -> Looked:
    """Hold the rows of the statement against the annex."""
    standards = standards_with_statement(material) if positions(material) else ()
    return looked_at(
        (Member(control.number) for one in standards for control in one.controls),
        (deviation for one in standards for deviation in _deviations(material, one)),
        nothing_because=NO_STATEMENT,
    )


def _deviations(material: Material, standard: Standard) -> Iterator[Deviation]:
    rows = [row.key for row in rows_in_order(material)]
    register = Place("SoA")
    found = check_soa(((key, Place(key)) for key in rows), standard.controls, register)
    whole = len(standard.controls)
    for number in found.missing_controls:
        yield Deviation(
            about=(number,),
            says=(
                f"The Statement of Applicability takes no position on {number} "
                f"({standard.control(number).title}); "
                f"it speaks of {whole - len(found.missing_controls)} of {whole} controls."
            ),
            measured=f"{whole - len(found.missing_controls)} of {whole}",
            reason="missing",
            blocks=True,
        )
    others = {
        control.number for one in standards_with_statement(material) for control in one.controls
    }
    for problem in found.unknown:
        if normalise_control_id(problem.place.file) not in others:
            yield _about_row(problem.place.file, f"names {problem.found}", "unknown", standard)
    for problem in found.repeated:
        yield _about_row(problem.place.file, f"speaks of {problem.found}", "repeated", standard)


def _about_row(key: str, says: str, reason: str, standard: Standard) -> Deviation:
    first, last = standard.controls[0].number, standard.controls[-1].number
    tail = f"; the annex has {len(standard.controls)} controls from {first} to {last}"
    return Deviation(
        about=(key,),
        says=f"Row {key} of the statement {says}{tail if reason == 'unknown' else ''}.",
        evidence=(f"SoA row {key}",),
        reason=reason,
    )
