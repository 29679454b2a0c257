"""Which technical controls are looked at on the systems, and which tests can be held."""

from datetime import date

import pytest

from assay.assessment.technical_plan import THEME, technical_plan
from assay.domain.case import Case
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.domain.soa_row import Applicability, ControlStatus, InclusionReason, SoaRow
from assay.domain.technical_test import TechnicalTest
from assay.domain.treatment import Treatment
from assay.standards.load import load_standard
from tests.lib.stage1 import material

CASE = Case(key="c", name="C", stage2_on=date(2026, 2, 5))
TECHNICAL = [each for each in load_standard("iso27001-2022").controls if each.theme == THEME]
ROW = SoaRow(
    key="A.8.13",
    applicability=Applicability.INCLUDED,
    status=ControlStatus.OPERATING,
    reasons=(InclusionReason.LAW,),
)
RISK = Risk(key="R-7", title="Loss", score=20)
TREATMENT = Treatment(key="T-1", action="Restore", risks=("R-7",), controls=("A.8.13",))
TEST = TechnicalTest(
    key="TT-1",
    control="A.8.13",
    system="vault",
    looks_at="A restore into an empty account",
    expected="Within 60 minutes",
    owner="ana",
    access_verified_on=date(2026, 1, 29),
    evidence=("EV-1",),
)


def marked(*items: Item) -> dict[str, tuple[bool | None, str]]:
    return {
        each.control: (each.chosen, each.why) for each in technical_plan(material(*items)).lines
    }


def lacks(test: TechnicalTest, *items: Item) -> tuple[str, ...]:
    plan = technical_plan(material(CASE, ROW, RISK, TREATMENT, test, *items))
    (line,) = plan.chosen
    return line.planned[0].lacks


@pytest.mark.row("R-185")
def test_every_technical_control_is_marked_with_a_reason() -> None:
    found = marked(ROW, RISK, TREATMENT)

    assert len(found) == len(TECHNICAL) == 34
    assert found["A.8.13"] == (True, "treats R-7 (20)")
    assert found["A.8.1"] == (None, "the Statement of Applicability does not decide on it")
    assert all(why for _, why in found.values())


@pytest.mark.row("R-185")
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"applicability": Applicability.EXCLUDED, "justification": "no backups"},
            (False, "excluded: no backups"),
        ),
        ({"status": ControlStatus.PLANNED}, (False, "planned: there is nothing to look at yet")),
        (
            {"status": None},
            (None, "the Statement of Applicability does not say how far it has come"),
        ),
        (
            {"reasons": (InclusionReason.RISK,)},
            (True, "included because of a risk that no treatment names"),
        ),
        ({}, (False, "no risk on record leans on it (law); its records answer for it")),
    ],
)
def test_selection_is_by_risk_and_statement(
    changed: dict[str, object], expected: tuple[bool | None, str]
) -> None:
    assert marked(ROW.changed(**changed))["A.8.13"] == expected


@pytest.mark.row("R-185")
def test_the_weightiest_risk_comes_first() -> None:
    other = ROW.changed(key="A.8.15")
    heavier = Risk(key="R-8", title="Unseen", score=25)
    leans = Treatment(key="T-2", action="Watch", risks=("R-8",), controls=("A.8.15",))

    plan = technical_plan(material(ROW, other, RISK, heavier, TREATMENT, leans))

    assert [(each.control, each.score) for each in plan.chosen] == [("A.8.15", 25), ("A.8.13", 20)]


@pytest.mark.row("R-184")
def test_the_plan_states_its_limits() -> None:
    plan = technical_plan(material(ROW))

    assert plan.limits == (
        "Technical tests look at described operation: the setting as it is beside the setting as "
        "it is meant to be. They break into nothing, scan nothing and change nothing."
    )


@pytest.mark.row("R-184", "R-186")
def test_a_test_names_control_owner_expected_setting_and_evidence() -> None:
    assert lacks(TEST) == ()
    assert lacks(TEST.changed(owner="", expected="", evidence=())) == (
        "owner",
        "expected setting",
        "evidence",
    )


@pytest.mark.row("R-186")
@pytest.mark.parametrize(
    ("verified_on", "expected"),
    [
        (date(2026, 1, 29), ()),
        (date(2026, 1, 28), ("access verified within 7 days: last on 2026-01-28",)),
        (None, ("access verified",)),
        (date(2026, 2, 1), ("access verified",)),
    ],
)
def test_access_was_verified_within_seven_days_before_stage_2(
    verified_on: date | None, expected: tuple[str, ...]
) -> None:
    assert lacks(TEST.changed(access_verified_on=verified_on)) == expected


@pytest.mark.row("R-186")
def test_an_owner_who_has_left_cannot_show_it() -> None:
    gone = Person(key="ana", name="Ana", ended_on=date(2026, 1, 15))

    assert lacks(TEST, gone) == ("owner: ana has left",)


@pytest.mark.row("R-185", "R-186")
def test_a_control_to_be_looked_at_without_a_test_is_unplanned() -> None:
    plan = technical_plan(material(ROW, RISK, TREATMENT))

    assert [each.control for each in plan.unplanned] == ["A.8.13"]


def test_a_standard_without_technical_controls_has_no_plan() -> None:
    assert technical_plan(material(ROW, standards=("iso9001-2015",))).lines == ()
