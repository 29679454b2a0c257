"""A batch cannot be followed back to its material, or a delivery to its batches."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, said, untold
from tests.lib.works import works

CHECK = "batch-lot-unknown"
CHAIN = {
    "goods_receipt": """
        receipt_id | po   | lot | received_at
        -----------+------+-----+--------------------
        GR-1       | PO-1 | L-1 | 2026-01-02 10:00:00
    """,
    "work_order": """
        job_id | order | part | revision | quantity
        -------+-------+------+----------+---------
        WO-1   | SO-1  | P-1  | A        | 8
    """,
    "batch": """
        batch_id | job  | lot | quantity | made_at
        ---------+------+-----+----------+--------------------
        B-1      | WO-1 | L-1 | 8        | 2026-01-12 10:00:00
    """,
    "delivery": """
        delivery_id | job  | order | customer | delivered_at        | quantity
        ------------+------+-------+----------+---------------------+---------
        DN-1        | WO-1 | SO-1  | Kestrel  | 2026-01-20 10:00:00 | 8
    """,
}


def chain(family: str, old: str, new: str) -> dict[str, str]:
    return {**CHAIN, family: CHAIN[family].replace(old, new)}


@pytest.mark.row("R-160")
def test_a_whole_chain_is_silent() -> None:
    found = look(CHECK, works(**CHAIN))

    assert found.verdict is Verdict.CONFORMS
    assert [each.conforming for each in found.figures] == [1, 1, 1]


@pytest.mark.row("R-160")
@pytest.mark.parametrize(
    ("records", "name", "says"),
    [
        (
            chain("batch", "L-1", "L-9"),
            "lots of batches",
            "1 of 1 batches were made from a lot that no receipt names: B-1.",
        ),
        (
            chain("batch", "L-1", "   "),
            "lots of batches",
            "1 of 1 batches were made from a lot that no receipt names: B-1.",
        ),
        (
            chain("work_order", "WO-1", "WO-2"),
            "jobs of batches",
            "1 of 1 batches were made in a job that is not on record: B-1.",
        ),
        (
            chain("delivery", "WO-1", "WO-2"),
            "batches of deliveries",
            "1 of 1 deliveries are of a job of which no batch is on record: DN-1.",
        ),
    ],
    ids=["an unknown lot", "no lot", "an unknown job", "no batch"],
)
def test_each_broken_link_is_told_where_it_breaks(
    records: dict[str, str], name: str, says: str
) -> None:
    assert said(CHECK, works(**records)) == {name: says}


def test_a_lot_that_nothing_was_made_of_breaks_nothing() -> None:
    more = CHAIN["goods_receipt"] + "        GR-2 | PO-2 | L-2 | 2026-01-03 10:00:00\n"

    assert look(CHECK, works(**{**CHAIN, "goods_receipt": more})).verdict is Verdict.CONFORMS


def test_a_link_without_records_is_told_beside_the_others() -> None:
    without = {name: rows for name, rows in CHAIN.items() if name != "goods_receipt"}

    assert untold(CHECK, works(**without)) == {
        "lots of batches": "there are no records of goods receipts (batches)"
    }


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
