"""The sheets that go with a Stage 1 result, gathered for whoever prints them.

Everything here follows from the result and the material; nothing is decided
twice.  No sheet says how likely Stage 2 is to end well: that is not known.
"""

from dataclasses import dataclass

from assay.assessment.clause_verdicts import ClauseVerdict, clause_verdicts
from assay.assessment.gap_list import Gap, gap_list
from assay.assessment.likely_areas import LikelyArea, likely_areas
from assay.assessment.maturity import ProcessMaturity, process_maturities
from assay.assessment.scope_sheet import ScopeLine, scope_sheet
from assay.assessment.soa_check import SoaLine, SpotCheck, draw_spot_check, soa_lines
from assay.assessment.stage1 import Stage1
from assay.assessment.stage1_requests import Request, stage1_requests
from assay.assessment.three_lists import ListLine, three_lists
from assay.assessment.walk_plan import WalkPlan, plan_walks
from assay.checks.facts.document_matrix import MatrixEntry, document_matrix
from assay.checks.material import Material


@dataclass(frozen=True, slots=True)
class Stage1Sheets:
    """What an auditor takes along beside the findings."""

    clauses: tuple[ClauseVerdict, ...]
    documents: tuple[MatrixEntry, ...]
    soa: tuple[SoaLine, ...]
    spot_checks: tuple[SpotCheck, ...]
    scope: tuple[ScopeLine, ...]
    requests: tuple[Request, ...]
    lists: tuple[ListLine, ...]
    likely: tuple[LikelyArea, ...]
    gaps: tuple[Gap, ...]
    walks: WalkPlan
    maturity: tuple[ProcessMaturity, ...]


def stage1_sheets(stage1: Stage1, material: Material) -> Stage1Sheets:
    """Return the sheets that go with a result."""
    return Stage1Sheets(
        clause_verdicts(stage1, material),
        document_matrix(material),
        soa_lines(material, stage1.results),
        draw_spot_check(material, results=stage1.results),
        scope_sheet(material),
        stage1_requests(material),
        three_lists(stage1, material),
        likely_areas(stage1, material),
        gap_list(stage1, material),
        plan_walks(material),
        process_maturities(material),
    )
