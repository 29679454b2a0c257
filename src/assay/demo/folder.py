"""A demo organisation as a folder: drafted, flawed if asked for, sealed and written."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

from assay.demo.defect import find_defect
from assay.demo.draft import Draft, Row
from assay.domain.errors import NotFoundError
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.ledger.entry import Author
from assay.output.folder import render_folder

# A fixed day, so that the same command writes the same bytes on any day.
USUAL_DAY = date(2026, 10, 30)
USUAL_SEED = 27001

Drafting = Callable[[int, date, int], Draft]


def organisations() -> Mapping[str, Drafting]:
    """Return the demo organisations by the name of their kind."""
    from assay.demo.cloud.company import draft_cloud
    from assay.demo.factory.company import draft_factory

    return {
        "cloud": lambda seed, as_of, scale: draft_cloud(seed=seed, as_of=as_of, scale=scale),
        "factory": lambda seed, as_of, scale: draft_factory(seed=seed, as_of=as_of, scale=scale),
    }


def draft_organisation(
    name: str, *, seed: int, as_of: date, scale: int, defects: Iterable[str]
) -> Draft:
    """Return a demo organisation with the defects asked for planted in it."""
    known = organisations()
    if name not in known:
        raise NotFoundError(f"there is no organisation {name}; expected {' or '.join(known)}.")
    planted = [find_defect(defect, name) for defect in defects]
    draft = known[name](seed, as_of, scale)
    for defect in planted:
        defect.plant(draft)
    return draft


def render_demo(draft: Draft) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a demo folder."""
    shelve_records(draft)
    dossier = draft.sealed().dossier()
    yield from render_folder(dossier, lambda file: draft.files[file.key].content)


def shelve_records(draft: Draft) -> None:
    """Put each family of records into the file that its source names, and count its rows."""
    for source in draft.all(RecordSource).values():
        if source.family not in draft.records or source.extracted_at is None:
            continue
        rows = draft.records[source.family]
        draft.change(RecordSource, source.key, row_count=len(rows))
        by = Author(source.extracted_by, "record keeper")
        kept = _render_spreadsheet if source.file.endswith(".xlsx") else _render_export
        draft.shelve(source.file, kept(source, rows), by=by, at=source.extracted_at)


def _render_export(source: RecordSource, rows: list[Row]) -> bytes:
    return render_records(source.family, rows)


def render_records(family: str, rows: list[Row]) -> bytes:
    """Return records as the CSV of an export: the family's columns that are used."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(_lines(family, rows))
    return text.getvalue().encode()


def _render_spreadsheet(source: RecordSource, rows: list[Row]) -> bytes:
    """Return records as somebody keeps them by hand: a title and a remark above them."""
    from assay.demo.writing import Sheet, render_workbook

    names, *lines = _lines(source.family, rows)
    title = FAMILIES[source.family].title
    sheet = Sheet(title, names, lines, (f"{title}, kept by {source.owner}", source.complete))
    created_at = source.extracted_at or datetime.min.replace(tzinfo=UTC)
    return render_workbook([sheet], author=source.extracted_by, created_at=created_at)


def _lines(family: str, rows: list[Row]) -> list[list[str]]:
    used = {name for row in rows for name, value in row.items() if value is not None}
    names = [
        column.name for column in FAMILIES[family].columns if column.required or column.name in used
    ]
    return [names, *([_cell(row.get(name)) for name in names] for row in rows)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
