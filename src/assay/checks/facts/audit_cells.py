"""What the internal audits of a standard have to have covered, and whether they did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assay.checks.material import Material
from assay.domain.audit_coverage import AuditCoverage
from assay.domain.inventory_kind import InventoryKind
from assay.domain.process import Process
from assay.domain.site import Site
from assay.domain.soa_row import Applicability, SoaRow
from assay.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class AuditCell:
    """Something that an audit has to have looked at."""

    kind: str
    key: str
    name: str
    site: str = ""


def audit_cells(material: Material, standard: Standard) -> Iterator[AuditCell]:
    """Yield each clause, site, key process and theme of controls that an audit has to cover."""
    for clause in standard.requirements:
        yield AuditCell("clause", clause.number, clause.title)
    for site in material[Site].values():
        if site.closed_on is None or site.closed_on > material.as_of:
            yield AuditCell("site", site.key, site.name, site.key)
    for process in material[Process].values():
        if process.key_process:
            yield AuditCell("process", process.key, process.name, process.site)
    for theme, controls in standard.themes.items():
        numbers = {control.number for control in controls}
        applied = [
            row
            for row in material[SoaRow].values()
            if row.key in numbers and row.applicability is Applicability.INCLUDED
        ]
        if applied:
            yield AuditCell("theme", theme, f"{theme} controls")


def is_covered(
    standard: Standard, cell: AuditCell, covered: Mapping[str, tuple[AuditCoverage, ...]]
) -> bool:
    """Say whether a cell was looked at, with evidence, by somebody independent."""
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
