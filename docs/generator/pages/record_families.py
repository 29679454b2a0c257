"""Every family of operating records, and the columns that it is told by."""

from assay.domain.record_family import FAMILIES
from docs.generator.markdown import code, render_table

_INTRODUCTION = """\
# Record families

What machines and people record while they work, one file a family in the folder's `records/`.
Other columns of an export are kept; those named here are what population tests speak of.
"""


def render_page() -> str:
    """Return the page of record families."""
    parts = [_INTRODUCTION]
    for name, family in sorted(FAMILIES.items()):
        lines = [
            (
                code(column.name),
                column.type,
                "required" if column.required else "",
                column.says,
            )
            for column in family.columns
        ]
        parts += [
            f"## {family.title}\n",
            f"{code(name)}: one row is {family.row}; {code(family.key)} is its key.\n",
            render_table(("column", "holds", "", "says"), lines),
        ]
    return "\n".join(parts)
