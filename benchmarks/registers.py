"""How long a register of 100,000 rows takes to read, beside the least that any reader could do.

The yardstick is Python's own ``csv.DictReader`` with the noun validating each
row: no search for headings, no other date formats, no word on what was skipped.
Run it with ``python benchmarks/registers.py [ROWS]``.
"""

import csv
import io
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from assay.domain.risk import Risk, RiskDecision
from assay.intake.registers.read import read_register
from assay.output.tables import render_register

FIRST_DAY = date(2024, 1, 1)
DECISIONS = tuple(RiskDecision)


def make_risks(rows: int) -> list[Risk]:
    return [
        Risk(
            key=f"R-{number}",
            site=f"site-{number % 7}",
            title=f"Risk number {number}, with a title of common length",
            describes=f"What may happen in case {number}, told in one sentence of some length.",
            owner=f"person-{number % 300}",
            systems=(f"sys-{number % 90}", f"sys-{number % 41}"),
            likelihood=number % 5 + 1,
            impact=number % 4 + 1,
            decision=DECISIONS[number % len(DECISIONS)],
            assessed_on=FIRST_DAY + timedelta(days=number % 700),
            assessed_by=f"person-{number % 17}",
            status=("open", "closed")[number % 2],
        )
        for number in range(1, rows + 1)
    ]


def read_plainly(content: bytes) -> list[Risk]:
    lists = {"systems"}
    items = []
    for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
        values: dict[str, Any] = {
            name: tuple(cell.split("; ")) if name in lists else cell
            for name, cell in row.items()
            if cell
        }
        items.append(Risk.model_validate(values))
    return items


def as_people_keep_it(content: bytes) -> bytes:
    """Return the same register with semicolons, German dates and Windows-1252."""
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    day = rows[0].index("assessed_on")
    for row in rows[1:]:
        row[day] = date.fromisoformat(row[day]).strftime("%d.%m.%Y")
    rows[0] = [name.replace("_", " ").capitalize() for name in rows[0]]
    text = io.StringIO()
    text.write("Risikoregister der Müller GmbH\n\n")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("cp1252")


def as_workbook(content: bytes) -> bytes:
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    with TemporaryDirectory() as folder:
        path = Path(folder, "risks.xlsx")
        book = xlsxwriter.Workbook(path, {"strings_to_numbers": True})
        sheet = book.add_worksheet("Risks")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
        return path.read_bytes()


def check(file: str, content: bytes, risks: list[Risk]) -> None:
    reading = read_register(file, content, Risk)
    assert reading.items == tuple(risks), reading.problems[:3]


def measure(name: str, rows: int, action: Callable[[], object], yardstick: float = 0.0) -> float:
    begun = time.perf_counter()
    action()
    taken = time.perf_counter() - begun
    ratio = f"{taken / yardstick:5.2f} x" if yardstick else "1.00 x (yardstick)"
    print(f"{name:<46}{taken:6.2f} s  {rows / taken:10,.0f} rows/s  {ratio}")
    return taken


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    risks = make_risks(rows)
    content = render_register(risks, Risk)
    kept = as_people_keep_it(content)
    book = as_workbook(content)
    print(
        f"{rows:,} rows, {len(content) / 2**20:.1f} MB of CSV, {len(book) / 2**20:.1f} MB of XLSX"
    )

    assert read_plainly(content) == risks
    yardstick = measure("csv.DictReader and model_validate", rows, lambda: read_plainly(content))
    for name, file, data in (
        ("read_register, CSV as Assay writes it", "risks.csv", content),
        ("read_register, CSV as people keep it", "risks.csv", kept),
        ("read_register, XLSX in its own process", "risks.xlsx", book),
    ):
        check(file, data, risks)
        measure(name, rows, lambda f=file, d=data: read_register(f, d, Risk), yardstick)  # type: ignore[misc]
    measure("render_register", rows, lambda: render_register(risks, Risk), yardstick)


if __name__ == "__main__":
    main()
