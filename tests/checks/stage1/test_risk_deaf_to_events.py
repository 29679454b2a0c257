"""Something significant happened, and no risk was looked at or changed."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.criticality import Criticality
from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.risk import Risk
from assay.domain.risk_review import RiskReview
from assay.domain.scope import Scope
from assay.domain.supplier import Supplier
from assay.domain.system import System
from assay.domain.treatment import Treatment
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.risks import incidents_on
from tests.lib.stage1 import ANA, look, material, said

CHECK = "risk-deaf-to-events"
NONE = incidents_on()
RISK = Risk(key="R-1", title="Eels in the intake", assessed_on=date(2025, 10, 1))
MES = System(key="SYS-1", name="Ostrich", criticality=Criticality.CRITICAL)


@pytest.mark.row("R-064")
def test_a_register_that_moves_within_thirty_days_is_silent_and_a_later_one_is_a_signal() -> None:
    heard = MES.changed(live_on=date(2025, 9, 1))
    unheard = MES.changed(live_on=date(2025, 8, 31))

    assert look(CHECK, material(RISK, heard, records=NONE)).verdict is Verdict.CONFORMS
    [deviation] = look(CHECK, material(RISK, unheard, records=NONE)).deviations
    assert deviation.says == (
        "Ostrich went live on 2025-08-31; the risk register was not touched within 30 days."
    )
    assert (deviation.about, deviation.signal) == (("SYS-1",), True)
    assert deviation.evidence == ("system SYS-1",)


@pytest.mark.row("R-064")
@pytest.mark.parametrize(
    ("things", "says"),
    [
        ([MES.changed(retired_on=date(2025, 6, 1))], "Ostrich was switched off on 2025-06-01"),
        (
            [
                Supplier(
                    key="S-1",
                    name="Kilnforge",
                    criticality=Criticality.HIGH,
                    since_on=date(2025, 6, 1),
                )
            ],
            "Kilnforge was taken on on 2025-06-01",
        ),
        (
            [
                Scope(key="1.0", version="1.0", approved_on=date(2025, 3, 1)),
                Scope(key="2.0", version="2.0", approved_on=date(2025, 6, 1)),
            ],
            "Scope 2.0 was approved on 2025-06-01",
        ),
    ],
)
def test_changes_that_registers_show_are_events(things: list[Item], says: str) -> None:
    # The first version of a scope changes nothing, so only one event is unheard.
    found = said(CHECK, material(RISK, *things, records=NONE))

    assert list(found.values()) == [f"{says}; the risk register was not touched within 30 days."]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"criticality": "low", "live_on": date(2025, 6, 1)}, id="of little weight"),
        pytest.param({"live_on": date(2026, 1, 2)}, id="the time is not over"),
        pytest.param({"live_on": date(2024, 12, 1)}, id="long ago"),
    ],
)
def test_other_changes_are_none(fields: dict[str, object]) -> None:
    assert said(CHECK, material(RISK, MES.changed(**fields), records=NONE)) == {}


@pytest.mark.row("R-064")
def test_incidents_that_nobody_answered_are_told_together() -> None:
    records = incidents_on(
        INC_1=date(2025, 6, 3),
        INC_2=date(2025, 6, 3),
        INC_3=date(2025, 7, 9),
        INC_4=date(2025, 9, 9),
    )

    assert said(CHECK, material(RISK, records=records)) == {
        "incidents": (
            "3 incidents from 2025-06-03 to 2025-07-09; "
            "the risk register was not touched within 30 days."
        )
    }


@pytest.mark.row("R-064")
@pytest.mark.parametrize(("title_before", "silent"), [("Eels", True), (RISK.title, False)])
def test_the_ledger_shows_that_the_register_moved_and_saving_again_is_no_move(
    title_before: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    ledger = Ledger("somewhere")
    before = [saying(RISK.changed(title=title_before))]
    ledger.append(before, by=ANA, recorded_at=datetime(2025, 1, 2, tzinfo=UTC))
    ledger.append([saying(RISK)], by=ANA, recorded_at=datetime(2025, 6, 20, tzinfo=UTC))
    records = incidents_on(INC_1=date(2025, 6, 3))

    assert (said(CHECK, material(ledger=ledger, records=records)) == {}) is silent


@pytest.mark.row("R-064")
@pytest.mark.parametrize(
    ("item", "silent"),
    [
        (RiskReview(key="v", risk="R-1", reviewed_on=date(2025, 6, 20)), True),
        (Treatment(key="T-1", action="A grid", progressed_on=date(2025, 6, 20)), False),
    ],
)
def test_a_review_touches_the_register_and_a_step_of_a_treatment_does_not(
    item: Item,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    records = incidents_on(INC_1=date(2025, 6, 3))

    assert (said(CHECK, material(RISK, item, records=records)) == {}) is silent


@pytest.mark.row("R-064")
def test_where_records_were_not_counted_incidents_are_unknown() -> None:
    looked = look(CHECK, material(RISK, MES.changed(live_on=date(2025, 9, 5))))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == (
        "1 of 1 cannot be told: records were not counted, so incidents cannot be seen"
    )


def test_where_nothing_happened_nothing_is_tested() -> None:
    assert look(CHECK, material(RISK, records=NONE)).why_not_tested == (
        "nothing significant happened"
    )


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).why_not_tested == "there are no risks on record"
