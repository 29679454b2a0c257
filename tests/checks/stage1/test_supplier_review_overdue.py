"""A critical supplier was not looked at again within its interval."""

from datetime import date

import pytest

from assay.domain.criticality import Criticality
from assay.domain.deviation import Verdict
from assay.domain.supplier import Supplier
from assay.domain.supplier_assessment import SupplierAssessment
from tests.lib.stage1 import look, material, said

CHECK = "supplier-review-overdue"
HOST = Supplier(
    key="S-1",
    name="Hostio",
    criticality=Criticality.CRITICAL,
    review_months=12,
    assessed_on=date(2025, 1, 31),
)


@pytest.mark.row("R-096")
def test_due_on_the_day_still_has_the_day() -> None:
    assert look(CHECK, material(HOST)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-096")
def test_a_day_over_speaks() -> None:
    assert said(CHECK, material(HOST.changed(assessed_on=date(2025, 1, 30)))) == {
        "S-1": "Hostio (S-1), critical, was due for assessment on 2026-01-30; "
        "the last was on 2025-01-30."
    }


@pytest.mark.row("R-096")
def test_a_later_assessment_elsewhere_counts() -> None:
    old = HOST.changed(assessed_on=date(2023, 1, 1))
    assessment = SupplierAssessment(key="a", supplier="S-1", held_on=date(2025, 6, 1))

    assert said(CHECK, material(old, assessment)) == {}


@pytest.mark.row("R-096")
def test_never_assessed_is_counted_from_the_first_day() -> None:
    new = HOST.changed(assessed_on=None, since_on=date(2024, 12, 1))

    assert said(CHECK, material(new)) == {
        "S-1": "Hostio (S-1), critical, was due for assessment on 2025-12-01; the last was never."
    }


def test_a_supplier_without_an_interval_is_unknown() -> None:
    assert look(CHECK, material(HOST.changed(review_months=None))).verdict is Verdict.NOT_TESTED


def test_lesser_suppliers_are_not_looked_at() -> None:
    lesser = HOST.changed(criticality=Criticality.MEDIUM, assessed_on=date(2020, 1, 1))

    assert look(CHECK, material(lesser)).verdict is Verdict.NOT_TESTED
