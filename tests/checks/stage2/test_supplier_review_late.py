"""Suppliers were not reviewed as often as promised."""

from datetime import date

import pytest

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.criticality import Criticality
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from assay.domain.supplier import Supplier
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "supplier-review-late"
PROMISE = Claim(
    key="CLM-22",
    document="PRO-8",
    version="1.0",
    section="4 Watching",
    quote="Critical and high suppliers are reviewed at least yearly.",
    kind=ClaimKind.FREQUENCY,
    family="vendor_review",
    first="reviewed_on",
    every=Frequency.YEARLY,
    per="supplier",
    where=("criticality = critical, high",),
)
NIMBRA = Supplier(
    key="nimbra", name="Nimbra", criticality=Criticality.CRITICAL, since_on=date(2020, 1, 1)
)
SMALL = NIMBRA.changed(key="small", criticality=Criticality.LOW)


def at(*reviewed_on: str, suppliers: tuple[Supplier, ...] = (NIMBRA, SMALL)) -> Operation:
    lines = ["review_id | supplier | reviewed_on | reviewer"]
    lines += [f"R-{number} | nimbra | {day} | ana" for number, day in enumerate(reviewed_on)]
    return operation(PROMISE, *suppliers, records={"vendor_review": "\n".join(lines)})


@pytest.mark.row("R-097")
@pytest.mark.parametrize(("day", "late"), [("2025-01-16", False), ("2025-01-15", True)])
def test_a_year_and_its_tolerance_are_silent_and_a_day_more_speaks(
    day: str,
    late: bool,  # noqa: FBT001 - one of two cases
) -> None:
    assert said(CHECK, at(day)) == (
        {
            "CLM-22": (
                "Of 1 of 1 suppliers that are promised reviews the longest time between two "
                "reviews is too long: nimbra (381 days); PRO-8 1.0, 4 Watching: "
                '"Critical and high suppliers are reviewed at least yearly".'
            )
        }
        if late
        else {}
    )


@pytest.mark.row("R-097")
def test_only_the_criticality_of_the_promise_is_asked() -> None:
    both = at("2025-12-01", suppliers=(NIMBRA, SMALL))
    raised = SMALL.changed(criticality=Criticality.HIGH)

    assert look(CHECK, both).figures[0].population == 1
    assert keys(CHECK, at("2025-12-01", suppliers=(NIMBRA, raised))) == []
    assert look(CHECK, at("2025-12-01", suppliers=(NIMBRA, raised))).figures[0].population == 2


def test_a_supplier_that_nobody_ever_reviewed_is_named_once_it_is_due() -> None:
    never = NIMBRA.changed(key="never")
    weekly = PROMISE.changed(every=Frequency.MONTHLY)
    records = {"vendor_review": "review_id | supplier | reviewed_on | reviewer"}

    assert keys(CHECK, operation(weekly, never, records=records)) == ["never"]


def test_without_a_promise_or_records_nothing_is_tested() -> None:
    assert look(CHECK, operation(NIMBRA)).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, operation(PROMISE, NIMBRA)) == {
        "CLM-22": "there are no records of vendor_review (supplier reviews)"
    }
