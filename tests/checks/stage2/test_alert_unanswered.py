"""Alerts stand without an answer."""

from decimal import Decimal

import pytest

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "alert-unanswered"
PROMISE = Claim(
    key="CLM-7",
    document="PRO-7",
    version="1.0",
    section="4 Alerts",
    quote="Every alert is taken up within 24 hours.",
    kind=ClaimKind.RESPONSE,
    family="alert",
    first="raised_at",
    then="acknowledged_at",
    limit=Decimal(24),
    unit="hours",
)
ALERTS = """
    alert_id | source | severity | raised_at           | acknowledged_at     | decision    |incident
    ALR-1    | watch  | low      | 2026-01-05 09:00:00 | 2026-01-05 10:00:00 | false alarm |
    ALR-2    | watch  | high     | 2026-01-06 09:00:00 | 2026-01-06 10:00:00 |             | INC-1
    ALR-3    | watch  | high     | 2026-01-07 09:00:00 | {rest}
"""


def at(rest: str, *claims: Claim, independent: tuple[str, ...] = ("alert",)) -> Operation:
    return operation(*claims, records={"alert": ALERTS.format(rest=rest)}, independent=independent)


@pytest.mark.row("R-130")
def test_an_incident_or_a_decision_is_an_answer() -> None:
    found = look(CHECK, at("2026-01-07 10:00:00 | expected | "))

    assert found.verdict is Verdict.CONFORMS
    assert [(each.conforming, each.population) for each in found.figures] == [(3, 3)]


@pytest.mark.row("R-130")
def test_an_alert_without_either_is_listed_with_the_share_that_was_handled() -> None:
    silent = at("2026-01-07 10:00:00 |  | ")

    assert said(CHECK, silent) == {
        "alert-unanswered": (
            "1 of 3 alerts became no incident and were not decided: ALR-3; "
            "handled are 2 of 3 (66.7 %)."
        )
    }
    (figures,) = look(CHECK, silent).figures
    assert [dict(each.facts) for each in figures.first] == [{"severity": "high", "tool": "watch"}]


@pytest.mark.row("R-130")
@pytest.mark.parametrize(("taken_up", "late"), [("08 09:00:00", 0), ("08 09:00:01", 1)])
def test_taken_up_after_a_day_is_late_where_that_is_promised(taken_up: str, late: int) -> None:
    assert keys(CHECK, at(f"2026-01-{taken_up} | expected | ", PROMISE)) == ["ALR-3"] * late


def test_an_alert_outside_the_window_is_not_asked() -> None:
    (figures,) = look(CHECK, at("2026-01-07 10:00:00 |  | ")).figures
    earlier = ALERTS.format(rest="| | ").replace("2026-01", "2025-01")
    (before,) = look(CHECK, operation(records={"alert": earlier})).figures

    assert (figures.population, before.population) == (3, 0)


def test_a_list_that_the_organisation_keeps_itself_is_no_pass() -> None:
    own = at("2026-01-07 10:00:00 | expected | ", independent=())

    assert look(CHECK, own).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, own) == {
        "alert-unanswered": "the alerts do not come from the tools' own lists"
    }


def test_without_alerts_or_without_the_column_nothing_is_tested() -> None:
    short = {"alert": "alert_id | raised_at\nALR-1 | 2026-01-05 09:00:00"}

    assert untold(CHECK, operation()) == {
        "alert-unanswered": "there are no records of alert (alerts)"
    }
    assert untold(CHECK, operation(records=short, independent=["alert"])) == {
        "alert-unanswered": "alert has no column incident (alerts)"
    }
