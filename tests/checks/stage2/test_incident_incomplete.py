"""Incidents were closed without what a closed incident has."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, operation, said, untold

CHECK = "incident-incomplete"
PROMISE = Claim(
    key="CLM-28",
    document="PRO-3",
    version="2.0",
    section="6 Closing",
    quote="Every closed incident has a cause, actions and lessons.",
    kind=ClaimKind.COVERAGE,
    family="incident",
    first="closed_at",
    then="lessons",
)
HEAD = (
    "incident_id | detected_at | logged_at | contained_at | closed_at "
    "| cause | actions | lessons | closed_by"
)
FIRST = (
    "INC-1 | 2026-01-05 09:00:00 | 2026-01-05 10:00:00 |  | 2026-01-06 09:00:00 "
    "| mail | blocked | filter | ilse"
)
COMPLETE = (
    "2026-01-05 09:00:00 | 2026-01-05 10:00:00 | 2026-01-05 11:00:00 | 2026-01-06 09:00:00 "
    "| lock | undone | linter | ilse"
)


def log(row: str) -> dict[str, str]:
    return {"incident": f"{HEAD}\n{FIRST}\nINC-2 | {row}"}


@pytest.mark.row("R-127")
def test_a_complete_incident_is_silent_with_and_without_a_promise() -> None:
    for claims in ((), (PROMISE,)):
        assert look(CHECK, operation(*claims, records=log(COMPLETE))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-127")
@pytest.mark.parametrize(
    ("word", "column"),
    [("lock", "cause"), ("undone", "actions"), ("linter", "lessons"), ("| ilse", "closed_by")],
)
def test_whatever_is_missing_is_named(word: str, column: str) -> None:
    row = COMPLETE.replace(word, "|" if "|" in word else "")

    assert said(CHECK, operation(PROMISE, records=log(row))) == {
        "CLM-28": (
            f"1 of 2 closed incidents are not complete: INC-2 ({column} missing); PRO-3 2.0, "
            '6 Closing: "Every closed incident has a cause, actions and lessons".'
        )
    }


@pytest.mark.row("R-127")
def test_times_that_are_not_in_order_are_named() -> None:
    row = COMPLETE.replace("05 11:00", "07 11:00").replace("lock", "")

    assert said(CHECK, operation(records=log(row))) == {
        "incident-incomplete": (
            "1 of 2 closed incidents are not complete: INC-2 (cause missing, dates out of order)."
        )
    }


def test_an_open_incident_is_not_asked_yet() -> None:
    row = "2026-01-05 09:00:00 | 2026-01-05 10:00:00 |  |  |  |  |  | "

    (figures,) = look(CHECK, operation(records=log(row))).figures

    assert (figures.population, figures.not_applicable, figures.conforming) == (2, 1, 1)


def test_a_column_that_the_export_lacks_is_told_by_name() -> None:
    records = {"incident": "incident_id | closed_at\nINC-1 | 2026-01-06 09:00:00"}

    assert untold(CHECK, operation(records=records)) == {
        "incident-incomplete": "incident has no column cause (incidents)"
    }


def test_no_log_and_none_closed_are_not_tested() -> None:
    none = {"incident": HEAD}

    assert untold(CHECK, operation()) == {
        "incident-incomplete": "there are no records of incident (incidents)"
    }
    assert untold(CHECK, operation(records=none)) == {
        "incident-incomplete": "the population is empty (incidents)"
    }
