"""A promise has one verdict, that of the check which answers it."""

from dataclasses import replace

import pytest

from assay.assessment.claim_sheet import UNASKED, ClaimLine, claim_lines
from assay.assessment.stage2 import assess_stage2
from assay.checks.histograms import weeks
from assay.checks.operation import Operation
from assay.checks.remembering import Remembering
from assay.claims.tally import Side
from assay.domain.deviation import Verdict
from tests.assessment.test_rehearsal import LATE, PROMISE, SOURCE, incidents
from tests.lib.demo_material import ORGANISATIONS
from tests.lib.demo_operation import demo_operation
from tests.lib.stage2 import operation


def lines(at: Operation) -> dict[str, ClaimLine]:
    return {each.promise.key: each for each in claim_lines(at)}


@pytest.mark.row("R-121")
def test_an_account_that_stays_open_breaks_the_promise_about_leavers() -> None:
    """The cases of leavers are all closed in time; one account behind them is not."""
    kept = lines(demo_operation("cloud"))["CLM-02"]
    broken = lines(demo_operation("cloud", "leaver-account-kept"))["CLM-02"]

    assert (kept.verdict, broken.verdict) == (Verdict.CONFORMS, Verdict.DEVIATES)
    assert [each.deviating for each in broken.figures] == [1, 0]


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_each_promise_has_the_figures_of_its_own_check_and_no_others(organisation: str) -> None:
    at = demo_operation(organisation)
    stage2 = assess_stage2(at)
    looked = {each.check.name: each.looked for each in stage2.results}

    for line in claim_lines(at, looked):
        if line.check:
            assert line.why_not_tested != UNASKED, line.promise.key
            assert {each.claim for each in line.figures} <= {line.promise.key}


def test_what_a_check_cannot_tell_keeps_a_promise_from_conforming() -> None:
    (line,) = claim_lines(operation(PROMISE, SOURCE))

    assert line.verdict is Verdict.NOT_TESTED
    assert "there are no records of incident" in line.why_not_tested


def test_a_promise_that_no_check_asked_is_not_kept() -> None:
    at = operation(PROMISE, SOURCE, records={"incident": incidents(LATE)})
    (line,) = claim_lines(at)

    unasked = replace(line, figures=())

    assert (unasked.verdict, unasked.why_not_tested) == (Verdict.NOT_TESTED, UNASKED)


def test_the_weeks_of_a_promise_hold_its_records_and_its_deviations() -> None:
    at = operation(PROMISE, SOURCE, records={"incident": incidents(LATE)})
    remembering = Remembering(at.populations)
    asked = replace(at, populations=remembering)
    (line,) = claim_lines(asked)
    (figures,) = line.figures

    found = weeks(asked, "incident", remembering.tests[figures.query])

    assert sum(each.records for each in found) == figures.population
    assert sum(each.deviating for each in found) == figures.deviating == LATE
    listed = at.populations.listed(remembering.tests[figures.query], side=Side.DEVIATING)
    assert len(listed) == LATE


def test_a_week_without_records_stays_in_the_row() -> None:
    text = "\n".join(incidents(0).splitlines()[:3] + incidents(0).splitlines()[20:24])
    at = operation(PROMISE, SOURCE, records={"incident": text})

    found = weeks(at, "incident", None)

    assert 0 in [each.records for each in found]
    assert sum(each.deviating for each in found) == 0
