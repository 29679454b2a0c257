"""Something was ordered from a supplier that was not approved for it that day."""

from datetime import date

import pytest

from assay.checks.operation import Operation
from assay.domain.supplier_approval import SupplierApproval
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "supplier-not-approved-at-order"
STEEL = SupplierApproval(
    key="S-4 / steel bar",
    supplier="S-4",
    commodity="steel bar",
    from_on=date(2025, 9, 1),
    until_on=date(2025, 12, 31),
)
ORDERS = """
    po_id | supplier | commodity | ordered_at
    PO-1  | S-4      | steel bar | 2025-12-01 09:00:00
    PO-2  | {order}
"""


def at(order: str, *approvals: SupplierApproval) -> Operation:
    records = {"purchase_order": ORDERS.format(order=order)}
    return operation(*(approvals or (STEEL,)), records=records, standards=["iso9001-2015"])


@pytest.mark.row("R-096")
@pytest.mark.parametrize(
    ("order", "speaks"),
    [
        ("S-4 | steel bar | 2025-12-31 23:59:59", False),
        ("S-4 | steel bar | 2026-01-01 00:00:00", True),
        ("S-4 | plating | 2025-12-02 09:00:00", True),
        ("S-9 | steel bar | 2025-12-02 09:00:00", True),
    ],
)
def test_the_approval_stands_on_the_day_for_the_supplier_and_the_commodity(
    order: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    assert keys(CHECK, at(order)) == (["PO-2"] if speaks else [])


@pytest.mark.row("R-096")
def test_it_names_the_order_what_for_and_the_day() -> None:
    assert said(CHECK, at("S-4 | steel bar | 2026-01-05 09:00:00")) == {
        "supplier-not-approved-at-order": (
            "1 of 2 purchase orders went to a supplier not approved for it that day: "
            "PO-2 (steel bar from S-4 on 2026-01-05)."
        )
    }


@pytest.mark.row("R-096")
def test_an_approval_after_a_stop_and_one_for_everything_count() -> None:
    again = STEEL.changed(key="again", from_on=date(2026, 1, 3), until_on=None)
    all_ = STEEL.changed(key="all", commodity="", from_on=date(2026, 1, 3), until_on=None)

    for other in (again, all_):
        assert keys(CHECK, at("S-4 | steel bar | 2026-01-05 09:00:00", STEEL, other)) == []
    assert keys(CHECK, at("S-4 | plating | 2026-01-05 09:00:00", STEEL, all_)) == []


def test_an_order_without_its_supplier_cannot_be_decided() -> None:
    assert untold(CHECK, at(" | steel bar | 2025-12-05 09:00:00")) == {
        "supplier-not-approved-at-order": "1 of 2 cannot be decided (purchase orders)"
    }


def test_without_approvals_or_orders_nothing_is_tested() -> None:
    records = {"purchase_order": ORDERS.format(order="S-4 | steel bar | 2025-12-05 09:00:00")}

    assert untold(CHECK, operation(records=records)) == {
        "supplier-not-approved-at-order": (
            "no approval of any supplier is on record (purchase orders)"
        )
    }
    assert untold(CHECK, operation(STEEL)) == {
        "supplier-not-approved-at-order": (
            "there are no records of purchase_order (purchase orders)"
        )
    }
    empty = {"purchase_order": "po_id | supplier | commodity | ordered_at"}
    assert look(CHECK, operation(STEEL, records=empty)).figures[0].population == 0
