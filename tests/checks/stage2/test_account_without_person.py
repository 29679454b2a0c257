"""Accounts belong to nobody in particular."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.person import Person
from tests.lib.stage2 import look, operation, said, untold

CHECK = "account-without-person"
ANA, BO = Person(key="ana", name="Ana"), Person(key="bo", name="Bo")
PROMISE = Claim(
    key="CLM-27",
    document="POL-4",
    version="1.0",
    section="3 Accounts",
    quote="There are no shared accounts.",
    kind=ClaimKind.ABSENCE,
    family="account",
    where=("kind = shared",),
)
ACCOUNTS = """
    account_id | system | person | kind     | disabled_at
    -----------+--------+--------+----------+--------------------
    vault/ana  | vault  | ana    | personal |
    vault/x    | vault  | {who}  | {kind}   | {disabled}
    vault/y    | vault  | bo     | personal |
"""


def accounts(who: str = "bo", kind: str = "personal", disabled: str = "") -> dict[str, str]:
    return {"account": ACCOUNTS.format(who=who, kind=kind, disabled=disabled)}


@pytest.mark.row("R-118")
def test_accounts_of_people_on_the_list_are_silent() -> None:
    found = look(CHECK, operation(PROMISE, ANA, BO, records=accounts()))

    assert found.verdict is Verdict.CONFORMS
    assert [each.conforming for each in found.figures] == [3, 3, 3]


@pytest.mark.row("R-118")
@pytest.mark.parametrize("who", ["temp", ""])
def test_an_account_of_somebody_unknown_or_of_nobody_is_named(who: str) -> None:
    assert said(CHECK, operation(PROMISE, ANA, BO, records=accounts(who))) == {
        "accounts with a person": (
            "1 of 3 accounts belong to nobody on the list of people: vault/x."
        )
    }


@pytest.mark.row("R-118")
def test_a_closed_account_is_not_asked() -> None:
    at = operation(ANA, BO, records=accounts("temp", disabled="2026-01-31 23:00:00"))

    assert said(CHECK, at) == {}


@pytest.mark.row("R-118")
def test_a_shared_account_speaks_with_and_without_a_promise() -> None:
    records = accounts(kind="shared")

    assert said(CHECK, operation(PROMISE, ANA, BO, records=records)) == {
        "CLM-27": (
            '1 of 3 accounts are shared: vault/x; POL-4 1.0, 3 Accounts: "There are no shared '
            'accounts".'
        )
    }
    assert said(CHECK, operation(ANA, BO, records=records)) == {
        "shared accounts": "1 of 3 accounts are shared: vault/x."
    }


@pytest.mark.row("R-118")
def test_one_account_that_stands_with_two_people_is_shared() -> None:
    twice = accounts()["account"].replace("vault/y", "vault/ana")

    assert said(CHECK, operation(ANA, BO, records={"account": twice})) == {
        "accounts of one person": (
            "2 of 3 accounts stand with several people: vault/ana, vault/ana."
        )
    }


@pytest.mark.row("R-118")
def test_without_a_list_of_people_nobody_can_tell() -> None:
    at = operation(records=accounts())

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {
        "accounts with a person": ("no list of people is there to hold accounts against (accounts)")
    }


def test_an_account_of_an_unknown_kind_is_unknown() -> None:
    assert untold(CHECK, operation(ANA, BO, records=accounts(kind=""))) == {
        "shared accounts": "1 of 3 cannot be decided (accounts)"
    }


def test_without_accounts_nothing_is_tested() -> None:
    assert look(CHECK, operation(PROMISE, ANA)).verdict is Verdict.NOT_TESTED
