"""How one nonconformity was handled: each step dated, in order, and the missing one named."""

import pytest

from assay.assessment.nonconformity_life import follow_life
from assay.domain.nonconformity_life import LifeStep, NonconformityLife
from assay.domain.trace import Presence
from tests.lib.chains import DAY, Rows, looking_in, whole_chain


def life(rows: Rows) -> NonconformityLife:
    found = follow_life(looking_in(rows), "N-1")
    assert found is not None
    return found


@pytest.mark.row("R-159")
def test_a_whole_life_is_told_step_by_step() -> None:
    found = life(whole_chain())

    assert found.whole
    assert [(each.step.value, (each.at or 0) // DAY, each.says) for each in found.steps] == [
        ("report", 21, ""),
        ("containment", 22, ""),
        ("disposition", 23, "rework"),
        ("cause", 25, "worn"),
        ("action", 27, "new"),
        ("evidence", 40, "report"),
        ("effectiveness", 40, "it worked"),
        ("closure", 41, ""),
    ]


@pytest.mark.row("R-159")
@pytest.mark.parametrize(
    ("step", "family", "columns"),
    [
        (LifeStep.CONTAINMENT, "ncr", ["contained_at"]),
        (LifeStep.DISPOSITION, "ncr", ["disposed_at", "disposition"]),
        (LifeStep.CAUSE, "capa", ["cause", "cause_at"]),
        (LifeStep.ACTION, "capa", ["action", "acted_at"]),
        (LifeStep.EVIDENCE, "capa", ["evidence"]),
        (LifeStep.EFFECTIVENESS, "capa", ["effective"]),
    ],
)
def test_a_step_that_was_gone_past_is_missing(
    step: LifeStep, family: str, columns: list[str]
) -> None:
    rows = whole_chain()
    for column in columns:
        rows[family][0][column] = None

    found = life(rows)

    assert found.missing == (step,)
    assert not found.whole


@pytest.mark.row("R-159")
@pytest.mark.parametrize(
    ("family", "column", "day", "says"),
    [
        (
            "ncr",
            "contained_at",
            20,
            "containment on 1970-01-21 00:00 UTC, report on 1970-01-22 00:00 UTC",
        ),
        (
            "capa",
            "acted_at",
            24,
            "action on 1970-01-25 00:00 UTC, cause on 1970-01-26 00:00 UTC",
        ),
        (
            "capa",
            "closed_at",
            39,
            "closure on 1970-02-09 00:00 UTC, effectiveness on 1970-02-10 00:00 UTC",
        ),
    ],
)
def test_a_step_before_the_one_that_it_follows_is_told(
    family: str, column: str, day: int, says: str
) -> None:
    rows = whole_chain()
    rows[family][0][column] = day * DAY

    assert life(rows).backwards == (says,)


def test_steps_of_one_instant_are_in_order() -> None:
    rows = whole_chain()
    rows["ncr"][0]["contained_at"] = 21 * DAY

    assert life(rows).whole


@pytest.mark.row("R-159")
def test_what_has_not_come_yet_is_not_missing() -> None:
    rows = whole_chain()
    for column in ("acted_at", "action", "evidence", "checked_at", "effective", "closed_at"):
        rows["capa"][0][column] = None

    found = life(rows)

    assert found.whole
    assert [each.step.value for each in found.steps if each.says == "has not come so far"] == [
        "action",
        "evidence",
        "effectiveness",
        "closure",
    ]


def test_a_report_without_a_corrective_action_ends_with_its_disposition() -> None:
    rows = whole_chain()
    rows["capa"].clear()
    rows["ncr"][0]["capa"] = None

    found = life(rows)

    assert found.whole
    assert {each.says for each in found.steps if each.presence is Presence.NOT_APPLICABLE} == {
        "no corrective action was opened"
    }
    assert found.steps[-1].at == 24 * DAY


def test_a_corrective_action_that_is_not_recorded_is_named() -> None:
    rows = whole_chain()
    rows["capa"].clear()

    found = life(rows)

    assert found.missing[0] is LifeStep.CAUSE
    assert found.steps[3].says == "the report names C-1, which is not recorded"


def test_an_action_that_did_not_work_is_told_so() -> None:
    rows = whole_chain()
    rows["capa"][0]["effective"] = 0

    assert life(rows).steps[6].says == "it did not work"


def test_no_report_has_no_life() -> None:
    assert follow_life(looking_in(whole_chain()), "N-9") is None
