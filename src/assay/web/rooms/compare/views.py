"""What differs between two days, or between a day and now, register by register."""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
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

_KEPT: OrderedDict[tuple[str, int, int, str], "_Compared"] = OrderedDict()
_LOCK = Lock()


@dataclass(frozen=True)
class _Compared:
    """What two states differ in, and how many items of each register do so."""

    touched: tuple[Touched, ...]
    lines: list[dict[str, Any]]
    totals: list[int]


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
    compared = _compared(earlier, later)
    wanted = _wanted(compared.touched, query.get("register", ""), query.get("kind", ""))
    pages = Paginator(wanted, PAGE_SIZE).get_page(query.get("page"))
    return visit.render(
        "compare/front.html",
        {
            "from_on": from_on.isoformat(),
            "until_on": until_on.isoformat() if until_on else "",
            "until_said": until_on.isoformat() if until_on else visit.as_of or "now",
            "compared": True,
            "entries": later.length - earlier.length,
            "lines": compared.lines,
            "totals": compared.totals,
            "kinds": KINDS,
            "register": query.get("register", ""),
            "kind": query.get("kind", ""),
            "pages": pages,
            "changes": [_change(each, earlier, later) for each in pages.object_list],
        },
    )


def _compared(earlier: Dossier, later: Dossier) -> _Compared:
    """Return what two states differ in; the next page of it does not ask again."""
    head = later.entries[later.length - 1].hash if later.length else ""
    asked = (later.organisation, earlier.length, later.length, head)
    with _LOCK:
        found = _KEPT.get(asked)
    if found is None:
        touched = tuple(touched_between(earlier, later))
        totals = Counter(each.kind for each in touched)
        found = _Compared(touched, _lines(touched), [totals[kind] for kind in KINDS])
        with _LOCK:
            _KEPT[asked] = found
            while len(_KEPT) > MOST_KEPT:
                _KEPT.popitem(last=False)
    return found


def _wanted(touched: tuple[Touched, ...], plural: str, kind: str) -> Sequence[Touched]:
    if not plural and not kind:
        return touched
    names = {name for name, each in registers().items() if plural in {"", each.plural}}
    return [each for each in touched if each.register in names and (not kind or each.kind == kind)]


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
