"""The records behind one promise or one test: figures, weeks, and every deviating record, paged."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse

from assay.actions.kept_charts import kept_chart
from assay.actions.kept_results import STAGE2
from assay.actions.promise_records import (
    SIDES,
    RecordsAsked,
    RecordsPage,
    records_behind,
    records_of_test,
)
from assay.domain.claim import Claim
from assay.output.charts import week_chart
from assay.web.results import result_for
from assay.web.rooms.stage2.views import show
from assay.web.visit import Visit, organisation_page

ON_A_PAGE = 50
MOST_PAGES = 10**9


@organisation_page()
def promise(visit: Visit, key: str) -> HttpResponse:
    """Show one promise: its words, what was measured, and the records that break it."""
    result = result_for(visit, STAGE2)
    claim = next((each for each in result.get("claims", []) if each["claim"] == key), None)
    if claim is None and key not in visit.dossier[Claim]:
        raise Http404
    asked = _asked(visit)
    # Freezing records takes its time: it is done in the background, with the result.
    page = records_behind(visit.dossier, visit.day, key, asked) if result.current else None
    return show(
        visit,
        "promise",
        result,
        claim=claim,
        key=key,
        tests=claim["tests"] if claim else [],
        weeks=claim["weeks"] if claim else [],
        chart=kept_chart(week_chart(claim["weeks"])) if claim and claim["weeks"] else "",
        **_shown(page, asked),
    )


@organisation_page()
def population_test(visit: Visit, check: str, name: str) -> HttpResponse:
    """Show one population test: its figures, its statement, and the records behind it."""
    result = result_for(visit, STAGE2)
    found = [
        each for each in result.get("tests", []) if (each["check"], each["test"]) == (check, name)
    ]
    if not found:
        raise Http404
    asked = _asked(visit)
    page = None
    if result.current:
        page = records_of_test(visit.dossier, visit.day, check, name, asked)
    return show(visit, "test", result, check=check, name=name, tests=found, **_shown(page, asked))


def _asked(visit: Visit) -> RecordsAsked:
    said = visit.request.GET
    side = said.get("side", "deviating")
    return RecordsAsked(
        side if side in SIDES else "deviating",
        _whole(said.get("stretch", "")),
        max((_whole(said.get("page", "")) or 1) - 1, 0) * ON_A_PAGE,
        ON_A_PAGE,
    )


def _whole(text: str) -> int | None:
    return min(int(text), MOST_PAGES) if text.isdecimal() else None


def _shown(page: RecordsPage | None, asked: RecordsAsked) -> dict[str, Any]:
    if page is None or not page.stretches:
        return {"pages": None, "side": asked.side}
    count = page.counts[asked.side]
    facts = list(dict.fromkeys(name for row in page.records for name in row.facts))
    return {
        "pages": Paginator(range(count), ON_A_PAGE).get_page(page.offset // ON_A_PAGE + 1),
        "rows": [
            {
                "key": row.key,
                "row": row.source_row or "",
                "site": row.site,
                "team": row.team,
                "measured": row.measured,
                "facts": [row.facts.get(name, "") for name in facts],
            }
            for row in page.records
        ],
        "facts": facts,
        "measured": any(row.measured for row in page.records),
        "side": asked.side,
        "sides": list(page.counts.items()),
    }
