"""Every flaw that can be planted in a demo company."""

from assay.demo.defect import all_defects
from docs.generator.markdown import code, render_table

_INTRODUCTION = """\
# Defects of the demo companies

The demo companies are clean. `assay demo DIR --organisation NAME --defect DEFECT` plants one flaw.
Each is exactly one changed fact, so that what is found can be told from what was there before.
"""


def render_page() -> str:
    """Return the page of defects."""
    lines = [
        (code(one.name), one.organisation, str(one.stage), code(one.check), one.plants)
        for one in all_defects().values()
    ]
    table = render_table(("defect", "company", "stage", "expected to speak", "plants"), lines)
    return f"{_INTRODUCTION}\n{table}"
