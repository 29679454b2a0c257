"""What differs between two days."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router

from assay.api.answers import Comparison
from assay.api.caller import Caller, Limit, Offset, operation
from assay.api.operations.registers import changed_fields
from assay.domain.item import registers
from assay.ledger.comparison import Touched, change_of, touched_between
from assay.ledger.dossier import Dossier

router = Router()

KINDS = ("added", "changed", "retired", "saved again")

Day = Annotated[date, Query(ge=date(1900, 1, 1), le=date(9000, 1, 1))]


@operation(router, "GET", "/comparison", answers=Comparison)
def compare(
    caller: Caller,
    from_on: Day,
    until_on: Annotated[date | None, Query(ge=date(1900, 1, 1), le=date(9000, 1, 1))] = None,
    of: Annotated[str, Query(alias="register")] = "",
    offset: Offset = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """Compare what was known at the end of two days, or of one day with now."""
    earlier = caller.dossier_at(from_on)
    later = caller.dossier_at(until_on) if until_on else caller.dossier
    if earlier.length > later.length:
        earlier, later = later, earlier
    only = caller.dossier.register(of).kind.register if of else ""
    touched = [each for each in touched_between(earlier, later) if only in {"", each.register}]
    return {
        "from_on": from_on,
        "until_on": until_on,
        "entries": later.length - earlier.length,
        "total": len(touched),
        "offset": offset,
        "counts": {kind: sum(1 for each in touched if each.kind == kind) for kind in KINDS},
        "changes": [_line(each, earlier, later) for each in touched[offset : offset + limit]],
    }


def _line(touched: Touched, earlier: Dossier, later: Dossier) -> dict[str, Any]:
    change = change_of(touched, earlier, later)
    fields = changed_fields(change.fields) if touched.kind == "changed" else []
    return {
        "register": registers()[touched.register].register,
        "key": touched.key,
        "kind": touched.kind,
        "seqs": [place + 1 for place in touched.places],
        "fields": fields,
    }
