"""Accounts reached production without a second factor."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.system import Environment, System
from tests.lib.stage2 import look, operation, said, untold

CHECK = "second-factor-missing"
PROMISE = Claim(
    key="CLM-23",
    document="POL-4",
    version="1.0",
    section="4 Signing in",
    quote="Every account signs in with a second factor.",
    kind=ClaimKind.COVERAGE,
    family="mfa",
    first="account_id",
    then="enforced",
)
VAULT = System(key="vault", name="Vault", environment=Environment.PRODUCTION)
FACTORS = """
    account_id | system | person | enforced | observed_at         | exemption
    -----------+--------+--------+----------+---------------------+----------
    vault/ana  | vault  | ana    | yes      | 2026-01-30 04:00:00 |
    vault/bo   | vault  | bo     | {forced} | 2026-01-30 04:00:00 | {exempt}
"""
ACCOUNTS = """
    account_id | system | person | kind     | disabled_at
    -----------+--------+--------+----------+--------------------
    vault/ana  | vault  | ana    | personal |
    vault/cy   | vault  | cy     | {kind}   | {disabled}
"""


def factors(forced: str = "yes", exempt: str = "") -> dict[str, str]:
    return {"mfa": FACTORS.format(forced=forced, exempt=exempt)}


def accounts(kind: str = "personal", disabled: str = "") -> dict[str, str]:
    return {**factors(), "account": ACCOUNTS.format(kind=kind, disabled=disabled)}


@pytest.mark.row("R-179")
@pytest.mark.parametrize("promise", [(PROMISE,), ()])
def test_a_second_factor_everywhere_is_silent(promise: tuple[Claim, ...]) -> None:
    assert look(CHECK, operation(*promise, records=factors())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-179")
def test_an_account_without_one_is_named() -> None:
    assert said(CHECK, operation(PROMISE, records=factors("no"))) == {
        "CLM-23": (
            "1 of 2 accounts sign in without a second factor: vault/bo; POL-4 1.0, 4 Signing in: "
            '"Every account signs in with a second factor".'
        )
    }
    assert list(said(CHECK, operation(records=factors("no")))) == ["second factor forced"]


@pytest.mark.row("R-179")
@pytest.mark.parametrize("promise", [(PROMISE,), ()])
def test_an_exemption_of_the_record_is_counted_apart(promise: tuple[Claim, ...]) -> None:
    found = look(CHECK, operation(*promise, records=factors("no", "ana, until March")))

    assert found.verdict is Verdict.CONFORMS
    assert found.figures[0].excepted == 1


@pytest.mark.row("R-179")
def test_an_account_on_production_that_the_export_leaves_out_is_unknown() -> None:
    at = operation(PROMISE, VAULT, records=accounts())

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {"accounts on production": "1 of 2 cannot be decided (accounts)"}


@pytest.mark.parametrize(
    "changed", [{"kind": "service"}, {"disabled": "2026-01-02 10:00:00"}], ids=str
)
def test_machines_and_closed_accounts_need_none(changed: dict[str, str]) -> None:
    at = operation(PROMISE, VAULT, records=accounts(**changed))

    assert look(CHECK, at).verdict is Verdict.CONFORMS


def test_a_silent_record_is_unknown_and_no_records_are_not_tested() -> None:
    assert untold(CHECK, operation(PROMISE, records=factors(""))) == {
        "CLM-23": "1 of 2 cannot be decided (multi-factor sign-in)"
    }
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
