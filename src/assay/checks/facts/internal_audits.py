"""Which internal audits were completed, what they covered, and what each auditor answered for.

Ownership is read from the ledger: whoever an item named as its owner held it
until an entry named somebody else.  What an item said when it was first
recorded is taken to have held before, for nothing says otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assay.checks.facts.calendar import Window, window_before
from assay.checks.material import Material
from assay.domain.audit_coverage import AuditCoverage, CoverageResult
from assay.domain.deviation import Member
from assay.domain.document import Document
from assay.domain.internal_audit import AuditExtent, AuditStatus, InternalAudit
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.soa_row import SoaRow
from assay.standards.standard import Standard

NONE_COMPLETED = "no internal audit has been completed"

_LEADS = (Role.ISMS_LEAD, Role.QMS_LEAD)


@dataclass(frozen=True, slots=True)
class Conflict:
    """An auditor who looked at something of their own."""

    audit: InternalAudit
    auditor: str
    thing: str
    why: str
    row: AuditCoverage | None = None


def completed_audits(material: Material, standard: Standard | None = None) -> list[InternalAudit]:
    """Return the audits that were over by the audit date, the earliest first; no mini audits."""
    over = [
        audit
        for audit in material[InternalAudit].values()
        if audit.ended_on
        and audit.ended_on <= material.as_of
        and audit.status in {None, AuditStatus.COMPLETED}
        and audit.extent is not AuditExtent.MINI
        and (standard is None or not audit.standards or standard.name in audit.standards)
    ]
    return sorted(over, key=lambda audit: (audit.ended_on or date.min, audit.key))


def as_members(audits: list[InternalAudit]) -> list[Member]:
    """Return audits as what a check looked at."""
    return [Member(audit.key, audit.site) for audit in audits]


def coverage_of(material: Material, audit: InternalAudit) -> list[AuditCoverage]:
    """Return what an audit has on record, cell by cell."""
    return [row for row in material[AuditCoverage].values() if row.audit == audit.key]


def was_looked_at(row: AuditCoverage) -> bool:
    """Say whether a cell was audited, with evidence seen."""
    return bool(row.evidence) and row.result not in {None, CoverageResult.NOT_LOOKED_AT}


def auditors_of(audit: InternalAudit) -> tuple[str, ...]:
    """Return everybody who audited, the lead first."""
    return tuple(dict.fromkeys(name for name in (audit.lead, *audit.auditors) if name))


def conflicts_of(material: Material, audit: InternalAudit) -> Iterator[Conflict]:
    """Yield each auditor together with the thing of theirs that they looked at."""
    held_on = audit.began_on or audit.ended_on or material.as_of
    months = material.profile.whole("ia.independence_months")
    window = window_before(audit.ended_on or held_on, months)
    for auditor in auditors_of(audit):
        for role in _LEADS:
            if material.holds(auditor, role, held_on):
                yield Conflict(audit, auditor, "the management system", f"they are {role}")
    for row in coverage_of(material, audit):
        for auditor in [row.auditor] if row.auditor else auditors_of(audit):
            for thing, why in _owned(material, row, auditor, window):
                yield Conflict(audit, auditor, thing, why, row)


def _owned(
    material: Material, row: AuditCoverage, auditor: str, window: Window
) -> Iterator[tuple[str, str]]:
    if row.kind is InventoryKind.PROCESS and row.item in material[Process]:
        yield from _held(material, material[Process][row.item], auditor, window, "owner")
    if row.clause in material[SoaRow]:
        control = material[SoaRow][row.clause]
        yield from _held(material, control, auditor, window, "owner")
        for key in control.documents:
            if key in material[Document]:
                document = material[Document][key]
                yield from _held(material, document, auditor, window, "owner", "author")
    for name in {row.item, row.clause} - {""}:
        yield from _assigned(material, name, auditor, window)


def _held(
    material: Material, item: Item, person: str, window: Window, *fields: str
) -> Iterator[tuple[str, str]]:
    """Say until when a person was named by a field of an item, where that reaches the window."""
    for field in fields:
        last: date | None = None
        revisions = material.dossier.history(type(item), item.key)
        for position, revision in enumerate(revisions):
            if revision.after is None or getattr(revision.after, field) != person:
                continue
            later = revisions[position + 1 :]
            last = later[0].entry.recorded_at.date() if later else material.as_of
        if last is not None and last >= window.first_on:
            until = "" if last >= material.as_of else f" until {last}"
            yield item.key, f"they were its {field}{until}"


def _assigned(
    material: Material, name: str, person: str, window: Window
) -> Iterator[tuple[str, str]]:
    for assignment in material[RoleAssignment].values():
        if assignment.person != person or assignment.about != name:
            continue
        if assignment.role not in {Role.PROCESS_OWNER, Role.CONTROL_OWNER, Role.DOCUMENT_OWNER}:
            continue
        began = assignment.from_on is None or assignment.from_on <= window.last_on
        if began and (assignment.until_on is None or assignment.until_on >= window.first_on):
            until = f" until {assignment.until_on}" if assignment.until_on else ""
            yield name, f"they were {assignment.role}{until}"


def reference(audit: InternalAudit) -> str:
    """Return an audit as evidence names it."""
    return f"internal audit {audit.key}"


def covered_cells(
    material: Material, standard: Standard
) -> Mapping[str, tuple[AuditCoverage, ...]]:
    """Return the cells that count as covered, by clause or control.

    A cell counts with evidence seen, by somebody who did not look at their own.
    """
    cells: dict[str, list[AuditCoverage]] = {}
    for audit in completed_audits(material, standard):
        own = {conflict.row.key for conflict in conflicts_of(material, audit) if conflict.row}
        for row in coverage_of(material, audit):
            if was_looked_at(row) and row.key not in own and row.standard in {"", standard.name}:
                cells.setdefault(row.clause, []).append(row)
    return {clause: tuple(rows) for clause, rows in cells.items()}
