"""An objective lacks something without which nobody can tell whether it is reached."""

from datetime import date
from decimal import Decimal

import pytest

from assay.domain.deviation import Verdict
from assay.domain.objective import Objective
from assay.domain.person import Person
from tests.lib.stage1 import look, material, said

CHECK = "objective-incomplete"
MIRA = Person(key="mira", name="Mira", started_on=date(2020, 1, 1))
WHOLE = Objective(
    key="OBJ-1",
    title="Fewer incidents",
    metric="incidents a month",
    measured_in="incidents",
    baseline=Decimal(9),
    target=Decimal(0),
    due_on=date(2026, 12, 31),
    source="ticket export",
    owner="mira",
    policy="POL-01",
)


@pytest.mark.row("R-065")
def test_a_whole_objective_is_silent_even_with_a_target_of_nought() -> None:
    assert look(CHECK, material(MIRA, WHOLE)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-065")
@pytest.mark.parametrize(
    ("field", "nothing", "name"),
    [
        ("metric", "", "metric"),
        ("measured_in", "", "unit"),
        ("baseline", None, "baseline"),
        ("target", None, "target"),
        ("due_on", None, "due date"),
        ("source", "", "source of measurement"),
        ("owner", "", "owner"),
        ("policy", "", "policy that it serves"),
    ],
)
def test_each_missing_field_is_named(field: str, nothing: object, name: str) -> None:
    assert said(CHECK, material(MIRA, WHOLE.changed(**{field: nothing}))) == {
        "OBJ-1": f"OBJ-1 (Fewer incidents) has no {name}."
    }


@pytest.mark.row("R-065")
def test_an_owner_counts_on_their_last_day_and_not_after() -> None:
    last_day = MIRA.changed(ended_on=date(2026, 1, 31))
    gone = MIRA.changed(ended_on=date(2026, 1, 30))

    assert said(CHECK, material(last_day, WHOLE)) == {}
    assert said(CHECK, material(gone, WHOLE)) == {
        "OBJ-1": "OBJ-1 (Fewer incidents) has an owner who does not work here, mira."
    }


def test_an_owner_in_no_list_is_unknown() -> None:
    assert look(CHECK, material(WHOLE)).verdict is Verdict.NOT_TESTED


def test_without_objectives_nothing_is_tested() -> None:
    assert look(CHECK, material()).why_not_tested == "there is no objective"
