"""Stage 2 on the two demo organisations: silent where they are clean, exact where they are not."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from assay.assessment.stage2 import Stage2, assess_stage2
from assay.checks.operation import Operation
from assay.demo.defect import Defect, all_defects
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Deviation, Verdict
from assay.domain.stage_outcome import Outcome
from assay.output.stage2 import stage2_as_json
from assay.output.stage2_text import stage2_lines
from tests.lib.affected_checks import affected, checks_of, read_by_checks
from tests.lib.demo_material import ORGANISATIONS
from tests.lib.demo_operation import demo_operation

PLANTED = {name: each for name, each in all_defects().items() if each.stage == 2}

each_organisation = pytest.mark.parametrize("organisation", ORGANISATIONS)
each_defect = pytest.mark.parametrize("defect", PLANTED.values(), ids=PLANTED)


@cache
def whole(organisation: str) -> Operation:
    return demo_operation(organisation)


@cache
def clean(organisation: str) -> Stage2:
    return assess_stage2(whole(organisation))


@cache
def reads(organisation: str) -> Mapping[str, frozenset[str]]:
    return read_by_checks(whole(organisation), checks_of(clean(organisation)))


def deviations(stage2: Stage2) -> dict[str, set[Deviation]]:
    return {
        each.check.name: {_comparable(found) for found in each.looked.deviations}
        for each in stage2.results
    }


def _comparable(deviation: Deviation) -> Deviation:
    # Figures hold mappings, which cannot be members of a set.
    return replace(deviation, figures=None)


def rendered(stage2: Stage2) -> str:
    return "\n".join((json.dumps(stage2_as_json(stage2)), *stage2_lines(stage2, explain=True)))


@each_organisation
def test_a_clean_organisation_is_silent_and_every_check_could_be_told(organisation: str) -> None:
    stage2 = clean(organisation)

    assert [each.deviation.says for each in stage2.proposals] == []
    assert {
        each.check.name: each.looked.why_not_tested
        for each in stage2.results_with(Verdict.NOT_TESTED)
    } == {}
    assert stage2.outcome.value is Outcome.RECOMMEND


@each_defect
def test_a_planted_flaw_is_found_by_its_check_and_by_no_other(defect: Defect) -> None:
    before = deviations(clean(defect.organisation))
    flawed = demo_operation(defect.organisation, defect.name)
    reached = affected(whole(defect.organisation), flawed, reads(defect.organisation))
    after = deviations(assess_stage2(flawed, reached))

    speaking = {name for name, said in after.items() if said - before[name]}

    assert speaking == {defect.check}


@pytest.mark.row("R-276")
@each_organisation
def test_every_test_says_what_it_counted_and_against_what(organisation: str) -> None:
    for check, figures in clean(organisation).figures:
        assert figures.population, check
        assert figures.threshold or not figures.claim, check
        # A kind of promise is nothing that anything could be held against.
        assert figures.threshold not in {*ClaimKind}, check
        assert figures.sources, check
        assert figures.query.startswith(("SELECT", "WITH")), check


@each_organisation
def test_the_same_organisation_gives_the_same_bytes(organisation: str) -> None:
    again = assess_stage2(demo_operation(organisation))

    assert rendered(again) == rendered(clean(organisation))
