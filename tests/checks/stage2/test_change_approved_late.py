"""Changes were made before anybody approved them."""

import pytest

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "change-approved-late"
PROMISE = Claim(
    key="CLM-9",
    document="PRO-4",
    version="1.0",
    section="4 Approving",
    quote="No change goes into production before it is approved.",
    kind=ClaimKind.PRECEDENCE,
    family="change",
    first="approved_at",
    then="implemented_at",
)
CHANGES = """
    change_id | kind   | approved_at         | implemented_at
    CHG-1     | normal | 2026-01-05 09:00:00 | 2026-01-05 10:00:00
    CHG-2     | {row}
"""


def at(row: str, *claims: Claim) -> Operation:
    return operation(*claims, records={"change": CHANGES.format(row=row)})


@pytest.mark.row("R-135")
@pytest.mark.parametrize(
    ("approved", "speaks"),
    [("2026-01-12 10:00:00", False), ("2026-01-12 10:00:01", True), ("", True)],
)
def test_a_normal_change_is_approved_by_the_instant_it_is_made(
    approved: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    for claims in ((), (PROMISE,)):
        found = at(f"normal | {approved} | 2026-01-12 10:00:00", *claims)
        assert keys(CHECK, found) == (["CHG-2"] if speaks else [])


@pytest.mark.row("R-135")
def test_it_says_by_how_much_and_where_approval_is_promised() -> None:
    assert said(CHECK, at("normal | 2026-01-12 12:00:00 | 2026-01-12 10:00:00", PROMISE)) == {
        "CLM-9": (
            "1 of 2 changes were approved after they were made, or not at all: CHG-2 (2 h); "
            "emergencies have 2 days (default of Assay); PRO-4 1.0, 4 Approving: "
            '"No change goes into production before it is approved".'
        )
    }


@pytest.mark.row("R-135")
@pytest.mark.parametrize(
    ("approved", "speaks"), [("2026-01-14 10:00:00", False), ("2026-01-14 10:00:01", True)]
)
def test_an_emergency_has_two_days_for_its_approval(
    approved: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    found = at(f"emergency | {approved} | 2026-01-12 10:00:00", PROMISE)

    assert keys(CHECK, found) == (["CHG-2"] if speaks else [])


@pytest.mark.row("R-135")
@pytest.mark.parametrize(("made", "speaks"), [("2026-01-30", False), ("2026-01-29", True)])
def test_an_emergency_never_approved_is_late_once_the_days_are_over(
    made: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    found = at(f"emergency |  | {made} 10:00:00")

    assert keys(CHECK, found) == (["CHG-2"] if speaks else [])
    assert [each.not_applicable for each in look(CHECK, found).figures] == [int(not speaks)]


def test_who_does_not_say_whether_it_was_an_emergency_is_decided_where_both_agree() -> None:
    between = at(" | 2026-01-13 10:00:00 | 2026-01-12 10:00:00")
    too_late = at(" | 2026-01-20 10:00:00 | 2026-01-12 10:00:00")

    assert untold(CHECK, between) == {"change-approved-late": "1 of 2 cannot be decided (changes)"}
    assert keys(CHECK, too_late) == ["CHG-2"]


def test_one_day_where_only_days_are_known_cannot_be_decided() -> None:
    days = {"change": "change_id | kind | approved_at | implemented_at\nC-1 | normal | {0} | {0}"}
    same = {name: text.format("2026-01-12") for name, text in days.items()}

    assert untold(CHECK, operation(records=same)) == {
        "change-approved-late": "no case it applies to can be decided (changes)"
    }


def test_a_change_not_made_yet_and_no_changes_are_not_tested() -> None:
    (figures,) = look(CHECK, at("normal |  | ")).figures

    assert (figures.population, figures.not_applicable) == (2, 1)
    assert look(CHECK, operation(PROMISE)).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, operation()) == {
        "change-approved-late": "there are no records of change (changes)"
    }
