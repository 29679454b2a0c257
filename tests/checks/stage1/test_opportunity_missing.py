"""A key process lacks a risk or an opportunity that is acted on and checked."""

import pytest

from assay.checks.material import Material
from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.risk import Risk, RiskKind
from assay.domain.treatment import Treatment
from tests.lib.processes import process
from tests.lib.stage1 import look, material, said

CHECK = "opportunity-missing"
KEY = process("P-1", key_process=True)
RISK = Risk(
    key="R-1", title="Tools break", processes=("P-1",), action="Change", effect_check="Scrap"
)
CHANCE = Risk(
    key="R-2",
    title="Night runs",
    kind=RiskKind.OPPORTUNITY,
    processes=("P-1",),
    action="Try",
    effect_check="Hours",
)


def quality(*items: Item) -> Material:
    return material(*items, standards=("iso9001-2015",), profile="qms-typical")


@pytest.mark.row("R-063")
def test_one_of_each_seen_through_conforms() -> None:
    assert look(CHECK, quality(KEY, RISK, CHANCE)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-063")
@pytest.mark.parametrize(
    ("items", "lacks"),
    [
        ((CHANCE,), "no risk on record"),
        ((RISK,), "no opportunity on record"),
        ((RISK, CHANCE.changed(action="")), "an opportunity (R-2) with no action"),
        (
            (RISK, CHANCE.changed(effect_check="")),
            "an opportunity (R-2) with no check of the effect",
        ),
    ],
)
def test_what_is_lacking_is_named(items: tuple[Item, ...], lacks: str) -> None:
    assert said(CHECK, quality(KEY, *items)) == {
        "P-1": f"Process P-1 (Process P-1) is a key process with {lacks}."
    }


def test_a_treatment_that_is_measured_sees_it_through() -> None:
    plain = CHANCE.changed(action="", effect_check="")
    treatment = Treatment(key="T-1", risks=("R-2",), action="Try", measure="Hours")

    assert said(CHECK, quality(KEY, RISK, plain, treatment)) == {}
    assert set(said(CHECK, quality(KEY, RISK, plain, treatment.changed(measure="")))) == {"P-1"}


@pytest.mark.row("R-063")
def test_a_standard_that_wants_it_for_the_system_as_a_whole_does_not_ask() -> None:
    assert look(CHECK, material(KEY)).why_not_tested == (
        "no standard asks for it process by process"
    )


def test_what_is_not_said_to_be_key_is_unknown() -> None:
    assert look(CHECK, quality(process("P-1"))).why_not_tested == (
        "1 of 1 cannot be told: it is not said whether it is a key process"
    )
    assert look(CHECK, quality(process("P-1", key_process=False))).why_not_tested == (
        "no process is said to be key"
    )
