"""Restores took longer than they may."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, operation, said, untold

CHECK = "restore-too-slow"
PROMISE = Claim(
    key="CLM-18",
    document="PRO-6",
    version="1.0",
    section="3 Restore tests",
    quote="Each restore ends within its objective.",
    kind=ClaimKind.THRESHOLD,
    family="backup_restore",
    first="minutes",
    then="objective_minutes",
)
RESTORES = """
    restore_id | system | restored_at         | hash_matches | minutes   | objective_minutes
    -----------+--------+---------------------+--------------+-----------+------------------
    R-1        | vault  | 2026-01-05 09:00:00 | yes          | {minutes} | 240
"""


def restored(minutes: str) -> dict[str, str]:
    return {"backup_restore": RESTORES.format(minutes=minutes)}


@pytest.mark.row("R-180")
@pytest.mark.parametrize("promise", [(PROMISE,), ()])
def test_a_restore_at_its_objective_is_silent(promise: tuple[Claim, ...]) -> None:
    assert look(CHECK, operation(*promise, records=restored("240"))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-180")
def test_a_minute_more_speaks_with_both_figures() -> None:
    assert said(CHECK, operation(PROMISE, records=restored("241"))) == {
        "CLM-18": (
            "1 of 1 restores took longer than their objective: R-1 (241 of 240 minutes); PRO-6 "
            '1.0, 3 Restore tests: "Each restore ends within its objective".'
        )
    }
    assert list(said(CHECK, operation(records=restored("241")))) == ["restore within its objective"]


def test_a_restore_without_its_minutes_is_unknown() -> None:
    assert untold(CHECK, operation(PROMISE, records=restored(""))) == {
        "CLM-18": "no case it applies to can be decided (restore tests)"
    }


def test_without_restores_nothing_is_tested() -> None:
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
