"""An internal audit shows signs of not having been done properly."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.item import Item
from tests.lib.audits import CLAUSES, ENDED, an_audit
from tests.lib.reviews import but
from tests.lib.stage1 import look, material

CHECK = "audit-weak"


def reasons(*items: Item) -> dict[str, str]:
    return {each.reason: each.says for each in look(CHECK, material(*items)).deviations}


def bare(count: int) -> list[Item]:
    items = an_audit()
    for clause in CLAUSES[:count]:
        items = but(items, f"IA-1 {clause}", evidence=())
    return items


@pytest.mark.row("R-088")
def test_a_proper_audit_is_silent() -> None:
    assert look(CHECK, material(*an_audit())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-088")
def test_a_fifth_without_evidence_is_silent_and_more_speaks() -> None:
    fifth = len(CLAUSES) // 5

    assert reasons(*bare(fifth)) == {}
    assert reasons(*bare(fifth + 1)) == {
        "unevidenced": f"IA-1 names no evidence for {fifth + 1} of {len(CLAUSES)} clauses."
    }


@pytest.mark.row("R-088")
def test_no_sample_speaks_and_not_saying_does_not() -> None:
    assert reasons(*but(an_audit(), "IA-1", sampled=False)) == {"unsampled": "IA-1 took no sample."}
    assert reasons(*but(an_audit(), "IA-1", sampled=None)) == {}


@pytest.mark.row("R-088")
def test_several_sites_in_a_day_speak() -> None:
    two = but(an_audit(), "IA-1", sites=("S1", "S2"), began_on=ENDED)
    one = but(an_audit(), "IA-1", sites=("S1",), began_on=ENDED)

    assert reasons(*two) == {"one-day": "IA-1 covered 2 sites on one day, 2026-01-09."}
    assert reasons(*one) == {}


@pytest.mark.row("R-088")
def test_last_years_report_under_a_new_number_speaks() -> None:
    old = an_audit("IA-0", date(2025, 1, 9))
    same = next(item for item in old if item.key == "IA-0").changed().model_dump()["summary"]

    assert reasons(*old, *but(an_audit(), "IA-1", summary=same)) == {
        "repeated": "IA-1 has a report 1.00 like that of IA-0."
    }
    other = "Access, suppliers and restores were sampled in Porto; three leavers kept a badge."
    assert reasons(*old, *but(an_audit(), "IA-1", summary=other)) == {}


def test_without_an_audit_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
