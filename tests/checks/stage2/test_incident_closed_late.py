"""Incidents stayed open longer than promised."""

from decimal import Decimal

import pytest

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, operation, said, untold

CHECK = "incident-closed-late"
PROMISE = Claim(
    key="CLM-1",
    document="PRO-3",
    version="2.0",
    section="6 Closing",
    quote="Incidents are closed within 10 days of detection.",
    kind=ClaimKind.DEADLINE,
    family="incident",
    first="detected_at",
    then="closed_at",
    limit=Decimal(10),
    unit="days",
)
LOG = """
    incident_id | detected_at         | closed_at
    INC-1       | 2026-01-05 09:00:00 | 2026-01-12 09:00:00
    INC-2       | {detected} | {closed}
"""


def at(detected: str, closed: str, *claims: Claim) -> Operation:
    records = {"incident": LOG.format(detected=detected, closed=closed)}
    return operation(*(claims or (PROMISE,)), records=records)


def test_ten_days_are_silent_and_a_second_more_speaks() -> None:
    assert said(CHECK, at("2026-01-05 09:00:00", "2026-01-15 09:00:00")) == {}
    assert said(CHECK, at("2026-01-05 09:00:00", "2026-01-15 09:00:01")) == {
        "CLM-1": (
            "1 of 2 incidents took longer than promised: INC-2 (10 d 0 min); PRO-3 2.0, "
            '6 Closing: "Incidents are closed within 10 days of detection".'
        )
    }


@pytest.mark.parametrize(("detected", "says"), [("2026-01-22", 0), ("2026-01-20", 1)])
def test_one_still_open_is_late_once_its_time_is_up(detected: str, says: int) -> None:
    assert len(look(CHECK, at(f"{detected} 09:00:00", "")).deviations) == says


def test_closed_before_it_was_noticed_cannot_be_decided() -> None:
    backwards = at("2026-01-05 09:00:00", "2026-01-04 09:00:00")

    assert untold(CHECK, backwards) == {"CLM-1": "1 of 2 cannot be decided (incidents)"}


def test_without_a_promise_or_without_records_nothing_is_tested() -> None:
    found = look(CHECK, operation(records={"incident": LOG.format(detected="", closed="")}))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == (
        "no document promises how soon incidents are contained or closed"
    )
    assert untold(CHECK, operation(PROMISE)) == {
        "CLM-1": "there are no records of incident (incidents)"
    }
