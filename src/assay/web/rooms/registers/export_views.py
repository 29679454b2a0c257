"""Handing out what a register's page shows: the same rows in the same order, the same columns."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpResponse

from assay.domain.item import Item
from assay.domain.permission import Permission
from assay.output.tables import render_columns
from assay.output.workbook import render_workbook
from assay.web.rooms.registers.asked import asked_of, columns_shown, rows_asked_for
from assay.web.rooms.registers.table import table_of
from assay.web.visit import Visit, organisation_page

_Written = Callable[[Sequence[Item], Sequence[str], str], bytes]


def _csv(items: Sequence[Item], names: Sequence[str], title: str) -> bytes:  # noqa: ARG001 - CSV has no title
    return render_columns(items, names)


_FORMS: dict[str, tuple[_Written, str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        render_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


@organisation_page(Permission.EXPORT)
def export(visit: Visit, register: str, form: str) -> HttpResponse:
    """Hand out the rows and columns that the address asks for, all of their pages."""
    if form not in _FORMS:
        raise Http404
    kind = visit.dossier.register(register).kind
    table = table_of(visit.dossier, kind)
    asked = asked_of(kind, visit.request.GET)
    names = columns_shown(asked, table)
    if visit.request.GET.get("columns") == "all":
        names = table.names
    write, content_type = _FORMS[form]
    content = write([row.item for row in rows_asked_for(asked, table)], names, kind.heading())
    name = f"{visit.organisation}-{kind.plural}.{form}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
