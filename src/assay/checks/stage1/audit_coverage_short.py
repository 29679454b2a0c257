"""The internal audits left out a clause, a site, a key process or a theme of controls.

Looks at
    The matrix of what completed audits covered: every clause that asks for
    something, every site and key process in scope, and every theme of which
    controls apply.  A cell counts where evidence was seen by an auditor who
    did not look at their own work.

Why it matters
    What no internal audit has looked at is met for the first time by the
    certification body.

Does not look at
    Audits of other standards; whether the evidence was well chosen.

Put right
    Audit what is missing before Stage 2, by somebody independent of it, and note
    the evidence for each clause.
"""

from assay.checks.facts.audit_cells import AuditCell, audit_cells, is_covered
from assay.checks.facts.internal_audits import NONE_COMPLETED, completed_audits, covered_cells
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.standards.standard import Standard


@check(since="2026.1")
def audit_coverage_short(material: Material) -> Looked:
    """Hold the completed audits against everything that they have to cover."""
    audited = [one for one in material.standards if completed_audits(material, one)]
    cells = [(standard, cell) for standard in audited for cell in audit_cells(material, standard)]
    covered = {standard.name: covered_cells(material, standard) for standard in audited}
    missing = [
        (standard, cell)
        for standard, cell in cells
        if not is_covered(standard, cell, covered[standard.name])
    ]
    return looked_at(
        (Member(f"{cell.kind} {cell.key}", cell.site) for _, cell in cells),
        (
            _deviation(standard, cell, len(cells) - len(missing), len(cells))
            for standard, cell in missing
        ),
        nothing_because=NONE_COMPLETED,
    )


def _deviation(standard: Standard, cell: AuditCell, covered: int, whole: int) -> Deviation:
    return Deviation(
        about=(cell.key,),
        says=(
            f"{cell.kind.capitalize()} {cell.key} ({cell.name}) was covered by no internal audit "
            f"for {standard.title}; {covered} of {whole} cells were."
        ),
        measured=f"{100 * covered // whole} %",
        site=cell.site,
        reason=cell.kind,
    )
