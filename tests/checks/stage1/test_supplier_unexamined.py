"""A supplier in scope was never assessed, or its contract says nothing of what it owes."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.supplier import Supplier
from assay.domain.supplier_assessment import SupplierAssessment
from tests.lib.stage1 import look, material, said

CHECK = "supplier-unexamined"
HOST = Supplier(
    key="S-1", name="Hostio", contract="CTR-9", security_terms=True, assessed_on=date(2026, 1, 31)
)


@pytest.mark.row("R-094")
def test_assessed_with_a_contract_and_its_terms_is_silent() -> None:
    assert look(CHECK, material(HOST)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-094")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"assessed_on": None}, "Hostio (S-1) has no assessment on record."),
        ({"assessed_on": date(2026, 2, 1)}, "Hostio (S-1) has no assessment on record."),
        ({"contract": ""}, "Hostio (S-1) has no contract on record."),
        (
            {"security_terms": False},
            "Hostio (S-1) has a contract, CTR-9, without the terms that protect us.",
        ),
    ],
)
def test_each_of_the_three_is_a_verdict_of_its_own(change: dict[str, object], says: str) -> None:
    assert said(CHECK, material(HOST.changed(**change))) == {"S-1": says}


@pytest.mark.row("R-094")
def test_an_assessment_in_its_own_register_counts() -> None:
    assessment = SupplierAssessment(key="a", supplier="S-1", held_on=date(2025, 5, 1))

    assert said(CHECK, material(HOST.changed(assessed_on=None), assessment)) == {}


@pytest.mark.parametrize("change", [{"in_scope": False}, {"until_on": date(2026, 1, 30)}])
def test_out_of_scope_or_no_longer_used_is_not_looked_at(change: dict[str, object]) -> None:
    gone = HOST.changed(contract="", **change)

    assert look(CHECK, material(gone)).verdict is Verdict.NOT_TESTED


def test_terms_that_nobody_speaks_of_are_unknown() -> None:
    assert look(CHECK, material(HOST.changed(security_terms=None))).verdict is Verdict.NOT_TESTED
