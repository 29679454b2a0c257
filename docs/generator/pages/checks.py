"""Every check with its own page: what it looks at, why it matters, what it does not look at."""

import re
import sys
from pathlib import Path

from assay.checks.registry import AnyCheck, every_check
from docs.generator import ROOT
from docs.generator.markdown import code, render_table

_INTRODUCTION = """\
# Checks

Each check is one module, and what stands here is its docstring. A check knows no standard; each
standard names the checks that speak for its clauses, with the grade to propose.
"""


def render_page() -> str:
    """Return the page of checks."""
    checks = every_check().values()
    lines = (
        (
            f"[{one.name}](#{one.name})",
            str(one.stage),
            code(one.code) if one.code else "",
            one.title,
        )
        for one in checks
    )
    contents = render_table(("check", "stage", "rule", "says"), lines)
    return "\n".join([_INTRODUCTION, contents, *map(_section, checks)])


def _section(check: AnyCheck) -> str:
    module = Path(str(sys.modules[check.module].__file__)).relative_to(ROOT).as_posix()
    title, _, page = check.page.strip().partition("\n")
    # A line that begins at the margin heads the indented paragraphs below it.
    said = re.sub(r"(?m)^(\S.*)$", r"**\1**\n", page)
    body = re.sub(r"(?m)^[ ]+", "", said).replace("``", "`").strip()
    return (
        f'<a id="{check.name}"></a>\n\n## {check.name}\n\n{title}\n\n{body}\n\n'
        f"Since {check.since}; [source](../../{module}).\n"
    )
