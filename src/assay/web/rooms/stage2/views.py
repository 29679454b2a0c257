"""Stage 2 on pages: what it would end in, every promise, every population test."""

from typing import Any

from django.http import HttpResponse

from assay.actions.kept_results import STAGE2
from assay.web.finding_rows import finding_groups, readiness_parts
from assay.web.results import Result, result_for
from assay.web.visit import Visit, organisation_page

TABS = (
    ("front", "Outcome"),
    ("promises", "Promises"),
    ("tests", "Population tests"),
    ("forecast", "Forecast"),
    ("traces", "Traces"),
    ("readiness", "Readiness"),
    ("rehearsals", "Rehearsal"),
)


def show(visit: Visit, template: str, result: Result, **context: object) -> HttpResponse:
    """Return a page of the room, with its tabs."""
    shown = {"result": result, "tab": template, "tabs": TABS, **context}
    return visit.render(f"stage2/{template}.html", shown)


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """Show how Stage 2 would end on these records, and why."""
    result = result_for(visit, STAGE2)
    return show(
        visit,
        "front",
        result,
        outcome=result.get("outcome"),
        groups=finding_groups(result.get("findings", [])),
        not_tested=result.get("not_tested", []),
        counts=result.get("counts"),
    )


@organisation_page()
def promises(visit: Visit) -> HttpResponse:
    """List every promise with what the records say of it."""
    result = result_for(visit, STAGE2)
    asked = visit.request.GET.get("verdict", "")
    rows = [promise_row(each) for each in result.get("claims", [])]
    counts = {
        name: sum(row["verdict"] == name for row in rows)
        for name in ("conforms", "deviates", "not tested")
    }
    shown = [row for row in rows if asked in {"", row["verdict"]}]
    unknown = counts["not tested"]
    return show(visit, "promises", result, rows=shown, counts=counts, unknown=unknown, asked=asked)


def promise_row(claim: dict[str, Any]) -> dict[str, Any]:
    """Return one promise as the table shows it: the last stretch of the window, and the sum."""
    tests = claim["tests"]
    return {
        "key": claim["claim"],
        "document": claim["document"],
        "place": f"{claim['version']}, {claim['section']}".strip(", "),
        "quote": claim["quote"],
        "verdict": claim["verdict"],
        "why": claim["why_not_tested"],
        "check": claim["check"],
        "population": sum(test["population"] for test in tests),
        "deviating": sum(test["deviating"] for test in tests),
        "median": tests[-1]["median"] if tests else "",
    }


@organisation_page()
def population_tests(visit: Visit) -> HttpResponse:
    """List every population test with its sides."""
    result = result_for(visit, STAGE2)
    return show(visit, "tests", result, rows=result.get("tests", []))


@organisation_page()
def forecast(visit: Visit) -> HttpResponse:
    """Show what a certification body's samples will probably meet, and the earliest honest date."""
    result = result_for(visit, STAGE2)
    return show(
        visit,
        "forecast",
        result,
        forecast=result.get("forecast"),
        earliest=result.get("earliest"),
        spans=result.get("spans", []),
    )


@organisation_page()
def readiness(visit: Visit) -> HttpResponse:
    """Show the six conditions of Stage 2."""
    result = result_for(visit, STAGE2)
    ready = result.get("readiness")
    parts = readiness_parts(ready) if ready else ()
    return show(visit, "readiness", result, ready=ready, parts=parts)
