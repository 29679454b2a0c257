"""The factory's jobs traced where they lie: whole when clean, broken where a flaw was planted."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from assay.assessment.break_rates import BrokenCase, rate_breaks
from assay.assessment.finding_cases import cases_of, find_nodes
from assay.claims.conditions import midnight
from assay.claims.tracing.broken_chain import StandStill
from assay.demo.folder import USUAL_DAY
from assay.domain.trace import LINKS, TraceStep
from assay.engine.records import EngineRecords
from assay.engine.tracing import (
    count_breaks,
    count_chains,
    list_broken,
    list_orphans,
    look_up_in,
    trace_nodes,
)
from tests.lib.demo_operation import demo_operation

STILL = StandStill(midnight(USUAL_DAY + timedelta(days=1)))


def records(*defects: str) -> EngineRecords:
    populations = demo_operation("factory", *defects).populations
    assert isinstance(populations, EngineRecords)
    return populations


def broken(*defects: str) -> Sequence[BrokenCase]:
    return list_broken(records(*defects).backend, STILL)


@pytest.mark.row("R-157", "R-158", "R-160", "R-162")
def test_no_chain_of_the_clean_factory_is_broken() -> None:
    backend = records().backend

    tally = count_chains(backend, STILL)

    assert (tally.deviating, tally.undecidable, tally.excepted) == (0, 0, 0)
    assert tally.conforming > 3_000
    assert tally.population == tally.conforming + tally.not_applicable
    assert [link for link in LINKS if not link.several if list_orphans(backend, link)] == []


@pytest.mark.row("R-157", "R-158", "R-162")
@pytest.mark.parametrize(
    ("defect", "step", "hop"),
    [
        ("contract-review-missing", TraceStep.REQUIREMENT, "review-missing"),
        ("order-accepted-before-review", TraceStep.REQUIREMENT, "accepted-before-review"),
        ("obsolete-drawing-used", TraceStep.PLANNING, "obsolete-revision"),
        ("batch-without-known-lot", TraceStep.PURCHASING, "lot-unknown"),
        ("receipt-not-verified", TraceStep.PURCHASING, "material-unverified"),
        ("first-article-missing", TraceStep.INSPECTING, "first-article-missing"),
        ("released-before-final-inspection", TraceStep.DELIVERING, "released-before-inspection"),
        ("delivered-before-release", TraceStep.DELIVERING, "delivered-before-release"),
        ("delivered-more-than-released", TraceStep.DELIVERING, "delivered-more-than-released"),
    ],
)
def test_a_planted_flaw_of_the_chain_is_located(defect: str, step: TraceStep, hop: str) -> None:
    (found,) = broken(defect)

    assert (found.hop.step, found.hop.name) == (step, hop)


@pytest.mark.row("R-157")
def test_the_rate_of_breaks_is_told_by_site_and_by_step() -> None:
    defects = ("contract-review-missing", "delivered-more-than-released")
    backend = records(*defects).backend
    sites = {each.site: each for each in list_broken(backend, STILL)}

    rates = {(each.site, each.step): each for each in rate_breaks(count_breaks(backend, STILL))}

    whole = {step: rates["", step].broken for step in TraceStep}
    assert {step: count for step, count in whole.items() if count} == {
        TraceStep.REQUIREMENT: 1,
        TraceStep.DELIVERING: 1,
    }
    assert rates["", TraceStep.REQUIREMENT].cases == count_chains(backend, STILL).population
    for site, case in sites.items():
        assert rates[site, case.hop.step].broken >= 1
    parts = [each for (site, step), each in rates.items() if site and step is TraceStep.DELIVERING]
    assert sum(each.cases for each in parts) == rates["", TraceStep.DELIVERING].cases


@pytest.mark.row("R-157", "R-158")
def test_a_broken_case_of_the_population_is_walked_to_the_same_break() -> None:
    backend = records("obsolete-drawing-used").backend
    (found,) = list_broken(backend, STILL)
    look_up = look_up_in(backend)

    (trace,) = trace_nodes(backend, find_nodes(look_up, found.case), STILL)

    assert (trace.case, trace.site, trace.reached) == (found.case, found.site, found.reached)
    assert trace.first_break is not None
    assert trace.first_break.hop == found.hop.name
    assert [each.kind.value for each in trace.breaks] == ["obsolete revision", "revision mismatch"]
    by_any = {
        node.family: cases_of(look_up, [node])
        for node in trace.nodes
        if node.family != "design_release"
    }
    assert set(by_any.values()) == {(found.case,)}


@pytest.mark.row("R-160")
def test_a_lot_that_nobody_received_is_named_among_the_broken_parents() -> None:
    backend = records("batch-without-known-lot").backend
    (link,) = (each for each in LINKS if (each.family, each.column) == ("batch", "lot"))

    ((batch, lot),) = list_orphans(backend, link)

    assert lot.endswith("-99999-1")
    assert batch.startswith(list_broken(backend, STILL)[0].case)


def test_broken_cases_come_by_the_page() -> None:
    backend = records("contract-review-missing", "delivered-more-than-released").backend

    pages = [list_broken(backend, STILL, limit=1, offset=offset) for offset in range(3)]

    assert [len(page) for page in pages] == [1, 1, 0]
    assert [page[0].case for page in pages[:2]] == [
        each.case for each in list_broken(backend, STILL)
    ]
