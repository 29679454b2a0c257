"""A management review used nothing that the management system produced."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.kpi import Kpi
from assay.domain.management_review import ManagementReview, ReviewStatus
from assay.domain.record_source import RecordSource
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput
from assay.domain.system import System
from tests.lib.stage2 import look, operation, said

CHECK = "review-without-measures"
REVIEW = ManagementReview(key="MR-1", status=ReviewStatus.HELD, held_on=date(2025, 9, 1))
MEASURE = Kpi(key="K-1", name="Late incidents", source="Incidents in Tasklane")
INPUT = ReviewInput(key="MR-1 / m", review="MR-1", input="m", sources=("K-1",))
DECISION = ReviewDecision(key="D-1", review="MR-1", decision="Hire", based_on=("K-1",))
INCIDENTS = RecordSource(key="SRC-8", family="incident", file="records/incident.csv")
ALL: tuple[Item, ...] = (REVIEW, MEASURE, INPUT, DECISION, INCIDENTS)


@pytest.mark.row("R-080")
def test_a_review_that_cites_and_uses_a_measure_is_silent() -> None:
    assert look(CHECK, operation(*ALL)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-080")
def test_talk_alone_is_no_measure() -> None:
    talk = INPUT.changed(sources=("What people say",))

    assert said(CHECK, operation(REVIEW, MEASURE, talk, DECISION)) == {
        "MR-1": (
            "MR-1 of 2025-09-01: none of 1 inputs cites a measure, objective, document or record "
            "source of the registers."
        )
    }


@pytest.mark.row("R-080")
def test_a_measure_that_no_decision_used_speaks() -> None:
    (deviation,) = look(
        CHECK, operation(REVIEW, MEASURE, INPUT, DECISION.changed(based_on=()))
    ).deviations

    assert deviation.reason == "nothing used"
    assert deviation.measured == "0 of 1"


@pytest.mark.row("R-080")
def test_records_that_nobody_draws_on_are_listed_as_a_signal() -> None:
    other = INCIDENTS.changed(key="SRC-9", family="access_review", system="vault")
    vault = System(key="vault", name="Vault")

    (deviation,) = look(CHECK, operation(*ALL, other, vault)).deviations

    assert deviation.signal
    assert deviation.says == "No measure, objective or review draws on access reviews."
    assert deviation.measured == "1 of 2 families of records"


@pytest.mark.row("R-080")
@pytest.mark.parametrize("source", ["Access reviews of the quarter", "SRC-9", "Vault's own report"])
def test_the_family_the_export_or_its_system_named_is_enough(source: str) -> None:
    other = INCIDENTS.changed(key="SRC-9", family="access_review", system="vault")
    named = MEASURE.changed(key="K-2", source=source)

    assert said(CHECK, operation(*ALL, other, named, System(key="vault", name="Vault"))) == {}


def test_without_a_review_nothing_is_tested() -> None:
    found = look(CHECK, operation(MEASURE))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "no management review has been held"
