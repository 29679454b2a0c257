"""The risk assessment leaves out too much of what matters, or leaves too many risks open."""

from datetime import date

import pytest

from assay.domain.asset import Asset
from assay.domain.boundary import Boundary, Stance
from assay.domain.criticality import Criticality
from assay.domain.deviation import Verdict
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.domain.scope import Scope, VersionStatus
from tests.lib.reviews import but, without
from tests.lib.risks import an_assessment
from tests.lib.stage1 import look, material, said

CHECK = "risk-assessment-inadequate"


def _assets(count: int) -> list[Item]:
    return [
        Asset(key=f"X-{number}", name=f"Vat {number}", criticality=Criticality.HIGH)
        for number in range(count)
    ]


@pytest.mark.row("R-052")
def test_an_assessment_of_all_that_matters_is_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-052")
def test_a_quarter_uncovered_is_silent_and_more_stops_stage_1() -> None:
    # AST-1 and P-1 are covered: 2 of 8 uncovered are a quarter, 1 of 3 are more.
    linked = [
        Risk(key=f"R-9{number}", title="Leak", owner="ana", score=1, assets=(f"X-{number}",))
        for number in range(2, 6)
    ]
    quarter = [*an_assessment(), *_assets(6), *linked]
    more = [*an_assessment(), *_assets(1)]

    assert said(CHECK, material(*quarter)) == {}
    [deviation] = look(CHECK, material(*more)).deviations
    assert deviation.says == (
        "1 of 3 critical assets and key processes are spoken of by no risk: asset X-0."
    )
    assert (deviation.about, deviation.measured, deviation.blocks) == (("X-0",), "33 %", True)
    assert deviation.threshold is not None
    assert deviation.threshold.value == "25 %"


@pytest.mark.row("R-052")
def test_a_process_without_a_risk_counts() -> None:
    unlinked = but(an_assessment(), "R-1", processes=())

    assert said(CHECK, material(*unlinked)) == {
        "P-1": "1 of 2 critical assets and key processes are spoken of by no risk: process P-1."
    }


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"assets": ("X-0",)}, id="by a link"),
        pytest.param({"systems": ("vault",)}, id="by the system that holds it"),
        pytest.param({"title": "The Borgholm ledger is lost"}, id="by name"),
    ],
)
def test_a_risk_speaks_of_a_thing(fields: dict[str, object]) -> None:
    ledger = Asset(
        key="X-0", name="Borgholm ledger", criticality=Criticality.HIGH, held_in=("vault",)
    )

    assert list(said(CHECK, material(*an_assessment(), ledger))) == ["X-0"]
    assert said(CHECK, material(*but(an_assessment(), "R-5", **fields), ledger)) == {}


@pytest.mark.row("R-052")
def test_what_is_out_of_scope_needs_no_risk() -> None:
    scope = Scope(key="1", version="1", status=VersionStatus.APPROVED, approved_on=date(2025, 9, 1))
    out = Boundary(key="b", scope="1", kind=InventoryKind.ASSET, item="X-0", stance=Stance.OUT)

    assert said(CHECK, material(*an_assessment(), *_assets(1), scope, out)) == {}


@pytest.mark.row("R-052")
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"score": None, "likelihood": None}, id="unscored"),
        pytest.param({"owner": ""}, id="ownerless"),
        pytest.param({"owner": "cy"}, id="owned by somebody who left"),
    ],
)
def test_one_risk_of_five_left_open_is_silent_and_two_stop_stage_1(
    fields: dict[str, object],
) -> None:
    cy = Person(key="cy", name="Cy", started_on=date(2020, 1, 1), ended_on=date(2025, 12, 31))
    one = but([*an_assessment(), cy], "R-2", **fields)
    two = but(one, "R-3", **fields)

    assert said(CHECK, material(*one)) == {}
    assert said(CHECK, material(*two)) == {
        "R-2, R-3": ("2 of 5 risks have no score or no owner who works here: risk R-2, risk R-3.")
    }


def test_nothing_rated_critical_is_unknown() -> None:
    looked = look(CHECK, material(*without(an_assessment(), "AST-1", "P-1")))

    assert looked.verdict is Verdict.NOT_TESTED
    assert [each.why for each in looked.unknown] == ["no asset or process is rated critical"]


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).why_not_tested == "there are no risks on record"
