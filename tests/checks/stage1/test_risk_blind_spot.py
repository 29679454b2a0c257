"""Something critical, or something that went wrong before, is in no risk."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.finding import Finding, RaisedIn
from assay.domain.grade import Grade
from tests.lib.reviews import but
from tests.lib.risks import an_assessment, incidents_on
from tests.lib.stage1 import look, material, said

CHECK = "risk-blind-spot"
NONE = incidents_on()


@pytest.mark.row("R-060")
def test_a_register_that_speaks_of_all_that_weighs_is_silent() -> None:
    assert look(CHECK, material(*an_assessment(), records=NONE)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-060")
def test_a_critical_asset_and_a_key_supplier_in_no_risk_speak() -> None:
    unlinked = but(
        but(an_assessment(), "R-4", assets=(), title="Something is copied"),
        "R-2",
        suppliers=(),
        title="Something comes late",
    )

    assert said(CHECK, material(*unlinked, records=NONE)) == {
        "AST-1": "Asset AST-1 (Recipe book) is critical and is spoken of by none of 5 risks.",
        "SUP-1": "Supplier SUP-1 (Kilnforge Ltd.) is high and is spoken of by none of 5 risks.",
    }


@pytest.mark.row("R-060")
def test_what_weighs_little_needs_no_risk() -> None:
    light = but(an_assessment(), "AST-1", criticality="medium")

    assert said(CHECK, material(*but(light, "R-4", assets=()), records=NONE)) == {}


@pytest.mark.row("R-060")
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"incidents": ("INC-7",)}, id="by a link"),
        pytest.param({"describes": "As INC-7 showed, badgers dig."}, id="by its key"),
    ],
)
def test_an_incident_has_to_be_in_a_risk(fields: dict[str, object]) -> None:
    records = incidents_on(INC_7=date(2025, 6, 3))

    assert said(CHECK, material(*an_assessment(), records=records)) == {
        "INC-7": "Incident INC-7 happened on 2025-06-03 and is spoken of by none of 5 risks."
    }
    assert said(CHECK, material(*but(an_assessment(), "R-5", **fields), records=records)) == {}


@pytest.mark.row("R-060")
@pytest.mark.parametrize(("day", "silent"), [(date(2025, 1, 31), False), (date(2025, 1, 30), True)])
def test_incidents_count_for_twelve_months(
    day: date,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    records = incidents_on(INC_7=day)

    assert (said(CHECK, material(*an_assessment(), records=records)) == {}) is silent


@pytest.mark.row("R-060")
@pytest.mark.parametrize(
    ("fields", "silent"),
    [
        ({}, False),
        ({"grade": Grade.OPPORTUNITY}, True),
        ({"raised_on": date(2025, 1, 30)}, True),
        ({"raised_in": RaisedIn.SELF_CHECK}, True),
    ],
)
def test_a_nonconformity_of_an_audit_has_to_be_in_a_risk(
    fields: dict[str, object],
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    finding = Finding(
        key="IA-1-F1",
        raised_in=RaisedIn.INTERNAL_AUDIT,
        grade=Grade.MINOR,
        raised_on=date(2025, 9, 1),
        states="Two doors were open.",
    ).changed(**fields)
    linked = but(an_assessment(), "R-5", findings=("IA-1-F1",))

    found = said(CHECK, material(*an_assessment(), finding, records=NONE))

    says = "Finding IA-1-F1 was raised on 2025-09-01 and is spoken of by none of 5 risks."
    assert found == ({} if silent else {"IA-1-F1": says})
    assert said(CHECK, material(*linked, finding, records=NONE)) == {}


@pytest.mark.row("R-060")
def test_where_records_were_not_counted_incidents_are_unknown() -> None:
    looked = look(CHECK, material(*an_assessment()))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.unknown[0].why == "records were not counted, so incidents cannot be seen"


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).why_not_tested == "there are no risks on record"
