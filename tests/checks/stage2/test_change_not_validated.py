"""Changes were closed without having been validated."""

import pytest

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "change-not-validated"
PROMISE = Claim(
    key="CL-23",
    document="PRO-19",
    version="1.0",
    section="3 Proving",
    quote="A change is validated before it is closed.",
    kind=ClaimKind.PRECEDENCE,
    family="change",
    first="validated_at",
    then="closed_at",
)
CHANGES = """
    change_id | type | validated_at | validation | closed_at | requires_validation
    CHG-1     | software | 2026-01-05 09:00:00 | VAL-1 | 2026-01-06 10:00:00 |
    CHG-2     | {row}
"""


def at(row: str, *claims: Claim) -> Operation:
    return operation(*claims, records={"change": CHANGES.format(row=row)})


@pytest.mark.row("R-134")
@pytest.mark.parametrize("kind", ["process", "software", "tooling"])
def test_types_of_the_profile_need_a_validation(kind: str) -> None:
    assert said(CHECK, at(f"{kind} |  |  | 2026-01-12 10:00:00 | ")) == {
        "change-not-validated": (
            "1 of 2 changes that need validation were closed without it: "
            "CHG-2 (date missing, record missing)."
        )
    }


@pytest.mark.row("R-134")
@pytest.mark.parametrize(("flag", "speaks"), [("", False), ("no", False), ("yes", True)])
def test_other_types_need_one_where_the_record_says_so(
    flag: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    found = at(f"infrastructure |  |  | 2026-01-12 10:00:00 | {flag}")

    assert keys(CHECK, found) == (["CHG-2"] if speaks else [])
    assert untold(CHECK, found) == {}


@pytest.mark.row("R-134")
@pytest.mark.parametrize(
    ("validated", "speaks"), [("2026-01-12 10:00:00", False), ("2026-01-12 10:00:01", True)]
)
def test_validation_comes_by_the_closing(
    validated: str,
    speaks: bool,  # noqa: FBT001 - one of two cases
) -> None:
    found = at(f"software | {validated} | VAL-2 | 2026-01-12 10:00:00 | ")

    assert keys(CHECK, found) == (["CHG-2"] if speaks else [])


@pytest.mark.row("R-134")
def test_a_date_without_a_record_is_not_enough() -> None:
    (figures,) = look(
        CHECK, at("process | 2026-01-12 09:00:00 |  | 2026-01-12 10:00:00 | ")
    ).figures

    assert [dict(each.facts) for each in figures.first] == [{"record": "missing"}]


@pytest.mark.row("R-134")
def test_a_promise_holds_for_whatever_it_is_made_for() -> None:
    found = at("infrastructure |  |  | 2026-01-12 10:00:00 | ", PROMISE)

    assert said(CHECK, found) == {
        "CL-23": (
            "1 of 2 changes that need validation were closed without it: CHG-2 (date missing, "
            'record missing); PRO-19 1.0, 3 Proving: "A change is validated before it is closed".'
        )
    }


def test_open_changes_are_not_asked_yet() -> None:
    (figures,) = look(CHECK, at("software |  |  |  | ")).figures

    assert (figures.population, figures.not_applicable) == (2, 1)


def test_an_unknown_type_cannot_be_decided_unless_it_was_validated() -> None:
    unvalidated = at(" |  |  | 2026-01-12 10:00:00 | ")
    validated = at(" | 2026-01-12 09:00:00 | VAL-2 | 2026-01-12 10:00:00 | ")

    assert untold(CHECK, unvalidated) == {
        "change-not-validated": "1 of 2 cannot be decided (changes)"
    }
    assert look(CHECK, validated).verdict is Verdict.CONFORMS


def test_without_changes_or_columns_nothing_is_tested() -> None:
    short = {"change": "change_id | closed_at\nCHG-1 | 2026-01-05 09:00:00"}

    assert untold(CHECK, operation()) == {
        "change-not-validated": "there are no records of change (changes)"
    }
    assert untold(CHECK, operation(records=short)) == {
        "change-not-validated": "change has no column type (changes)"
    }
