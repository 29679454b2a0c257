"""What differs between two days, or between a day and now, register by register."""

from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse

from assay.domain.item import registers
from assay.ledger.comparison import Touched, change_of, touched_between
from assay.ledger.dossier import Dossier
from assay.web.rooms.registers.item_views import change_row
from assay.web.visit import Visit, organisation_page

KINDS = ("added", "changed", "retired", "saved again")
PAGE_SIZE = 50
MOST_KEPT = 8

_KEPT: OrderedDict[tuple[str, int, int, str], tuple[Touched, ...]] = OrderedDict()
_LOCK = Lock()


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """Ask for two days, and show what differs between them."""
    query = visit.request.GET
    days, wrong = _days(query.get("from", ""), query.get("until", ""))
    if days is None:
        shown = {"wrong": wrong, "from_on": query.get("from", ""), "until_on": query.get("until")}
        response = visit.render("compare/front.html", shown)
        response.status_code = 422 if wrong else 200
        return response
    from_on, until_on = days
    earlier = visit.dossier_at(from_on)
    later = visit.dossier_at(until_on) if until_on else visit.dossier
    if earlier.length > later.length:
        earlier, later = later, earlier
    touched = _touched(earlier, later)
    wanted = [each for each in touched if _is_wanted(each, query)]
    pages = Paginator(wanted, PAGE_SIZE).get_page(query.get("page"))
    return visit.render(
        "compare/front.html",
        {
            "from_on": from_on.isoformat(),
            "until_on": until_on.isoformat() if until_on else "",
            "until_said": until_on.isoformat() if until_on else visit.as_of or "now",
            "compared": True,
            "entries": later.length - earlier.length,
            "lines": _lines(touched),
            "totals": [sum(1 for each in touched if each.kind == kind) for kind in KINDS],
            "kinds": KINDS,
            "register": query.get("register", ""),
            "kind": query.get("kind", ""),
            "pages": pages,
            "changes": [_change(each, earlier, later) for each in pages.object_list],
        },
    )


def _touched(earlier: Dossier, later: Dossier) -> tuple[Touched, ...]:
    """Return what two states differ in; the next page of it does not ask again."""
    head = later.entries[later.length - 1].hash if later.length else ""
    asked = (later.organisation, earlier.length, later.length, head)
    with _LOCK:
        found = _KEPT.get(asked)
    if found is None:
        found = tuple(touched_between(earlier, later))
        with _LOCK:
            _KEPT[asked] = found
            while len(_KEPT) > MOST_KEPT:
                _KEPT.popitem(last=False)
    return found


def _is_wanted(each: Touched, query: Any) -> bool:  # noqa: ANN401 - a query
    plural = query.get("register", "")
    kind = query.get("kind", "")
    return (not plural or registers()[each.register].plural == plural) and (
        not kind or each.kind == kind
    )


def _lines(touched: tuple[Touched, ...]) -> list[dict[str, Any]]:
    """Return how many items of each register differ, and how."""
    counts: dict[str, dict[str, int]] = {}
    for each in touched:
        line = counts.setdefault(each.register, dict.fromkeys(KINDS, 0))
        line[each.kind] += 1
    return [
        {
            "plural": registers()[name].plural,
            "heading": registers()[name].heading(),
            "counts": [(kind, line[kind]) for kind in KINDS],
        }
        for name, line in counts.items()
    ]


def _change(touched: Touched, earlier: Dossier, later: Dossier) -> dict[str, Any]:
    change = change_of(touched, earlier, later)
    last = change.entries[-1]
    return {
        "plural": change.item.plural,
        "heading": change.item.heading(),
        "key": touched.key,
        "label": change.item.label,
        "kind": touched.kind,
        "fields": [change_row(each) for each in change.fields] if touched.kind == "changed" else [],
        "entries": len(change.entries),
        "seq": last.seq,
        "at": last.recorded_at,
        "by": ", ".join(dict.fromkeys(entry.by.name for entry in change.entries)),
        "because": last.because,
    }


def _days(from_said: str, until_said: str) -> tuple[tuple[date, date | None] | None, str]:
    """Return the two days, the earlier first, or what is wrong with them."""
    if not from_said:
        return None, ""
    found: list[date] = []
    for said in (from_said, until_said):
        try:
            day = date.fromisoformat(said) if said else None
        except ValueError:
            return None, f"{said[:40]!r} is no day; expected one such as 2026-01-31."
        if day and not date(1900, 1, 1) <= day <= date(9000, 1, 1):
            return None, f"{day}: expected a day between 1900 and 9000."
        found += [day] if day else []
    first, *later = found if not until_said else sorted(found)
    return (first, later[0] if later else None), ""
