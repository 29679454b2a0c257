"""A supplier was taken on before anybody had assessed it."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.supplier import Supplier
from assay.domain.supplier_assessment import SupplierAssessment
from tests.lib.stage2 import look, operation, said, untold

CHECK = "supplier-onboarded-unassessed"
NEW = Supplier(key="new", name="Newcomer Ltd.", since_on=date(2025, 11, 10))


def assessed(day: date) -> SupplierAssessment:
    return SupplierAssessment(key=f"new / {day}", supplier="new", held_on=day)


@pytest.mark.row("R-098")
@pytest.mark.parametrize(("day", "late"), [(date(2025, 11, 10), False), (date(2025, 11, 11), True)])
def test_assessed_on_the_day_is_silent_and_a_day_later_speaks(
    day: date,
    late: bool,  # noqa: FBT001 - one of two cases
) -> None:
    assert said(CHECK, operation(NEW, assessed(day))) == (
        {
            "new": (
                "Newcomer Ltd. (new) was taken on on 2025-11-10 and was first assessed on "
                "2025-11-11, 1 day later."
            )
        }
        if late
        else {}
    )


@pytest.mark.row("R-098")
def test_a_later_assessment_does_not_hide_that_the_first_came_late() -> None:
    items: list[Item] = [NEW, assessed(date(2025, 11, 20)), assessed(date(2026, 1, 5))]

    assert "first assessed on 2025-11-20" in said(CHECK, operation(*items))["new"]


@pytest.mark.row("R-098")
def test_never_assessed_speaks() -> None:
    assert said(CHECK, operation(NEW)) == {
        "new": "Newcomer Ltd. (new) was taken on on 2025-11-10 and has no assessment on record."
    }


@pytest.mark.row("R-098")
def test_a_review_among_the_records_and_a_day_in_the_register_count() -> None:
    reviews = {
        "vendor_review": (
            "review_id | supplier | reviewed_on | reviewer\nR-1 | new | 2025-11-01 | ana"
        )
    }

    assert look(CHECK, operation(NEW, records=reviews)).verdict is Verdict.CONFORMS
    dated = NEW.changed(assessed_on=date(2025, 11, 9))
    assert look(CHECK, operation(dated)).verdict is Verdict.CONFORMS


@pytest.mark.parametrize(("since", "looked"), [(date(2025, 1, 31), 1), (date(2025, 1, 30), 0)])
def test_a_year_back_and_no_further(since: date, looked: int) -> None:
    at = operation(NEW.changed(since_on=since, assessed_on=since))

    assert len(look(CHECK, at).population) == looked


def test_none_taken_on_is_not_tested_and_an_unknown_day_is_unknown() -> None:
    none = look(CHECK, operation(NEW.changed(since_on=date(2020, 1, 1))))
    unsaid = operation(Supplier(key="new", name="Newcomer Ltd."))

    assert none.verdict is Verdict.NOT_TESTED
    assert none.why_not_tested == "no supplier was taken on from 2025-01-31 to 2026-01-31"
    assert untold(CHECK, unsaid) == {"new": "nobody says since when it is a supplier"}
