"""The same records in every form that people keep them in."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb
import xlsxwriter

from assay.engine.cells import quoted

Value = str | bool | Decimal | date | None
Table = tuple[Sequence[str], Sequence[Sequence[Value]]]

_TYPES: Final = {
    str: "VARCHAR",
    bool: "BOOLEAN",
    Decimal: "DECIMAL(18, 4)",
    datetime: "TIMESTAMP",
    date: "DATE",
}


def write_csv(path: Path, table: Table) -> None:
    headings, rows = table
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows([_text(value) for value in row] for row in rows)


def write_xlsx(path: Path, table: Table) -> None:
    headings, rows = table
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Records")
        formats = {
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
        }
        for number, row in enumerate([headings, *rows]):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, formats[type(value)])
                elif isinstance(value, str):
                    # As text, whatever it looks like.
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write(number, place, value)


def write_jsonl(path: Path, table: Table) -> None:
    headings, rows = table
    lines = (
        {heading: _plain(value) for heading, value in zip(headings, row, strict=True)}
        for row in rows
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def write_json(path: Path, table: Table) -> None:
    headings, rows = table
    told = [
        {heading: _plain(value) for heading, value in zip(headings, row, strict=True)}
        for row in rows
    ]
    path.write_text(json.dumps(told), encoding="utf-8")


def write_parquet(path: Path, table: Table) -> None:
    with duckdb.connect() as connection:
        _fill(connection, table)
        connection.execute(f"COPY records TO '{path}' (FORMAT parquet)")


def write_duckdb(path: Path, table: Table) -> None:
    with duckdb.connect(str(path)) as connection:
        _fill(connection, table)


FORMS: Final[Mapping[str, Callable[[Path, Table], None]]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "jsonl": write_jsonl,
    "json": write_json,
    "parquet": write_parquet,
    "duckdb": write_duckdb,
}


def types_of(table: Table) -> Sequence[str]:
    """Return the SQL type of each column; of one that holds nothing, text."""
    headings, rows = table
    kinds = []
    for place in range(len(headings)):
        values = [row[place] for row in rows if row[place] is not None]
        kinds.append(_TYPES[type(values[0])] if values else "VARCHAR")
    return kinds


def _fill(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    headings, rows = table
    columns = ", ".join(
        f"{quoted(name)} {kind}" for name, kind in zip(headings, types_of(table), strict=True)
    )
    connection.execute(f"CREATE TABLE records ({columns})")
    if rows:
        marks = ", ".join("?" for _ in headings)
        connection.executemany(f"INSERT INTO records VALUES ({marks})", [list(row) for row in rows])


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(sep=" ")
        case _:
            return str(value)


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value if isinstance(value, str | bool | None) else _text(value)
