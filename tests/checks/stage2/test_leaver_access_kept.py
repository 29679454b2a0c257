"""Accounts of people who left stayed open too long."""

from datetime import date
from decimal import Decimal

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.claim_exception import ClaimException
from assay.domain.deviation import Verdict
from assay.domain.person import Person
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "leaver-access-kept"
PROMISE = Claim(
    key="CLM-2",
    document="PRO-2",
    version="1.0",
    section="4 Leaving",
    quote="All accounts of a leaver are disabled within 8 hours.",
    kind=ClaimKind.DEADLINE,
    family="leaver",
    first="left_at",
    then="closed_at",
    limit=Decimal(8),
    unit="hours",
)
BO = Person(key="bo", name="Bo", started_on=date(2020, 1, 1), ended_on=date(2026, 1, 10))
LEAVERS = """
    leaver_id | person | left_at             | closed_at
    ----------+--------+---------------------+--------------------
    L-1       | bo     | 2026-01-10 18:00:00 | 2026-01-10 19:00:00
"""
ACCOUNTS = """
    account_id | system | person | disabled_at
    -----------+--------+--------+--------------------
    vault/bo   | vault  | bo     | 2026-01-10 18:30:00
    queue/bo   | queue  | bo     | {disabled}
    mail/bo    | mail   | bo     | 2026-01-10 17:00:00
    vault/ana  | vault  | ana    |
"""


def records(disabled: str, leavers: str = LEAVERS) -> dict[str, str]:
    return {"account": ACCOUNTS.format(disabled=disabled), "leaver": leavers}


@pytest.mark.row("R-121")
@pytest.mark.parametrize(
    ("disabled", "found"),
    [
        ("2026-01-11 17:00:00", []),
        ("2026-01-11 18:00:00", []),
        ("2026-01-11 19:00:00", ["queue/bo"]),
    ],
    ids=["23 hours", "24 hours", "25 hours"],
)
def test_23_hours_conform_and_25_deviate(disabled: str, found: list[str]) -> None:
    at = operation(BO, records=records(disabled), independent=("leaver",))

    assert keys(CHECK, at) == found
    assert look(CHECK, at).verdict is (Verdict.DEVIATES if found else Verdict.CONFORMS)


@pytest.mark.row("R-121")
def test_one_of_three_accounts_still_open_is_named() -> None:
    at = operation(BO, records=records(""), independent=("leaver",))

    assert said(CHECK, at) == {
        "accounts of leavers": (
            "1 of 3 accounts of leavers were not closed within 24 hours of the end of the last "
            "day: queue/bo (21 d 5 h); still open: queue/bo."
        )
    }


@pytest.mark.row("R-121")
@pytest.mark.parametrize(
    ("disabled", "found"), [("2026-01-11 02:00:00", []), ("2026-01-11 02:00:01", ["queue/bo"])]
)
def test_the_limit_of_a_promise_holds_before_that_of_the_profile(
    disabled: str, found: list[str]
) -> None:
    at = operation(PROMISE, BO, records=records(disabled), independent=("leaver",))

    assert keys(CHECK, at) == found
    assert {each.threshold for each in look(CHECK, at).figures} == {"8 hours"}


@pytest.mark.row("R-121")
def test_a_case_closed_late_speaks_though_all_accounts_are_closed() -> None:
    late = LEAVERS.replace("2026-01-10 19:00:00", "2026-01-11 19:00:00")
    at = operation(PROMISE, BO, records=records("2026-01-10 19:00:00", late))

    assert keys(CHECK, at) == ["L-1"]


@pytest.mark.row("R-121")
def test_an_account_left_open_by_somebody_who_left_before_the_window_is_named() -> None:
    gone = BO.changed(ended_on=date(2024, 5, 1))
    old = LEAVERS.replace("2026-01-10", "2024-05-01")
    at = operation(gone, records=records("", old), independent=("leaver",))

    (deviation,) = look(CHECK, at).deviations
    assert deviation.figures is not None
    assert [each.key for each in deviation.figures.first] == ["mail/bo", "queue/bo", "vault/bo"]


@pytest.mark.row("R-121")
def test_who_left_by_the_register_alone_is_asked_and_told() -> None:
    nobody = "\n".join(LEAVERS.splitlines()[:3])
    at = operation(BO, records=records("", nobody), independent=("leaver",))

    assert keys(CHECK, at) == ["queue/bo"]
    assert untold(CHECK, at) == {
        "bo": "left on 2026-01-10 by the register of people, and is in no record of leavers"
    }


@pytest.mark.row("R-121")
def test_who_left_by_the_records_alone_is_told() -> None:
    staying = BO.changed(ended_on=None)
    at = operation(staying, records=records("2026-01-10 19:00:00"), independent=("leaver",))

    assert untold(CHECK, at) == {
        "bo": (
            "left at 2026-01-10 18:00 UTC by the records of leavers, and works here by the "
            "register of people"
        )
    }


@pytest.mark.row("R-121")
def test_a_list_that_the_organisation_keeps_itself_is_no_pass() -> None:
    at = operation(BO, records=records("2026-01-10 19:00:00"))

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert list(untold(CHECK, at)) == ["leavers"]


def test_an_instant_known_to_the_day_only_leaves_some_undecided() -> None:
    by_day = LEAVERS.replace(" 18:00:00", "").replace(" 19:00:00", "")
    at = operation(BO, records=records("2026-01-11 23:00:00", by_day), independent=("leaver",))

    assert look(CHECK, at).figures[0].undecidable == 1


def test_a_leaver_without_accounts_stays_in_the_population() -> None:
    bare = {"account": "\n".join(ACCOUNTS.splitlines()[:3]), "leaver": LEAVERS}

    (figures,) = look(CHECK, operation(BO, records=bare)).figures
    assert (figures.population, figures.not_applicable) == (1, 1)


def test_an_allowed_departure_excepts_an_account() -> None:
    allowed = ClaimException(
        key="E-1",
        claim="CLM-2",
        where=("system = queue",),
        reason="Handed over as a shared box",
        approved_by="ana",
        until_on=date(2026, 3, 1),
    )
    at = operation(PROMISE, BO, allowed, records=records(""), independent=("leaver",))

    assert said(CHECK, at) == {}
    assert look(CHECK, at).figures[0].excepted == 1


def test_without_accounts_nothing_is_tested() -> None:
    assert look(CHECK, operation(BO, records={"leaver": LEAVERS})).verdict is Verdict.NOT_TESTED
