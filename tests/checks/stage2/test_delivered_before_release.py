"""Goods were delivered before they had been released, or without any release."""

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "delivered-before-release"
RELEASES = """
    release_id | job  | released_at         | quantity | released_by
    -----------+------+---------------------+----------+------------
    RL-1       | WO-1 | 2026-01-12 10:00:00 | 8        | ana
"""
DELIVERIES = """
    delivery_id | job  | order | customer | delivered_at | quantity
    ------------+------+-------+----------+--------------+---------
    DN-1        | WO-1 | SO-1  | Kestrel  | {at}         | 8
"""
EVENTS = """
    event_id | case | activity  | at
    ---------+------+-----------+---------------------
    E-1      | WO-1 | released  | {released}
    E-2      | WO-1 | delivered | 2026-01-12 12:00:00
"""
PROMISE = promise(ClaimKind.PRECEDENCE, "event", "released", "delivered")


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-01-12 10:00:01", {}),
        (
            "2026-01-12 09:59:00",
            {
                "deliveries and releases": "1 of 1 deliveries had no release before the goods "
                "left: DN-1 (-1 min)."
            },
        ),
    ],
)
def test_a_minute_before_the_release_speaks_with_the_minute(at: str, says: dict[str, str]) -> None:
    assert said(CHECK, works(release=RELEASES, delivery=DELIVERIES.format(at=at))) == says


def test_a_delivery_without_any_release_is_named() -> None:
    other = RELEASES.replace("WO-1", "WO-2")

    at = works(release=other, delivery=DELIVERIES.format(at="2026-01-12 12:00:00"))

    assert keys(CHECK, at) == ["DN-1"]


def test_at_one_instant_nobody_can_tell() -> None:
    at = works(release=RELEASES, delivery=DELIVERIES.format(at="2026-01-12 10:00:00"))

    assert untold(CHECK, at) == {
        "deliveries and releases": "no case it applies to can be decided (deliveries)"
    }


@pytest.mark.parametrize(
    ("released", "says"),
    [
        ("2026-01-12 11:59:00", {}),
        (
            "2026-01-12 12:30:00",
            {
                "CL-1": "1 of 1 jobs had no release before the goods left: WO-1 (-30 min); "
                'PRO-9, 4 Release: "As it is written here".'
            },
        ),
    ],
)
def test_a_promise_is_held_against_the_event_log(released: str, says: dict[str, str]) -> None:
    assert said(CHECK, works(PROMISE, event=EVENTS.format(released=released))) == says


def test_a_kept_promise_is_enough_where_there_are_no_other_records() -> None:
    at = works(PROMISE, event=EVENTS.format(released="2026-01-12 11:59:00"))

    assert look(CHECK, at).verdict is Verdict.CONFORMS


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(delivery=DELIVERIES.format(at="2026-01-12 12:00:00"))) == {
        "deliveries and releases": "there are no records of releases (deliveries)"
    }


def test_a_delivery_before_the_window_is_not_asked_for() -> None:
    at = works(release=RELEASES, delivery=DELIVERIES.format(at="2024-06-12 09:00:00"))

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
