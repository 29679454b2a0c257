"""Material was used that nobody had verified, or goods were verified late."""

from datetime import date
from decimal import Decimal

import pytest

from assay.domain.calendar_day import CalendarDay
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.site import Site
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "receipt-not-verified"
NORTH = Site(key="NTH", name="North works")
HOLIDAY = CalendarDay(key="NTH / 1", site="NTH", on=date(2026, 1, 12))
RECEIPTS = """
    receipt_id | po   | lot | received_at         | verified_at | site
    -----------+------+-----+---------------------+-------------+-----
    GR-1       | PO-1 | L-1 | 2026-01-08 10:00:00 | {at}        | NTH
"""
BATCHES = """
    batch_id | job  | lot | quantity | made_at
    ---------+------+-----+----------+--------------------
    B-1      | WO-1 | L-1 | 8        | 2026-01-15 10:00:00
    B-2      | WO-2 | L-9 | 8        | 2026-01-15 10:00:00
"""
IN_TIME = promise(
    ClaimKind.DEADLINE,
    "goods_receipt",
    "received_at",
    "verified_at",
    limit=Decimal(2),
    unit="working days",
)


@pytest.mark.parametrize(
    ("items", "at", "says"),
    [
        ((), "2026-01-12 18:00:00", {}),
        (
            (),
            "2026-01-13 07:00:00",
            {
                "CL-1": "1 of 1 receipts waited too long to be verified: GR-1 (3 working days); "
                'PRO-9, 4 Release: "As it is written here".'
            },
        ),
        ((HOLIDAY,), "2026-01-13 07:00:00", {}),
    ],
    ids=["two working days", "three", "three, one of them a holiday of the site"],
)
def test_working_days_are_those_of_the_site(
    items: tuple[CalendarDay, ...], at: str, says: dict[str, str]
) -> None:
    records = RECEIPTS.format(at=at)

    assert said(CHECK, works(NORTH, IN_TIME, *items, goods_receipt=records)) == says


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-01-15 09:59:00", {}),
        ("2026-01-15 10:30:00", {"lots in batches": "B-1 (-30 min)"}),
        ("", {"lots in batches": "B-1"}),
    ],
    ids=["before", "after", "never"],
)
def test_a_batch_from_an_unverified_lot_is_named(at: str, says: dict[str, str]) -> None:
    assert said(CHECK, works(goods_receipt=RECEIPTS.format(at=at), batch=BATCHES)) == {
        name: f"1 of 1 batches used a lot before it was verified: {told}."
        for name, told in says.items()
    }


def test_a_job_that_was_started_before_its_material_was_verified_is_named() -> None:
    events = """
        event_id | case | activity          | at
        ---------+------+-------------------+---------------------
        E-1      | WO-1 | material verified | 2026-01-12 12:40:00
        E-2      | WO-1 | job started       | 2026-01-12 12:00:00
    """
    claim = promise(ClaimKind.PRECEDENCE, "event", "material verified", "job started")

    assert keys(CHECK, works(claim, event=events)) == ["WO-1"]


def test_a_receipt_that_names_no_site_of_the_calendar_cannot_be_told() -> None:
    records = RECEIPTS.format(at="2026-01-09 10:00:00").replace("NTH", "WST")

    told = untold(CHECK, works(NORTH, IN_TIME, goods_receipt=records))

    assert told["CL-1"] == "no case it applies to can be decided (goods receipts)"


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(batch=BATCHES)) == {
        "lots in batches": "there are no records of goods receipts (batches)"
    }
