"""The sheets of Stage 1 as JSON: matrix, scope, requests, lists, walks and what is likely."""

from typing import Any

from assay.assessment.clause_verdicts import ClauseVerdict
from assay.assessment.gap_list import Gap
from assay.assessment.likely_areas import LikelyArea
from assay.assessment.maturity import ProcessMaturity
from assay.assessment.scope_sheet import ScopeLine, unanswered
from assay.assessment.soa_check import SoaLine, SpotCheck
from assay.assessment.stage1_requests import Request
from assay.assessment.stage1_sheets import Stage1Sheets
from assay.assessment.three_lists import ListKind, ListLine
from assay.assessment.walk_plan import Walk, WalkPlan
from assay.checks.facts.document_matrix import MatrixEntry, Respect, Verdicts


def sheets_as_json(sheets: Stage1Sheets) -> dict[str, Any]:
    """Return the sheets in their stable form."""
    return {
        "clauses": [_clause(each) for each in sheets.clauses],
        "documents": [_entry(each) for each in sheets.documents],
        "soa": {
            "controls": [_soa_line(each) for each in sheets.soa],
            "spot_checks": [_spot_check(each) for each in sheets.spot_checks],
        },
        "scope": {
            "items": [_scope_line(each) for each in sheets.scope],
            "unanswered": [each.boundary for each in unanswered(sheets.scope)],
        },
        "requests": [_request(each) for each in sheets.requests],
        "lists": {
            kind.value.replace(" ", "_"): [
                _list_line(each) for each in sheets.lists if each.kind is kind
            ]
            for kind in ListKind
        },
        "likely": [_likely(each) for each in sheets.likely],
        "gaps": [_gap(each) for each in sheets.gaps],
        "walks": _walks(sheets.walks),
        "maturity": [_maturity(each) for each in sheets.maturity],
    }


def _clause(each: ClauseVerdict) -> dict[str, Any]:
    return {
        "standard": each.reference.standard,
        "clause": each.reference.clause,
        "title": each.title,
        "verdict": each.verdict.value,
        "why": each.why,
        "checks": [{"check": name, "verdict": verdict.value} for name, verdict in each.checks],
    }


def _entry(each: MatrixEntry) -> dict[str, Any]:
    return {
        "standard": each.standard,
        "document": each.key,
        "number": each.number,
        "title": each.title,
        "clauses": list(each.clauses),
        **_verdicts(each.verdicts),
        "stands": each.stands,
        "parts": [
            {
                "part": part.key,
                "title": part.title,
                "documents": list(part.documents),
                "registers": list(part.registers),
                **_verdicts(part.verdicts),
            }
            for part in each.parts
        ],
    }


def _verdicts(verdicts: Verdicts) -> dict[str, bool | None]:
    return {respect.value: verdict for respect, verdict in zip(Respect, verdicts, strict=True)}


def _soa_line(each: SoaLine) -> dict[str, Any]:
    return {
        "control": each.number,
        "title": each.title,
        "theme": each.theme,
        "applicability": each.applicability.value if each.applicability else None,
        "justification": each.justification,
        "status": each.status.value if each.status else None,
        "documents": list(each.documents),
        "faults": list(each.faults),
    }


def _spot_check(each: SpotCheck) -> dict[str, Any]:
    return {
        "standard": each.standard,
        "seed": each.seed,
        "of": each.of,
        "controls": [line.number for line in each.lines],
    }


def _scope_line(each: ScopeLine) -> dict[str, Any]:
    return {
        "boundary": each.boundary,
        "kind": each.kind,
        "item": each.item,
        "stance": each.stance.value,
        "reason": each.reason,
        "says": each.says.value if each.says else None,
        "note": each.note,
        "by": each.by,
        "at": each.at.isoformat() if each.at else None,
    }


def _request(each: Request) -> dict[str, Any]:
    return {
        "standard": each.standard,
        "request": each.key,
        "asks": each.asks,
        "lists": list(each.lists),
        "answered_by": list(each.answered_by),
        "missing": list(each.missing),
        "state": each.state.value if each.state else None,
        "requested_at": each.requested_at.isoformat() if each.requested_at else None,
        "provided_at": each.provided_at.isoformat() if each.provided_at else None,
        "read_at": each.read_at.isoformat() if each.read_at else None,
    }


def _list_line(each: ListLine) -> dict[str, str]:
    return {
        "check": each.check,
        "says": each.says,
        "at_stage2": each.at_stage2,
        "owner": each.owner,
    }


def _likely(each: LikelyArea) -> dict[str, Any]:
    return {
        "standard": each.reference.standard,
        "clause": each.reference.clause,
        "weight": each.weight,
        "because": [{"says": reason.says, "weight": reason.weight} for reason in each.reasons],
    }


def _gap(each: Gap) -> dict[str, Any]:
    return {
        "check": each.check,
        "says": each.says,
        "owner": each.owner,
        "due_on": each.due_on.isoformat() if each.due_on else None,
        "evidence_needed": each.evidence_needed,
    }


def _walks(plan: WalkPlan) -> dict[str, Any]:
    return {
        "stage": plan.stage.value,
        "seed": plan.seed,
        "asked": plan.asked,
        "of": plan.of,
        "processes": [_walk(each) for each in plan.walks],
    }


def _walk(each: Walk) -> dict[str, Any]:
    record = each.shows
    return {
        "process": each.process,
        "name": each.name,
        "owner": each.owner,
        "lots": each.lots,
        "record": {
            "family": record.family,
            "file": record.file,
            "day": record.day.isoformat(),
            "of": record.of,
        }
        if record
        else None,
        "why_nothing": each.why_nothing,
    }


def _maturity(each: ProcessMaturity) -> dict[str, Any]:
    return {
        "process": each.process,
        "step": each.step.value if each.step else None,
        "because": each.because,
        "records": each.records,
        "first_on": each.first_on.isoformat() if each.first_on else None,
        "last_on": each.last_on.isoformat() if each.last_on else None,
    }
