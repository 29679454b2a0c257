"""Which tests prove which rows."""

from collections.abc import Iterable
from itertools import groupby

from docs.generator.citations import Citation, read_citations
from docs.generator.markdown import code, render_table
from docs.generator.specification import read_rows

_INTRODUCTION = """\
# Which tests prove which rows

A test that fails when a row of the [specification](../requirements.md) is not met cites that row
with `@pytest.mark.row("R-041")`. A row without a test is not claimed to be met.
"""


def render_page() -> str:
    """Return the page of rows and the tests that cite them."""
    rows, cited = read_rows(), read_citations()
    met = sum(row.id in cited for row in rows)
    parts = [_INTRODUCTION, f"**{met} of {len(rows)} rows are cited.**\n"]
    for area, of_area in groupby(rows, key=lambda row: row.area):
        lines = [
            (row.id, row.practice, _proofs(cited.get(row.id, ())) or "nothing yet")
            for row in of_area
        ]
        parts += [f"## {area}\n", render_table(("row", "what practice says", "proven by"), lines)]
    return "\n".join(parts)


def _proofs(citations: Iterable[Citation]) -> str:
    return "<br>".join(
        f"[{code(file)}](../../{file}): {'; '.join(one.sentence for one in of_file)}"
        for file, of_file in groupby(citations, key=lambda one: one.file)
    )
