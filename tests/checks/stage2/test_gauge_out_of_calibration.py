"""Inspections were done with a gauge past its calibration date."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "gauge-out-of-calibration"
LOOKS = """
    inspection_id | job | kind  | inspected_at     | inspector | gauge   | gauge_valid_until
    --------------+-----+-------+------------------+-----------+---------+------------------
    IR-1          | W-1 | final | 2026-01-12 23:00 | bo        | {gauge} | {until}
"""
PROMISE = promise(ClaimKind.ABSENCE, "inspection", where=("gauge_valid_until < inspected_at",))
WHERE_FROM = '; PRO-9, 4 Release: "As it is written here"'


def looks(until: str, gauge: str = "G-7") -> str:
    return LOOKS.format(until=until, gauge=gauge)


@pytest.mark.parametrize("items", [(PROMISE,), ()], ids=["promised", "not promised"])
def test_the_last_day_of_the_calibration_is_silent(items: tuple[()]) -> None:
    found = look(CHECK, works(*items, inspection=looks("2026-01-12")))

    assert found.verdict is Verdict.CONFORMS


@pytest.mark.parametrize(
    ("items", "name", "end"),
    [((PROMISE,), "CL-1", WHERE_FROM), ((), "gauges of inspections", "")],
    ids=["promised", "not promised"],
)
def test_a_day_later_the_inspection_is_named(items: tuple[()], name: str, end: str) -> None:
    assert said(CHECK, works(*items, inspection=looks("2026-01-11"))) == {
        name: f"1 of 1 inspections used a gauge past its calibration date: IR-1{end}."
    }


@pytest.mark.parametrize("items", [(PROMISE,), ()], ids=["promised", "not promised"])
def test_an_inspection_from_before_the_window_is_not_asked_for(items: tuple[()]) -> None:
    old = looks("2023-01-11").replace("2026-01-12", "2023-01-12")

    assert look(CHECK, works(*items, inspection=old)).verdict is Verdict.NOT_TESTED


def test_a_gauge_without_its_date_cannot_be_told() -> None:
    assert untold(CHECK, works(inspection=looks(""))) == {
        "gauges of inspections": "no case it applies to can be decided (inspections)"
    }


def test_a_look_without_a_gauge_is_not_asked_for() -> None:
    found = look(CHECK, works(inspection=looks("", gauge="")))

    assert found.verdict is Verdict.NOT_TESTED
    assert [each.not_applicable for each in found.figures] == [1]


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert keys(CHECK, works()) == []
