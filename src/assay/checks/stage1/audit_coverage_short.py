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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assay.checks.facts.internal_audits import NONE_COMPLETED, completed_audits, covered_cells
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.audit_coverage import AuditCoverage
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.inventory_kind import InventoryKind
from assay.domain.process import Process
from assay.domain.site import Site
from assay.domain.soa_row import Applicability, SoaRow
from assay.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class _Cell:
    """Something that an audit has to have looked at."""

    kind: str
    key: str
    name: str
    site: str = ""


@check(since="2026.1")
def audit_coverage_short(material: Material) -> Looked:
    """Hold the completed audits against everything that they have to cover."""
    audited = [one for one in material.standards if completed_audits(material, one)]
    cells = [(standard, cell) for standard in audited for cell in _cells(material, standard)]
    covered = {standard.name: covered_cells(material, standard) for standard in audited}
    missing = [
        (standard, cell)
        for standard, cell in cells
        if not _is_covered(standard, cell, covered[standard.name])
    ]
    return looked_at(
        (Member(f"{cell.kind} {cell.key}", cell.site) for _, cell in cells),
        (
            _deviation(standard, cell, len(cells) - len(missing), len(cells))
            for standard, cell in missing
        ),
        nothing_because=NONE_COMPLETED,
    )


def _cells(material: Material, standard: Standard) -> Iterator[_Cell]:
    for clause in standard.requirements:
        yield _Cell("clause", clause.number, clause.title)
    for site in material[Site].values():
        if site.closed_on is None or site.closed_on > material.as_of:
            yield _Cell("site", site.key, site.name, site.key)
    for process in material[Process].values():
        if process.key_process:
            yield _Cell("process", process.key, process.name, process.site)
    for theme, controls in standard.themes.items():
        numbers = {control.number for control in controls}
        applied = [
            row
            for row in material[SoaRow].values()
            if row.key in numbers and row.applicability is Applicability.INCLUDED
        ]
        if applied:
            yield _Cell("theme", theme, f"{theme} controls")


def _is_covered(
    standard: Standard, cell: _Cell, covered: Mapping[str, tuple[AuditCoverage, ...]]
) -> bool:
    match cell.kind:
        case "clause":
            return _clause_covered(cell.key, covered)
        case "theme":
            return any(control.number in covered for control in standard.themes[cell.key])
        case "site":
            return any(
                row.site == cell.key or (row.kind is InventoryKind.SITE and row.item == cell.key)
                for rows in covered.values()
                for row in rows
            )
        case _:
            return any(
                row.kind is InventoryKind.PROCESS and row.item == cell.key
                for rows in covered.values()
                for row in rows
            )


def _clause_covered(number: str, covered: Mapping[str, tuple[AuditCoverage, ...]]) -> bool:
    # A row for "6.1.2 c" covers 6.1.2; a row for "6.1" does not say that 6.1.2 was looked at.
    return any(clause.split(" ", 1)[0] == number for clause in covered)


def _deviation(standard: Standard, cell: _Cell, covered: int, whole: int) -> Deviation:
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
