"""A measure was not taken as often as it should have been."""

from decimal import Decimal

import pytest

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from assay.domain.item import Item
from assay.domain.kpi import Kpi
from assay.domain.process import Process
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "measure-not-taken"
MEASURE = Kpi(key="K-9", name="First answers", every=Frequency.MONTHLY, target=Decimal(90))
PROMISE = Claim(
    key="CL-24",
    document="PRO-20",
    version="1.0",
    section="1 Measures",
    quote="Each measure is taken every month.",
    kind=ClaimKind.FREQUENCY,
    family="key_measure",
    then="measured_on",
    every=Frequency.MONTHLY,
    per="measure",
)
MONTHS = ("2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31")


def at(*days: str, items: tuple[Item, ...] = (MEASURE,), measure: str = "K-9") -> Operation:
    lines = ["value_id | measure | measured_on | value"]
    lines += [f"V-{number} | {measure} | {day} | 91" for number, day in enumerate(days)]
    return operation(*items, records={"key_measure": "\n".join(lines)})


@pytest.mark.row("R-103")
def test_a_value_each_month_is_silent() -> None:
    assert look(CHECK, at(*MONTHS)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-103")
@pytest.mark.parametrize(("day", "speaks"), [("2025-12-17", False), ("2025-12-16", True)])
def test_a_gap_of_a_month_and_its_tolerance_is_silent_and_a_day_more_speaks(
    day: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    found = at(*MONTHS[:-1], day)

    assert said(CHECK, found) == (
        {
            "measures taken monthly": (
                "Of 1 of 1 measures the longest time between two values is too long: K-9 (46 days)."
            )
        }
        if speaks
        else {}
    )


@pytest.mark.row("R-103")
def test_a_measure_without_any_value_is_named() -> None:
    other = MEASURE.changed(key="K-10")

    assert keys(CHECK, at(*MONTHS, items=(MEASURE, other))) == ["K-10"]


@pytest.mark.row("R-103")
def test_a_measure_without_a_target_is_named() -> None:
    found = at(*MONTHS, items=(MEASURE.changed(target=None),))

    assert said(CHECK, found) == {"K-9": "First answers (K-9) is measured without a target."}


@pytest.mark.row("R-103")
def test_where_processes_are_key_ones_only_their_measures_are_asked() -> None:
    items = (
        MEASURE.changed(process="support"),
        MEASURE.changed(key="K-10", process="canteen"),
        Process(key="support", name="Support", key_process=True),
        Process(key="canteen", name="Canteen", key_process=False),
    )

    assert keys(CHECK, at(*MONTHS, items=items)) == []


def test_a_measure_taken_at_sites_is_asked_at_each_under_its_own_name() -> None:
    found = at(*MONTHS[:3], items=(MEASURE,), measure="K-9 BRN")

    assert keys(CHECK, found) == ["K-9 BRN"]


@pytest.mark.row("R-103")
def test_a_promised_rhythm_comes_before_that_of_the_register() -> None:
    rare = MEASURE.changed(every=Frequency.YEARLY)

    assert keys(CHECK, at(*MONTHS[:3], items=(rare,))) == []
    assert list(said(CHECK, at(*MONTHS[:3], items=(rare, PROMISE)))) == ["CL-24"]


def test_a_rhythm_nobody_tells_is_unknown() -> None:
    assert untold(CHECK, at(*MONTHS, items=(MEASURE.changed(every=None),))) == {
        "K-9": "nobody says how often it is taken"
    }


def test_no_measures_and_no_records_are_not_tested() -> None:
    assert look(CHECK, at(*MONTHS, items=())).why_not_tested == (
        "no measure of a process is on record"
    )
    assert untold(CHECK, operation(MEASURE)) == {
        "measures taken monthly": "there are no records of key_measure (measured values)"
    }
