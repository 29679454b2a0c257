"""A procedure is written one way, and told or recorded another."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document, DocumentType
from assay.domain.item import Item
from assay.domain.procedure_step import ProcedureStep
from assay.domain.scope import VersionStatus
from assay.domain.walkthrough import MismatchAnswer, StepVerdict, Walkthrough
from tests.lib.stage2 import look, operation, said, untold

CHECK = "walkthrough-differs"
PROCEDURE = Document(
    key="PRO-4",
    title="Changes",
    type=DocumentType.PROCEDURE,
    version="1.0",
    status=VersionStatus.APPROVED,
)
WRITTEN = ("Ask for the change", "Approve it", "Deploy it", "Validate it", "Close it")


def steps() -> list[Item]:
    return [
        ProcedureStep(key=f"PRO-4 / {place}", document="PRO-4", position=place, does=does)
        for place, does in enumerate(WRITTEN, start=1)
    ]


def walks(*recorded: str, held_on: date = date(2026, 1, 10), **also: object) -> list[Walkthrough]:
    return [
        Walkthrough.model_validate(
            {
                "document": "PRO-4",
                "step": f"PRO-4 / {place}",
                "held_on": held_on,
                "as_told": told,
                "as_recorded": as_recorded,
                **also,
            }
        )
        for place, (told, as_recorded) in enumerate(zip(WRITTEN, recorded, strict=True), start=1)
    ]


@pytest.mark.row("R-032")
def test_a_procedure_done_as_written_is_silent() -> None:
    assert look(CHECK, operation(PROCEDURE, *steps(), *walks(*WRITTEN))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-032")
def test_two_swapped_steps_and_a_dropped_one_are_exactly_what_is_named() -> None:
    ask, approve, deploy, _, close = WRITTEN
    at = operation(PROCEDURE, *steps(), *walks(ask, deploy, approve, "", close))

    (deviation,) = look(CHECK, at).deviations

    assert deviation.says == (
        'PRO-4 (Changes), walked by 2026-01-10: step 2 ("Approve it") differs, as step 3 is '
        'written; step 3 ("Deploy it") differs, as step 2 is written; step 4 ("Validate it") is '
        "not done."
    )
    assert deviation.measured == "3 of 5 steps"


@pytest.mark.row("R-032")
def test_what_somebody_said_of_the_comparison_holds() -> None:
    matched = walks(*(f"Ticket {place}" for place in range(5)), verdict=StepVerdict.MATCH)
    differing = matched[1].changed(verdict=StepVerdict.DIFFERS)

    assert said(CHECK, operation(PROCEDURE, *steps(), *matched)) == {}
    (says,) = said(CHECK, operation(PROCEDURE, *steps(), *matched, differing)).values()
    assert 'step 2 ("Approve it") differs.' in says


@pytest.mark.row("R-032")
def test_a_mismatch_that_was_answered_with_a_record_is_settled() -> None:
    found = walks(*WRITTEN, verdict=StepVerdict.DIFFERS, answer=MismatchAnswer.PRACTICE_CHANGED)

    unproven = operation(PROCEDURE, *steps(), *found)
    proven = operation(
        PROCEDURE, *steps(), *(each.changed(answered_by_record="CHG-7") for each in found)
    )

    assert list(said(CHECK, unproven)) == ["PRO-4"]
    assert said(CHECK, proven) == {}


@pytest.mark.row("R-032")
def test_the_latest_walk_counts_and_none_after_the_audit() -> None:
    before = walks(*[""] * 5, held_on=date(2025, 12, 1))
    later = walks(*WRITTEN, held_on=date(2026, 1, 31))
    after = walks(*WRITTEN, held_on=date(2026, 2, 1))

    assert said(CHECK, operation(PROCEDURE, *steps(), *before, *later)) == {}
    assert list(said(CHECK, operation(PROCEDURE, *steps(), *before, *after))) == ["PRO-4"]


@pytest.mark.row("R-032", "R-128", "R-306")
def test_a_procedure_that_nobody_walked_is_unknown() -> None:
    at = operation(PROCEDURE, *steps())

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {"PRO-4": "nobody walked it"}


@pytest.mark.row("R-032", "R-306")
def test_a_step_left_out_of_the_walk_is_unknown() -> None:
    at = operation(PROCEDURE, *steps(), *walks(*WRITTEN)[:4])

    assert untold(CHECK, at) == {"PRO-4": "nothing tells how step 5 is done"}


def test_without_procedures_nothing_is_tested() -> None:
    assert look(CHECK, operation()).why_not_tested == "no procedure is in use"
