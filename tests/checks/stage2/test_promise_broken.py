"""A promise of a document was broken in ways that no other check looks for."""

from decimal import Decimal
from typing import Any

import pytest

from assay.checks.registry import all_population_checks
from assay.checks.stage2.promise_broken import left_over
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from tests.lib.demo_material import ORGANISATIONS, demo_material
from tests.lib.stage2 import look, operation, said, untold

CHECK = "promise-broken"
DRILLS = Claim(
    key="CLM-1",
    document="PLN-1",
    version="1.0",
    quote="It is played in time.",
    kind=ClaimKind.DEADLINE,
    family="drill",
    first="detected_at",
    then="logged_at",
    limit=Decimal(2),
    unit="hours",
)
PLAYED = """
    drill_id | plan | held_at             | participants | detected_at         | logged_at
    ---------+------+---------------------+--------------+---------------------+-----------------
    D-1      | P-1  | 2026-01-05 09:00:00 | ana          | 2026-01-05 10:00:00 | {logged}
"""


def played(logged: str) -> dict[str, str]:
    return {"drill": PLAYED.format(logged=logged)}


SHAPES: dict[ClaimKind, tuple[dict[str, Any], str]] = {
    ClaimKind.FREQUENCY: (
        {"first": "held_at", "then": "", "limit": None, "every": Frequency.MONTHLY, "per": "plan"},
        "For 1 of 1 plans the longest time between two exercises is too long: P-1 (158 days)",
    ),
    ClaimKind.DEADLINE: (
        {},
        "1 of 1 exercises took longer than 2 hours from detected at to logged at: D-1 (3 h)",
    ),
    ClaimKind.COVERAGE: (
        {"first": "", "then": "result", "limit": None},
        "1 of 1 exercises have no result: D-1",
    ),
    ClaimKind.PRECEDENCE: (
        {"first": "logged_at", "then": "detected_at", "limit": None},
        "1 of 1 exercises had detected at before, or without, logged at: D-1 (-3 h)",
    ),
    ClaimKind.RESPONSE: (
        {"first": "logged_at", "then": "detected_at", "limit": None},
        "1 of 1 exercises had logged at and then no detected at in time: D-1 (-3 h)",
    ),
    ClaimKind.SEGREGATION: (
        {"first": "participants", "then": "participants", "limit": None},
        "1 of 1 exercises had one person for participants and participants: D-1",
    ),
    ClaimKind.ABSENCE: (
        {"first": "", "then": "", "limit": None, "where": ("plan = P-1",)},
        '1 of 1 exercises have what must not be ("plan = P-1"): D-1',
    ),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_a_broken_promise_of_each_kind_is_told_in_its_words(kind: ClaimKind) -> None:
    changed, says = SHAPES[kind]
    claim = DRILLS.changed(kind=kind, **changed)
    records = played("2026-01-05 13:00:00")
    records["drill"] = (
        records["drill"]
        .replace("| logged_at\n", "| logged_at | result\n")
        .replace("| 2026-01-05 13:00:00", "| 2026-01-05 13:00:00 |")
    )

    assert said(CHECK, operation(claim, records=records)) == {
        "CLM-1": f'{says}; PLN-1 1.0: "It is played in time".'
    }


def test_a_kept_promise_is_silent_up_to_its_limit() -> None:
    kept = operation(DRILLS, records=played("2026-01-05 12:00:00"))
    broken = operation(DRILLS, records=played("2026-01-05 12:00:01"))

    assert look(CHECK, kept).verdict is Verdict.CONFORMS
    assert look(CHECK, broken).verdict is Verdict.DEVIATES


def test_what_cannot_be_tested_is_told_by_its_promise() -> None:
    nameless = DRILLS.changed(key="CLM-2", family="")

    assert untold(CHECK, operation(DRILLS, nameless)) == {
        "CLM-1": "there are no records of drill (exercises)",
        "CLM-2": "the claim names no family of records",
    }


def test_without_promises_nothing_is_tested() -> None:
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED


def test_promises_about_documents_and_those_of_other_checks_are_not_its_own() -> None:
    assert not left_over(DRILLS.changed(family="document"))
    assert not left_over(DRILLS.changed(family="leaver"))
    assert left_over(DRILLS)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_each_promise_of_a_demo_company_is_tested_by_exactly_one_check(organisation: str) -> None:
    claims = demo_material(organisation)[Claim].values()
    testers = {
        claim.key: [
            check.name
            for check in all_population_checks().values()
            if any(shape.to(claim) for shape in check.answers)
        ]
        for claim in claims
        if claim.family != "document"
    }

    assert {key: names for key, names in testers.items() if len(names) > 1} == {}
    assert {key for key, names in testers.items() if not names} == {
        claim.key for claim in claims if left_over(claim)
    }
