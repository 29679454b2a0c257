"""What is to be done about a risk was not decided, or not by anybody, or for no reason."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from tests.lib.reviews import but
from tests.lib.risks import an_assessment
from tests.lib.stage1 import look, material, said

CHECK = "risk-decision-missing"


@pytest.mark.row("R-054")
def test_decided_risks_are_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-054")
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"decision": None}, "is undecided: a decision missing"),
        (
            {"decision": None, "decided_by": "", "decided_on": None, "decision_reason": ""},
            "is undecided: a decision, a reason, a day, somebody who decided missing",
        ),
        ({"decision_reason": ""}, "was decided to be treated by 'retain' without a reason"),
        ({"decided_by": ""}, "was decided to be treated by 'retain' without somebody who decided"),
        ({"decided_on": None}, "was decided to be treated by 'retain' without a day"),
        (
            {"decided_on": date(2026, 2, 1)},
            "was decided to be treated by 'retain' without a day",
        ),
    ],
)
def test_each_part_that_is_missing_is_named(fields: dict[str, object], says: str) -> None:
    assert said(CHECK, material(*but(an_assessment(), "R-4", **fields))) == {
        "R-4": f"R-4 (The recipe book is copied) {says}."
    }


@pytest.mark.row("R-054")
@pytest.mark.parametrize("decision", ["modify", "avoid", "share", "retain"])
def test_each_of_the_four_is_a_decision(decision: str) -> None:
    assert said(CHECK, material(*but(an_assessment(), "R-4", decision=decision))) == {}


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
