"""The rows of ``docs/requirements.md``, as they stand there."""

import re
from dataclasses import dataclass
from functools import cache

from docs.generator import ROOT

_CELL_BORDER = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"R-\d{3}")


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement."""

    id: str
    area: str
    source: str
    practice: str
    behaviour: str
    data: str
    output: str


@cache
def read_rows() -> tuple[Row, ...]:
    """Return every requirement in the order of the specification."""
    rows: list[Row] = []
    area = ""
    for line in (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            area = line.removeprefix("### ")
        cells = [cell.strip() for cell in _CELL_BORDER.split(line)[1:-1]]
        if cells and _ROW.fullmatch(cells[0]):
            row_id, *said = cells
            rows.append(Row(row_id, area, *said))
    return tuple(rows)
