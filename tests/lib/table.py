"""Tables drawn in tests, as rows.

A test draws its data so that a reader sees it at once.  Every cell is text;
a blank cell is "", which every register reads as "nothing was said".
"""

import re

_RULE = re.compile(r"[-+\s]+")


def table(drawing: str) -> list[dict[str, str]]:
    """Return the rows of a table drawn with ``|`` between cells, by the names in its first line."""
    lines = [line.strip() for line in drawing.splitlines()]
    cells = [_cells(line) for line in lines if line and not _RULE.fullmatch(line)]
    if not cells:
        raise ValueError("an empty drawing; expected at least a line of names")
    names, *rows = cells
    if len(set(names)) != len(names):
        raise ValueError(f"{names}: a name stands twice")
    for row in rows:
        if len(row) != len(names):
            raise ValueError(f"{row}: {len(row)} cells; expected {len(names)}")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
