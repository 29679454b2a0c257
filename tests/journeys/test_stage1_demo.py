"""Stage 1 on the two demo organisations: silent where they are clean, exact where they are not."""

import json
import re
from dataclasses import replace
from functools import cache, lru_cache

import pytest

from assay.assessment.finding_proposal import FindingProposal
from assay.assessment.readiness import stage1_readiness
from assay.assessment.stage1 import Stage1, assess_stage1
from assay.assessment.stage1_sheets import stage1_sheets
from assay.checks.material import Material
from assay.demo.defect import Defect, all_defects
from assay.domain.deviation import Deviation, Verdict
from assay.domain.stage_outcome import Outcome
from assay.output.readiness import readiness_as_json, readiness_lines
from assay.output.stage1 import stage1_as_json
from assay.output.stage1_text import stage1_lines
from tests.lib.demo_material import ORGANISATIONS, demo_material

PLANTED = {name: each for name, each in all_defects().items() if each.stage == 1}
FORETELLING = re.compile(
    r"probabilit|likelihood|chances? (?:of|that|to)|% likely|\bodds\b"
    r"|\d ?%[^.\n]{0,40}stage 2|stage 2[^.\n]{0,40}\d ?%",
    re.IGNORECASE,
)
JUDGING = re.compile(r"\b(?:pass|passed|fail|failed)\b", re.IGNORECASE)

each_organisation = pytest.mark.parametrize("organisation", ORGANISATIONS)
each_defect = pytest.mark.parametrize(
    "defect",
    # What is asked of one flaw is asked by one process, which plants it once.
    [
        pytest.param(each, id=name, marks=pytest.mark.xdist_group(name))
        for name, each in PLANTED.items()
    ],
)


@cache
def clean(organisation: str) -> Stage1:
    return assess_stage1(demo_material(organisation))


@lru_cache(maxsize=4)
def material_of(defect: Defect) -> Material:
    return demo_material(defect.organisation, defect.name)


@cache
def flawed(defect: Defect) -> Stage1:
    return assess_stage1(material_of(defect))


def deviations(stage1: Stage1) -> dict[str, set[Deviation]]:
    return {each.check.name: set(each.looked.deviations) for each in stage1.results}


def rendered(stage1: Stage1, material: Material) -> str:
    """Return everything that Stage 1 says of itself, as programs and as people get it."""
    # The lines of the statement quote what the organisation wrote, chances and all.
    sheets = replace(stage1_sheets(stage1, material), soa=())
    ready = stage1_readiness(stage1, material)
    return "\n".join(
        (
            json.dumps(stage1_as_json(stage1, sheets)),
            *stage1_lines(stage1, sheets, explain=True),
            *stage1_lines(stage1, sheets),
            json.dumps(readiness_as_json(ready)),
            *readiness_lines(ready, stage1.organisation, str(stage1.as_of)),
        )
    )


@each_organisation
def test_a_clean_organisation_is_silent_and_every_check_could_be_told(organisation: str) -> None:
    stage1 = clean(organisation)

    assert [each.deviation.says for each in stage1.proposals] == []
    assert [each.check.name for each in stage1.results_with(Verdict.NOT_TESTED)] == []
    assert stage1.outcome.value is Outcome.READY


@each_organisation
def test_a_clean_organisation_is_ready_for_stage_1(organisation: str) -> None:
    material = demo_material(organisation)

    ready = stage1_readiness(clean(organisation), material)

    assert [line.name for line in ready.conditions if line.verdict is not Verdict.CONFORMS] == []
    assert (ready.ready, ready.percent) == (True, 100)


@each_defect
def test_a_planted_flaw_is_found_by_its_check_and_by_no_other(defect: Defect) -> None:
    before, after = deviations(clean(defect.organisation)), deviations(flawed(defect))

    speaking = {name for name, said in after.items() if said - before[name]}

    assert speaking == {defect.check}


@pytest.mark.row("R-188", "R-276")
@each_defect
def test_each_proposal_carries_requirement_evidence_statement_grade_and_figures(
    defect: Defect,
) -> None:
    for proposal in flawed(defect).proposals:
        assert proposal.clauses
        assert proposal.evidence
        assert proposal.deviation.says.endswith((".", "?"))
        assert proposal.label
        assert _is_measured_against_something(proposal)


def _is_measured_against_something(proposal: FindingProposal) -> bool:
    threshold = proposal.threshold
    if not proposal.deviation.measured:
        return threshold is None
    return threshold is not None and bool(threshold.value and threshold.stated_in)


@pytest.mark.row("R-263")
@each_organisation
def test_a_clean_stage_1_foretells_nothing_about_stage_2(organisation: str) -> None:
    said = rendered(clean(organisation), demo_material(organisation))

    assert FORETELLING.findall(said) == []


@pytest.mark.row("R-263", "R-260")
@each_defect
def test_a_flawed_stage_1_foretells_nothing_and_nobody_passes_or_fails(defect: Defect) -> None:
    stage1 = flawed(defect)

    said = rendered(stage1, material_of(defect))

    assert FORETELLING.findall(said) == []
    assert JUDGING.findall(stage1.outcome.label) == []


@each_organisation
def test_the_same_organisation_gives_the_same_bytes(organisation: str) -> None:
    again = assess_stage1(demo_material(organisation))

    assert rendered(again, demo_material(organisation)) == rendered(
        clean(organisation), demo_material(organisation)
    )


@pytest.mark.row("R-192")
@each_organisation
def test_stage_1_runs_checks_of_the_design_and_none_of_effectiveness(organisation: str) -> None:
    assert {result.check.stage for result in clean(organisation).results} == {1}
