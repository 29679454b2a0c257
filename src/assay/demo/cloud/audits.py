"""The audit programme, both internal audits cell by cell, findings and what followed."""

from collections.abc import Iterator
from datetime import date

from assay.demo.cloud.facts import STANDARD
from assay.demo.cloud.tables import Cells, make, read_rows
from assay.demo.cloud.world import World
from assay.domain.audit_coverage import AuditCoverage, CoverageResult
from assay.domain.audit_programme import AuditProgramme
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.finding import Finding, FindingState, RaisedIn
from assay.domain.frequency import Frequency
from assay.domain.improvement import Improvement
from assay.domain.internal_audit import AuditStatus, InternalAudit
from assay.domain.inventory_kind import InventoryKind as Kind
from assay.domain.review_action import ActionStatus
from assay.standards.load import load_standard

_OWN_CLAUSES = ("9.2", "9.2.1", "9.2.2")
_THEMES = {"A.5": "IA-1", "A.6": "IA-1", "A.7": "IA-2", "A.8": "IA-2"}
# The first auditor wrote the programme, so its own controls go to the second.
_MOVED = ("A.5.35", "A.5.36", "A.5.37")
_SITES = ("UTR", "PRT")


def tell_audits(world: World) -> None:
    """Record programme, audits, coverage, findings, actions and improvements."""
    _tell_programme(world)
    for row in read_rows("audits"):
        audit = make(InternalAudit, row, world.clock, programme="PGM-01", standards=(STANDARD,))
        planned = audit.changed(
            status=AuditStatus.PLANNED,
            began_on=None,
            ended_on=None,
            reported_on=None,
            report="",
            summary="",
            sampled=None,
        )
        world.say(planned, "noor.elamrani", audit.planned_on or world.as_of)
        for cell in sorted(_coverage(world, row), key=lambda each: each.key):
            world.say(cell, audit.lead, cell.audited_on or world.as_of)
        world.say(audit, audit.lead, audit.reported_on or world.as_of)
    for row in read_rows("findings"):
        _tell_finding(world, row)
    for row in read_rows("actions"):
        _tell_action(world, row)
    for row in read_rows("improvements"):
        _tell_improvement(world, row)


def _tell_programme(world: World) -> None:
    programme = AuditProgramme(
        key="PGM-01",
        period="First year",
        from_on=world.clock.day(-343),
        until_on=world.clock.day(22),
        standards=(STANDARD,),
        every=Frequency.YEARLY,
        rationale=(
            "Access, change and signing keys carry the highest scores and get most time; "
            "suppliers in depth after two unknown names; each office half a day."
        ),
        methods="Interviews, documents, records drawn by the auditor, read-only looks at systems",
        document="PGM-01",
    )
    world.say(programme, "noor.elamrani", world.clock.day(-350))
    approved_on = world.clock.day(-343)
    approved = programme.changed(approved_by="jeroen.akkerman", approved_on=approved_on)
    world.say(approved, "jeroen.akkerman", approved_on)


def _days(world: World, row: Cells) -> list[date]:
    return world.clock.worked_days(int(row["began_on"]), int(row["ended_on"]))


def _coverage(world: World, row: Cells) -> Iterator[AuditCoverage]:
    days = _days(world, row)
    cells = [*_clause_cells(row["key"]), *_control_cells(row["key"]), *_process_cells(row)]
    for position, (clause, kind, item, evidence) in enumerate(cells):
        on = days[position * len(days) // len(cells)]
        found = _found(row["key"], clause)
        yield AuditCoverage.model_validate(
            {
                "audit": row["key"],
                "clause": clause,
                "standard": STANDARD,
                "kind": kind,
                "item": item,
                "site": item if kind is Kind.SITE else "",
                "auditor": row["lead"],
                "audited_on": on,
                "result": CoverageResult.DEVIATES if found else CoverageResult.CONFORMS,
                "evidence": evidence,
                "note": f"See {found}" if found else "",
            }
        )


Cell = tuple[str, Kind, str, tuple[str, ...]]


def _clause_cells(audit: str) -> Iterator[Cell]:
    for clause in load_standard(STANDARD).clauses:
        own = clause.number in _OWN_CLAUSES
        if (audit == "IA-2") is own:
            for site in _SITES:
                yield clause.number, Kind.SITE, site, _evidence_for("clauses", clause.number, site)


def _control_cells(audit: str) -> Iterator[Cell]:
    for row in read_rows("soa"):
        theme = row["key"][:3]
        by = "IA-2" if row["key"] in _MOVED else _THEMES[theme]
        if row["_since"] and by == audit:
            for site in _SITES:
                yield row["key"], Kind.SITE, site, _evidence_for("controls", row["key"], site)


def _process_cells(audit: Cells) -> Iterator[Cell]:
    named = audit["processes"].split("; ")
    for row in read_rows("processes"):
        if row["key"] in named:
            families = row["records"].split("; ")
            seen = tuple(f"draw from {family}" for family in families)
            owner = f"talk with {row['owner']}"
            yield "8.1", Kind.PROCESS, row["key"], (*row["documents"].split("; "), *seen, owner)


def _evidence_for(column: str, number: str, site: str) -> tuple[str, ...]:
    """Return what an auditor could hold in hand for a clause or control at a site."""
    documents = [
        row["key"]
        for row in read_rows("documents")
        if any(_within(number, said) for said in row[column].split("; "))
    ]
    drawn = [
        f"{row['title']}, {row['family']}"
        for row in read_rows("evidence")
        if number in row["controls"].split("; ") and row["site"] in {"", site}
    ]
    families = [
        f"draw from {family}"
        for row in read_rows("soa")
        if row["key"] == number
        for family in row["families"].split("; ")
    ]
    where = "Utrecht" if site == "UTR" else "Porto"
    return (*documents[:3], *drawn[:1], *families[:2], f"notes of talks in {where}")


def _within(number: str, said: str) -> bool:
    return bool(said) and (number == said or said.startswith(f"{number}."))


def _found(audit: str, clause: str) -> str:
    for row in read_rows("findings"):
        if row["audit"] == audit and row["clause"] == clause:
            return row["key"]
    return ""


def _tell_finding(world: World, row: Cells) -> None:
    finding = make(Finding, row, world.clock, raised_in=RaisedIn.INTERNAL_AUDIT, standard=STANDARD)
    opened = finding.changed(
        state=FindingState.OPEN,
        closed_on=None,
        closed_by="",
        closure_evidence=(),
        acted_on=finding.raised_on,
    )
    world.say(opened, finding.raised_by, finding.raised_on or world.as_of)
    if finding.grade and finding.grade.nonconformity:
        planned = opened.changed(state=FindingState.PLAN_ACCEPTED, acted_on=world.clock.day(-93))
        if finding.audit == "IA-1":
            planned = planned.changed(acted_on=world.clock.day(-245))
        world.say(planned, finding.owner, planned.acted_on or world.as_of)
    by = finding.closed_by or finding.owner
    world.say(finding, by, finding.acted_on or world.as_of)


def _tell_action(world: World, row: Cells) -> None:
    action = make(CorrectiveAction, row, world.clock)
    planned = action.changed(
        status=ActionStatus.OPEN,
        done_on=None,
        checked_on=None,
        checked_by="",
        works=None,
        impact="",
        evidence=(),
    )
    world.say(planned, action.owner, world.clock.day(int(row["_planned"])), because=action.finding)
    if action.done_on is None:
        world.say(action, action.owner, world.clock.day(-9), because=action.finding)
        return
    done = action.changed(status=ActionStatus.DONE, checked_on=None, checked_by="", works=None)
    world.say(done, action.owner, action.done_on, because=action.finding)
    world.say(action, action.checked_by, action.checked_on or world.as_of, because=action.finding)


def _tell_improvement(world: World, row: Cells) -> None:
    improvement = make(Improvement, row, world.clock)
    raised = improvement.changed(
        verdict=None,
        action="",
        status=ActionStatus.OPEN,
        acted_on=None,
        verified_on=None,
        verified_by="",
        result="",
    )
    world.say(raised, improvement.raised_by, improvement.raised_on or world.as_of)
    last = improvement.verified_on or improvement.acted_on
    if improvement.acted_on and improvement.verified_on:
        done = improvement.changed(
            status=ActionStatus.DONE, verified_on=None, verified_by="", result=""
        )
        world.say(done, improvement.owner, improvement.acted_on)
    by = improvement.verified_by or improvement.owner
    world.say(improvement, by, last or world.clock.day(int(row["raised_on"]) + 40))
