"""No order of items ever shows in what is said of statements and risks."""

from datetime import date
from hashlib import sha256

import pytest

from assay.checks.registry import all_checks
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.risk import Risk
from assay.domain.soa_row import SoaRow
from assay.domain.supplier import Supplier
from assay.standards.load import load_standard
from tests.lib.reviews import but, without
from tests.lib.risks import an_assessment, incidents_on
from tests.lib.stage1 import look, material
from tests.lib.statements import a_statement, excluding

CHECKS = [
    name
    for name in all_checks()
    if name.startswith(("soa-", "control-", "exclusion-", "risk-", "residual-", "treatment-"))
]
FEWEST = 11
RECORDS = incidents_on(INC_1=date(2025, 6, 3), INC_2=date(2025, 7, 9))


def _full_of_faults() -> list[Item]:
    stock = load_standard("iso27001-2022").stock_risks
    items: list[Item] = [
        *but(excluding(a_statement(), {"A.5.19": "n/a", "A.7.2": "n/a"}), "A.6.7", documents=()),
        *without(an_assessment(), "R-1", "R-2 assessment", "R-3 residual risk", "T-1"),
        *(Risk(key=f"C-{number}", title=each.text) for number, each in enumerate(stock[:9])),
        *(Supplier(key=f"S-{number}", name=f"Firm {number}") for number in range(5)),
        *(Document(key=f"D-{number}", title="Draft", controls=("6.7",)) for number in range(3)),
        SoaRow(key="5.1"),
        SoaRow(key="A.9.9"),
    ]
    # What stands still is told with its entry, whose number is its place in the order.
    return but(items, "T-1", progressed_on=date(2026, 1, 10))


FAULTS = _full_of_faults()
SAID = {name: look(name, material(*FAULTS, records=RECORDS)) for name in CHECKS}


def test_there_is_something_to_say() -> None:
    speaking = [name for name, looked in SAID.items() if looked.deviations]

    assert len(speaking) >= FEWEST


@pytest.mark.parametrize("seed", range(8))
def test_shuffled_items_give_the_same_result(seed: int) -> None:
    shuffled = sorted(FAULTS, key=lambda item: sha256(f"{seed}/{item.key}".encode()).digest())

    at = material(*shuffled, records=RECORDS)

    assert {name: look(name, at) for name in CHECKS} == SAID
