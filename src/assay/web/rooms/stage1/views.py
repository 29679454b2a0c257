"""Stage 1 on pages: the outcome with its reasons, and the sheets that an auditor fills in."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from django.http import HttpResponse

from assay.actions.kept_results import STAGE1, STAGE2
from assay.web.finding_rows import finding_groups, readiness_parts
from assay.web.results import Result, result_for
from assay.web.visit import Visit, organisation_page

TABS = (
    ("front", "Outcome"),
    ("clauses", "Clauses and controls"),
    ("documents", "Required documents"),
    ("statement", "Statement of Applicability"),
    ("requests", "Plan and requests"),
    ("readiness", "Readiness"),
)
LISTS = {
    "worry": "Worries",
    "likely_nonconformity": "Likely nonconformities",
    "to_clear_up": "Points to clear up",
}


def _page(visit: Visit, template: str, result: Result, **context: object) -> HttpResponse:
    shown = {"result": result, "tab": template, "tabs": TABS, **context}
    return visit.render(f"stage1/{template}.html", shown)


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """Show how Stage 1 would end, and why."""
    result = result_for(visit, STAGE1)
    findings = result.get("findings", [])
    return _page(
        visit,
        "front",
        result,
        outcome=result.get("outcome"),
        blockers=finding_groups(each for each in findings if each["blocks"]),
        groups=finding_groups(each for each in findings if not each["blocks"]),
        lists=[(title, result.get("lists", {}).get(name, [])) for name, title in LISTS.items()],
        likely=result.get("likely", []),
        gaps=result.get("gaps", []),
    )


@organisation_page()
def clauses(visit: Visit) -> HttpResponse:
    """Show every clause and control with what was told of it."""
    result = result_for(visit, STAGE1)
    rows = result.get("clauses", [])
    sheets = [
        (name, list(lines), _counts(list(lines)))
        for name, lines in (
            (name, list(group)) for name, group in groupby(rows, key=itemgetter("standard"))
        )
    ]
    return _page(visit, "clauses", result, sheets=sheets)


def _counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    said = [row["verdict"] for row in rows]
    return {
        "conforms": said.count("conforms"),
        "deviates": said.count("deviates"),
        "unknown": len(said) - said.count("conforms") - said.count("deviates"),
    }


@organisation_page()
def documents(visit: Visit) -> HttpResponse:
    """Show the required documents, each in five respects."""
    result = result_for(visit, STAGE1)
    respects = ("present", "finished", "versioned", "approved", "dated")
    rows = [
        {**row, "marks": [row[respect] for respect in respects]}
        for row in result.get("documents", [])
    ]
    return _page(visit, "documents", result, respects=respects, rows=rows)


@organisation_page()
def statement(visit: Visit) -> HttpResponse:
    """Show the Statement of Applicability, control by control, with the evidence behind each."""
    result = result_for(visit, STAGE1)
    spans = {each["control"]: each for each in result_for(visit, STAGE2).get("spans", [])}
    soa = result.get("soa", {})
    rows = [{**row, "span": spans.get(row["control"])} for row in soa.get("controls", [])]
    themes = [(theme, list(group)) for theme, group in groupby(rows, key=itemgetter("theme"))]
    return _page(visit, "statement", result, themes=themes, draws=soa.get("spot_checks", []))


@organisation_page()
def requests(visit: Visit) -> HttpResponse:
    """Show what auditors ask for, the walks that were drawn, and the scope to confirm."""
    result = result_for(visit, STAGE1)
    return _page(
        visit,
        "requests",
        result,
        requests=result.get("requests", []),
        walks=result.get("walks"),
        scope=result.get("scope", {}).get("items", []),
        maturity=result.get("maturity", []),
    )


@organisation_page()
def readiness(visit: Visit) -> HttpResponse:
    """Show the conditions of Stage 1, the four traits and the five typical problems."""
    result = result_for(visit, STAGE1)
    ready = result.get("readiness")
    parts = readiness_parts(ready) if ready else ()
    return _page(visit, "readiness", result, ready=ready, parts=parts)
