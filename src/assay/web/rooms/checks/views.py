"""Every check with its page, as its module holds it."""

from django.http import HttpResponse

from assay.actions.kept_results import STAGE1, STAGE2
from assay.checks.registry import AnyCheck, every_check, find_any_check
from assay.web.results import result_for
from assay.web.visit import Visit, organisation_page

HEADINGS = {
    1: ("Looks at", "Why it matters", "Does not look at", "Put right"),
    2: ("Population", "Deviation", "Why it matters", "Does not look at", "Put right"),
}


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """List every check."""
    rows = [
        {"name": each.name, "stage": each.stage, "code": each.code, "title": each.title}
        for each in every_check().values()
    ]
    return visit.render("checks/front.html", {"rows": rows})


@organisation_page()
def page(visit: Visit, name: str) -> HttpResponse:
    """Show one check: what it looks at and what it says here."""
    check = find_any_check(name)
    result = result_for(visit, STAGE1 if check.stage == 1 else STAGE2)
    findings = [each for each in result.get("findings", []) if each["check"] == name]
    untold = [each["why"] for each in result.get("not_tested", []) if each["check"] == name]
    ran = findings or untold or any(each["check"] == name for each in result.get("conforming", []))
    return visit.render(
        "checks/page.html",
        {
            "check": _row(check),
            "sections": [(heading, check.section(heading)) for heading in HEADINGS[check.stage]],
            "result": result,
            "findings": findings,
            "untold": untold,
            "verdict": _verdict(bool(findings), bool(untold), bool(ran)),
        },
    )


def _verdict(deviates: bool, untold: bool, ran: bool) -> str:  # noqa: FBT001 - three facts
    if deviates:
        return "deviates"
    return "not tested" if untold or not ran else "conforms"


def _row(check: AnyCheck) -> dict[str, object]:
    return {
        "name": check.name,
        "stage": check.stage,
        "code": check.code,
        "since": check.since,
        "title": check.title,
    }
