"""The records behind one promise or one test: figures, weeks, and every deviating record, paged."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse

from assay.actions.checked_out import check_out
from assay.actions.kept_charts import kept_chart
from assay.actions.kept_results import STAGE2
from assay.actions.stored_operation import stored_operation
from assay.checks.asking import Answer, ask_promise, promises
from assay.checks.operation import Operation
from assay.claims.answers import Answers
from assay.claims.tally import Side
from assay.domain.claim import Claim
from assay.domain.figures import ListedRecord
from assay.output.charts import week_chart
from assay.web.results import result_for
from assay.web.rooms.stage2.views import show
from assay.web.visit import Visit, organisation_page

ON_A_PAGE = 50
SIDES = {
    "deviating": Side.DEVIATING,
    "undecidable": Side.UNDECIDABLE,
    "excepted": Side.EXCEPTED,
    "conforming": Side.CONFORMING,
}


class _Listing(Sequence[ListedRecord]):
    """The members on one side of a test, of which only the page that is shown is read."""

    def __init__(self, answer: Answer, side: Side, count: int) -> None:
        self._answer, self._side, self._count = answer, side, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, wanted: Any) -> Any:  # noqa: ANN401 - a place or a stretch of places
        start, stop, _ = wanted.indices(self._count)
        return self._answer.listed(self._side, limit=stop - start, offset=start)


@organisation_page()
def promise(visit: Visit, key: str) -> HttpResponse:
    """Show one promise: its words, what was measured, and the records that break it."""
    result = result_for(visit, STAGE2)
    claim = next((each for each in result.get("claims", []) if each["claim"] == key), None)
    if claim is None and key not in visit.dossier[Claim]:
        raise Http404
    tests = claim["tests"] if claim else []
    records = _paged(visit, lambda operation: _answers_of(operation, key), len(tests) - 1)
    return show(
        visit,
        "promise",
        result,
        claim=claim,
        key=key,
        tests=tests,
        weeks=claim["weeks"] if claim else [],
        chart=kept_chart(week_chart(claim["weeks"])) if claim and claim["weeks"] else "",
        **records,
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
    claimed = [each for each in found if each["claim"]]
    records = (
        _paged(visit, lambda operation: _answers_of(operation, claimed[-1]["claim"]), -1)
        if claimed
        else {"pages": None, "first": _first(result.get("findings", []), check, name)}
    )
    return show(visit, "test", result, check=check, name=name, tests=found, **records)


def _first(findings: Sequence[Mapping[str, Any]], check: str, name: str) -> list[Any]:
    return [
        record
        for each in findings
        if each["check"] == check and (each.get("figures") or {}).get("test") == name
        for record in each["first_deviations"]
    ]


def _answers_of(operation: Operation, key: str) -> list[Answer]:
    claim = operation[Claim].get(key)
    if claim is None:
        return []
    shape = Answers(claim.kind, claim.family)
    return [
        answer
        for each in promises(operation, [shape])
        if each.key == key
        for answer in ask_promise(operation, each)
    ]


def _paged(visit: Visit, ask: Callable[[Operation], list[Answer]], usual: int) -> dict[str, Any]:
    """Return the page of records that is asked for, of one side of one stretch."""
    side = visit.request.GET.get("side", "deviating")
    side = side if side in SIDES else "deviating"
    with stored_operation(check_out(visit.dossier, visit.day)) as (operation, _):
        answers = [each for each in ask(operation) if each.test is not None]
        if not answers:
            return {"pages": None, "first": [], "side": side}
        place = _whole(visit.request.GET.get("stretch", ""), usual)
        answer = answers[place if -len(answers) <= place < len(answers) else -1]
        counts = {name: getattr(answer.tally, name) for name in SIDES}
        listing = _Listing(answer, SIDES[side], counts[side])
        pages: Page[ListedRecord] = Paginator(listing, ON_A_PAGE).get_page(
            visit.request.GET.get("page")
        )
        rows = list(pages.object_list)
    facts = list(dict.fromkeys(name for row in rows for name in row.facts))
    return {
        "pages": pages,
        "rows": [
            {
                "key": row.key,
                "row": row.source_row or "",
                "site": row.site,
                "team": row.team,
                "measured": row.measured,
                "facts": [row.facts.get(name, "") for name in facts],
            }
            for row in rows
        ],
        "facts": facts,
        "side": side,
        "sides": list(counts.items()),
    }


def _whole(text: str, usual: int) -> int:
    return int(text) if text.removeprefix("-").isdigit() else usual
