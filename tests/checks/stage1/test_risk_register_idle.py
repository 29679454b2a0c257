"""A risk above the line of acceptance is not being treated, or nobody touches the register."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.risk import Risk
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.reviews import but, without
from tests.lib.risks import an_assessment
from tests.lib.stage1 import ANA, look, material, said

CHECK = "risk-register-idle"


@pytest.mark.row("R-053")
def test_a_register_that_is_worked_with_is_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-053")
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"risks": ()}, "it has no treatment"),
        ({"status": "cancelled"}, "it has no treatment"),
        ({"owner": ""}, "of T-1 none has an owner and a date"),
        ({"due_on": None}, "of T-1 none has an owner and a date"),
    ],
)
def test_a_risk_above_the_line_needs_a_treatment_with_owner_and_date(
    fields: dict[str, object], says: str
) -> None:
    [deviation] = look(CHECK, material(*but(an_assessment(), "T-1", **fields))).deviations

    assert deviation.says == (
        f"R-1 (Salt fog stops the press in hall Orkney) scores 6, above 3, and {says}."
    )
    assert (deviation.about, deviation.measured) == (("R-1",), "6")


@pytest.mark.row("R-053")
def test_a_risk_on_the_line_needs_none() -> None:
    on_the_line = but(an_assessment(), "R-1", score=3, likelihood=1)

    assert said(CHECK, material(*without(on_the_line, "T-1"))) == {}


def _register(day: date) -> list[Risk]:
    return [Risk(key="R-1", title="Flood", score=1, assessed_on=day)]


@pytest.mark.row("R-053")
def test_ninety_days_are_silent_and_ninety_one_speak() -> None:
    method = [each for each in an_assessment() if each.key == "RM-1"]

    assert said(CHECK, material(*method, *_register(date(2025, 11, 2)))) == {}
    [deviation] = look(CHECK, material(*method, *_register(date(2025, 11, 1)))).deviations
    assert deviation.says == (
        "Nothing in the risk register or the treatment plan has moved since 2025-11-01."
    )
    assert deviation.measured == "91 days"


@pytest.mark.row("R-053")
@pytest.mark.parametrize(("title_before", "silent"), [("Floods", True), ("Flood", False)])
def test_a_change_in_the_ledger_is_a_move_and_saving_again_is_none(
    title_before: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    method = [each for each in an_assessment() if each.key == "RM-1"]
    [risk] = _register(date(2025, 6, 1))
    ledger = Ledger("somewhere")
    before = [saying(risk.changed(title=title_before))]
    ledger.append(before, by=ANA, recorded_at=datetime(2025, 6, 1, tzinfo=UTC))
    ledger.append([saying(risk)], by=ANA, recorded_at=datetime(2026, 1, 20, tzinfo=UTC))

    assert (said(CHECK, material(*method, ledger=ledger)) == {}) is silent


def test_without_a_line_of_acceptance_it_is_unknown() -> None:
    looked = look(CHECK, material(*but(an_assessment(), "RM-1", accept_up_to=None)))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.unknown[0].why == "no method says up to where a risk is accepted"


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
