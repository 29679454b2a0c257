"""Purchase orders went out without the requirements that they have to pass on."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "purchase-order-without-requirements"
ORDERS = """
    po_id | supplier | commodity | ordered_at          | flow_down
    ------+----------+-----------+---------------------+----------
    PO-1  | SUP-1    | steel bar | 2026-01-12 10:00:00 | QC-4
    PO-2  | SUP-1    | steel bar | {at}                | {says}
"""
PROMISE = promise(ClaimKind.COVERAGE, "purchase_order", then="flow_down")


@pytest.mark.parametrize(
    ("passed_on", "says"),
    [
        ("QC-4", {}),
        (
            "",
            {
                "CL-1": "1 of 2 purchase orders passed on no requirements: PO-2; "
                'PRO-9, 4 Release: "As it is written here".'
            },
        ),
    ],
)
def test_an_order_that_passes_on_nothing_is_named(passed_on: str, says: dict[str, str]) -> None:
    orders = ORDERS.format(at="2026-01-13 10:00:00", says=passed_on)

    assert said(CHECK, works(PROMISE, purchase_order=orders)) == says


def test_what_no_document_promises_is_asked_all_the_same() -> None:
    orders = ORDERS.format(at="2026-01-13 10:00:00", says="")

    assert said(CHECK, works(purchase_order=orders)) == {
        "requirements passed on": "1 of 2 purchase orders passed on no requirements: PO-2."
    }


@pytest.mark.parametrize("items", [(), (PROMISE,)], ids=["no promise", "a promise"])
def test_an_order_from_before_the_window_is_not_asked_for(items: tuple[()]) -> None:
    orders = ORDERS.format(at="2023-01-13 10:00:00", says="")

    assert keys(CHECK, works(*items, purchase_order=orders)) == []


def test_an_export_without_the_column_is_not_tested() -> None:
    orders = """
        po_id | supplier | commodity | ordered_at
        ------+----------+-----------+--------------------
        PO-1  | SUP-1    | steel bar | 2026-01-12 10:00:00
    """

    assert untold(CHECK, works(purchase_order=orders)) == {
        "requirements passed on": "purchase_order has no column flow_down (purchase orders)"
    }


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works()) == {
        "requirements passed on": "there are no records of purchase_order (purchase orders)"
    }
