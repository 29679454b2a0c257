"""Restores from backup were not tested as often as they have to be."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.criticality import Criticality
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from assay.domain.system import System
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "restore-untested"
PROMISE = Claim(
    key="CLM-17",
    document="PRO-6",
    version="1.0",
    section="3 Restore tests",
    quote="Critical systems are restored each quarter.",
    kind=ClaimKind.FREQUENCY,
    family="backup_restore",
    first="restored_at",
    every=Frequency.QUARTERLY,
    per="system",
    where=("criticality = critical",),
)
VAULT = System(key="vault", name="Vault", criticality=Criticality.CRITICAL)
PAGES = System(key="pages", name="Pages", criticality=Criticality.LOW)
RESTORES = """
    restore_id | system | restored_at     | hash_matches | minutes
    -----------+--------+-----------------+--------------+----------
    R-1        | vault  | {on} 10:00:00   | {same}       | {minutes}
"""


def restored(on: str, same: str = "yes", minutes: str = "30") -> dict[str, str]:
    return {"backup_restore": RESTORES.format(on=on, same=same, minutes=minutes)}


@pytest.mark.row("R-180")
@pytest.mark.parametrize(("on", "found"), [("2025-07-31", []), ("2025-07-30", ["vault"])])
def test_a_critical_system_needs_one_in_the_months_of_the_profile(
    on: str, found: list[str]
) -> None:
    at = operation(VAULT, PAGES, records=restored(on))

    assert keys(CHECK, at) == found
    if found:
        assert said(CHECK, at) == {
            "restore of each critical system": (
                "1 of 1 critical systems have no compared restore in the 6 months before "
                "2026-01-31: vault."
            )
        }


@pytest.mark.row("R-180")
@pytest.mark.parametrize("lacking", [{"same": "no"}, {"same": ""}, {"minutes": ""}], ids=str)
def test_a_job_that_ran_without_comparing_or_timing_is_no_restore(lacking: dict[str, str]) -> None:
    assert keys(CHECK, operation(VAULT, records=restored("2026-01-05", **lacking))) == ["vault"]
    assert keys(CHECK, operation(PROMISE, VAULT, records=restored("2026-01-05", **lacking))) == [
        "vault"
    ]


@pytest.mark.row("R-180")
@pytest.mark.parametrize(("on", "silent"), [("2025-10-17", True), ("2025-10-16", False)])
def test_a_promise_holds_before_the_profile(
    on: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    at = operation(PROMISE, VAULT, PAGES, records=restored(on), months=3)

    assert said(CHECK, at) == (
        {}
        if silent
        else {
            "CLM-17": (
                "The longest time between two restores that were compared is too long for 1 of 1 "
                "systems: vault (107 days); PRO-6 1.0, 3 Restore tests: "
                '"Critical systems are restored each quarter".'
            )
        }
    )


@pytest.mark.row("R-180")
def test_an_export_of_backup_jobs_proves_no_restore() -> None:
    jobs = {"backup_restore": "restore_id | system | restored_at\nR-1 | vault | 2026-01-05"}

    assert untold(CHECK, operation(PROMISE, VAULT, records=jobs)) == {
        "CLM-17": (
            "the records do not tell hash_matches and minutes, so none proves a restore "
            "(restore tests)"
        )
    }


def test_without_critical_systems_or_records_nothing_is_tested() -> None:
    assert untold(CHECK, operation(PAGES, records=restored("2026-01-05"))) == {
        "restore of each critical system": ("no system is registered as critical (restore tests)")
    }
    assert look(CHECK, operation(VAULT)).verdict is Verdict.NOT_TESTED
