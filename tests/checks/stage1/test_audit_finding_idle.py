"""A finding of an internal audit is neither closed nor being worked on."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.finding import FindingState
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.audits import an_audit
from tests.lib.reviews import but, without
from tests.lib.stage1 import ANA, look, material, said

CHECK = "audit-finding-idle"


@pytest.mark.row("R-086")
def test_an_action_under_way_is_silent() -> None:
    assert look(CHECK, material(*an_audit())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-086")
def test_thirty_days_without_activity_are_silent_and_thirty_one_speak() -> None:
    thirty = but(an_audit(), "IA-1-F1", acted_on=date(2026, 1, 1))
    more = but(an_audit(), "IA-1-F1", acted_on=date(2025, 12, 31))

    assert said(CHECK, material(*thirty)) == {}
    assert said(CHECK, material(*more)) == {
        "IA-1-F1": "IA-1-F1 of 2026-01-09 saw no activity since 2025-12-31."
    }


@pytest.mark.row("R-086")
@pytest.mark.parametrize(
    ("owner_before", "says"),
    [
        pytest.param("bo", {}, id="a change is activity"),
        pytest.param(
            "",
            {"IA-1-F1": "IA-1-F1 of 2026-01-09 saw no activity since 2025-06-01."},
            id="saving again is none",
        ),
    ],
)
def test_what_the_ledger_says_is_activity(owner_before: str, says: dict[str, str]) -> None:
    quiet = but(an_audit(), "IA-1-F1", acted_on=None)
    finding, action = (item for item in quiet if item.key in {"IA-1-F1", "IA-1-C1"})
    ledger = Ledger("somewhere")
    before = [saying(action), saying(finding.changed(owner=owner_before))]
    ledger.append(before, by=ANA, recorded_at=datetime(2025, 6, 1, tzinfo=UTC))
    ledger.append([saying(finding)], by=ANA, recorded_at=datetime(2026, 1, 20, tzinfo=UTC))

    assert said(CHECK, material(*without(quiet, "IA-1-F1", "IA-1-C1"), ledger=ledger)) == says


@pytest.mark.row("R-086")
def test_an_overdue_action_speaks_and_one_due_today_does_not() -> None:
    today = but(an_audit(), "IA-1-C1", due_on=date(2026, 1, 31))
    yesterday = but(an_audit(), "IA-1-C1", due_on=date(2026, 1, 30))

    assert said(CHECK, material(*today)) == {}
    assert said(CHECK, material(*yesterday)) == {
        "IA-1-F1": "IA-1-F1 of 2026-01-09 has an action that was due on 2026-01-30."
    }


@pytest.mark.row("R-086")
def test_a_finding_without_an_action_speaks() -> None:
    assert said(CHECK, material(*without(an_audit(), "IA-1-C1"))) == {
        "IA-1-F1": "IA-1-F1 of 2026-01-09 is open without a corrective action."
    }


@pytest.mark.row("R-086")
def test_a_closed_finding_needs_evidence() -> None:
    closed = but(an_audit(), "IA-1-F1", state=FindingState.CLOSED)
    shown = but(closed, "IA-1-F1", closure_evidence=("record 9",))

    assert said(CHECK, material(*closed)) == {
        "IA-1-F1": "IA-1-F1 of 2026-01-09 is closed without evidence."
    }
    assert said(CHECK, material(*shown)) == {}


def test_without_findings_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
