"""A noun of our own, files that hold it as people keep registers, and what came of reading them."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from textwrap import dedent
from typing import Annotated, Any, ClassVar

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assay.domain.item import Also, Instant, Item, PersonRef, SystemRef, Text, Texts
from assay.domain.reading import RegisterReading
from assay.intake.registers.read import read_register

CSV = "registers/remedies.csv"
XLSX = "registers/remedies.xlsx"


class State(StrEnum):
    """How far a remedy has come."""

    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    DONE = "done"


class Remedy(Item):
    """Something to be done; it has a field of every kind that a cell can hold."""

    # The name alone: a register of that name would be one of the product's.
    plural: ClassVar[str] = "remedies"

    title: Annotated[Text, Also("remedy", "what")] = ""
    owner: Annotated[PersonRef, Also("responsible")] = ""
    systems: Annotated[tuple[SystemRef, ...], Also("system")] = ()
    notes: Annotated[Texts, Also("note")] = ()
    effort: Annotated[int | None, Also("days of work")] = None
    review_months: Annotated[int | None, Also("review interval")] = None
    cost: Decimal | None = None
    urgent: bool | None = None
    due_on: Annotated[date | None, Also("due", "due date")] = None
    seen_at: Instant | None = None
    state: Annotated[State | None, Also("status")] = None
    stages: tuple[State, ...] = ()


def csv_file(text: str) -> bytes:
    """Return a drawn text file, its indentation aside."""
    return dedent(text).lstrip("\n").encode()


def workbook(**sheets: Sequence[Sequence[object]]) -> Workbook:
    """Return a workbook of sheets, each given as rows of cells."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def reading_of(content: bytes, *, name: str = "", **wishes: Any) -> RegisterReading[Remedy]:
    """Return what is read of a register of remedies."""
    name = name or (XLSX if content.startswith(b"PK") else CSV)
    return read_register(name, content, Remedy, **wishes)


def items_of(reading: RegisterReading[Remedy]) -> list[str]:
    """Return each item with its row and the fields that say something."""
    return [
        " ".join([f"{row}:", item.key, *_said(item)])
        for row, item in zip(reading.rows, reading.items, strict=True)
    ]


def _said(item: Remedy) -> list[str]:
    return [
        f"{name}={'+'.join(map(str, value)) if isinstance(value, tuple) else value}"
        for name in Remedy.model_fields
        if name != "key" and (value := getattr(item, name)) not in {"", (), None}
    ]


def skipped_of(reading: RegisterReading[Remedy]) -> list[str]:
    """Return the rows that are no items."""
    return [str(row) for row in reading.skipped]


def problems_of(reading: RegisterReading[Remedy]) -> list[str]:
    """Return what cannot be read, the name of the file aside."""
    return [str(problem).removeprefix(f"{reading.file}, ") for problem in reading.problems]


def remarks_of(reading: RegisterReading[Remedy]) -> list[str]:
    """Return what was decided, the name of the file aside."""
    return [str(remark).removeprefix(f"{reading.file}, ") for remark in reading.remarks]
