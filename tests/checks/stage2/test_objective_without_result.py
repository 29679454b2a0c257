"""An objective shows no result, or missed its target with nothing done."""

from datetime import date
from decimal import Decimal

import pytest

from assay.checks.facts.objective_trends import Trend, standings
from assay.checks.operation import Operation
from assay.domain.deviation import Verdict
from assay.domain.improvement import Improvement
from assay.domain.item import Item
from assay.domain.measurement import Measurement
from assay.domain.objective import Direction, Objective
from tests.lib.stage2 import look, operation, said, untold

CHECK = "objective-without-result"
RESTORES = Objective(
    key="OBJ-7",
    title="Restores keep up",
    baseline=Decimal(410),
    target=Decimal(240),
    direction=Direction.AT_MOST,
    due_on=date(2026, 1, 31),
)


def value(number: int, on: date = date(2026, 1, 10), action: str = "") -> Measurement:
    return Measurement(
        key=f"OBJ-7 / {on}", of="OBJ-7", measured_on=on, value=Decimal(number), action=action
    )


def at(*items: Item, objective: Objective = RESTORES) -> Operation:
    return operation(objective, *items)


@pytest.mark.row("R-066")
def test_an_objective_that_is_reached_is_silent() -> None:
    assert look(CHECK, at(value(240))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-066")
@pytest.mark.parametrize(("on", "speaks"), [(date(2025, 7, 31), False), (date(2025, 7, 30), True)])
def test_a_value_in_the_window_is_a_result_and_one_before_it_is_none(
    on: date,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    assert said(CHECK, at(value(200, on))) == (
        {
            "OBJ-7": (
                "Restores keep up (OBJ-7) has no value from 2025-07-31 to 2026-01-31; "
                "of all objectives: 1 no data."
            )
        }
        if speaks
        else {}
    )


@pytest.mark.row("R-066")
def test_a_missed_target_without_an_action_speaks_with_its_trend() -> None:
    assert said(CHECK, at(value(241))) == {
        "OBJ-7": (
            "Restores keep up (OBJ-7) stands at 241 on 2026-01-10, against a target of 240 by "
            "2026-01-31, improved since its baseline, and no action is named; "
            "of all objectives: 1 improved."
        )
    }


@pytest.mark.row("R-066")
@pytest.mark.parametrize(
    "items",
    [
        (value(241, action="ACT-1"),),
        (value(241), Improvement(key="IMP-1", title="Streams", prompted_by=("OBJ-7",))),
    ],
)
def test_whatever_is_done_about_it_is_enough(items: tuple[Item, ...]) -> None:
    assert said(CHECK, at(*items)) == {}


@pytest.mark.row("R-066")
def test_on_its_way_before_its_date_is_silent_and_worse_than_it_began_speaks() -> None:
    later = RESTORES.changed(due_on=date(2026, 2, 1))

    assert said(CHECK, at(value(300), objective=later)) == {}
    assert "worse since its baseline" in said(CHECK, at(value(411), objective=later))["OBJ-7"]


@pytest.mark.row("R-066")
@pytest.mark.parametrize(
    ("items", "trend"),
    [
        ((value(300), value(200, date(2026, 1, 20))), Trend.IMPROVED),
        ((value(410),), Trend.FLAT),
        ((value(411),), Trend.WORSE),
        ((), Trend.NO_DATA),
        ((value(100, date(2025, 1, 1)),), Trend.NO_DATA),
    ],
)
def test_the_trend_is_that_of_the_last_value_and_no_data_never_improved(
    items: tuple[Item, ...], trend: Trend
) -> None:
    assert [each.trend for each in standings(at(*items))] == [trend]


@pytest.mark.row("R-066")
def test_without_a_baseline_there_is_no_data_for_a_trend() -> None:
    plain = RESTORES.changed(baseline=None)

    assert [each.trend for each in standings(at(value(100), objective=plain))] == [Trend.NO_DATA]


def test_a_target_nobody_tells_is_unknown() -> None:
    assert untold(CHECK, at(value(100), objective=RESTORES.changed(target=None))) == {
        "OBJ-7": "it has no target or does not say which side of it is well"
    }


def test_no_objectives_are_not_tested() -> None:
    assert look(CHECK, operation()).why_not_tested == "no objective is on record"
