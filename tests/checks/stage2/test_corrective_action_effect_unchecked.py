"""Nobody looked in time at whether a corrective action had worked, or at what was the cause."""

from decimal import Decimal

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, said, untold
from tests.lib.works import promise, works

CHECK = "corrective-action-effect-unchecked"
ACTIONS = """
    capa_id | opened_at        | acted_at | checked_at | effective | closed_at
    --------+------------------+----------+------------+-----------+----------
    CA-1    | 2025-08-01 09:00 | {acted}  | {checked}  | {works}   | {closed}
"""
IN_TIME = promise(
    ClaimKind.DEADLINE, "capa", "acted_at", "checked_at", limit=Decimal(30), unit="days"
)
CLOSED, OPEN = "closed actions", "effects of actions"


def action(acted: str, checked: str = "", works: str = "", closed: str = "") -> str:
    return ACTIONS.format(acted=acted, checked=checked, works=works, closed=closed)


@pytest.mark.parametrize(
    ("checked", "late"),
    [("2026-01-01 09:00", ""), ("2026-01-01 10:00", "30 d 1 h"), ("", "60 days")],
    ids=["in time", "an hour late", "never"],
)
def test_an_effect_that_was_checked_late_or_never_speaks_with_the_time(
    checked: str, late: str
) -> None:
    assert said(CHECK, works(IN_TIME, capa=action("2025-12-02 09:00", checked))) == (
        {
            "CL-1": f"1 of 1 corrective actions went on for longer than they may: CA-1 ({late}); "
            'PRO-9, 4 Release: "As it is written here".'
        }
        if late
        else {}
    )


@pytest.mark.parametrize(("acted", "named"), [("2025-12-31", ["CA-1"]), ("2026-01-01", [])])
def test_without_a_promise_the_profile_says_how_long(acted: str, named: list[str]) -> None:
    at = works(capa=action(acted))

    found = look(CHECK, at)

    assert keys(CHECK, at) == named
    assert [each.threshold for each in found.figures if each.test == OPEN] == ["30 days"]


@pytest.mark.parametrize(
    ("checked", "effective"), [("", ""), ("2026-01-20 09:00", "no")], ids=["unchecked", "no effect"]
)
def test_an_action_closed_without_proof_is_named(checked: str, effective: str) -> None:
    closed = action("2026-01-10 09:00", checked, effective, "2026-01-21 09:00")

    assert said(CHECK, works(capa=closed)) == {
        CLOSED: "1 of 1 closed actions were not shown to have worked: CA-1."
    }


def test_an_action_closed_with_its_proof_is_silent() -> None:
    closed = action("2025-12-02 09:00", "2025-12-20 09:00", "yes", "2025-12-21 09:00")

    assert look(CHECK, works(capa=closed)).verdict is Verdict.CONFORMS


def test_a_check_that_tells_no_result_cannot_be_told() -> None:
    closed = action("2025-12-02 09:00", "2025-12-20 09:00", "", "2025-12-21 09:00")

    assert untold(CHECK, works(capa=closed)) == {
        CLOSED: "no case it applies to can be decided (corrective actions)"
    }


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert set(untold(CHECK, works()).values()) == {
        "there are no records of capa (corrective actions)"
    }
