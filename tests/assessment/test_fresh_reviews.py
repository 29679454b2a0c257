"""A review of access that Stage 1 called weak is done afresh and held to the rule."""

from datetime import date

import pytest

from assay.assessment.fresh_reviews import TaskState, fresh_reviews
from assay.checks.operation import Operation
from assay.domain.finding import Finding, RaisedIn
from assay.domain.soa_row import SoaRow
from tests.checks.stage2.test_access_review_late import IN_FORCE, PROMISE, REVIEWS, VAULT
from tests.lib.stage2 import operation

WEAK = Finding(
    key="F-1",
    raised_in=RaisedIn.STAGE_1,
    clause="A.5.18",
    states="The review of access names no accounts.",
    about=("vault",),
    raised_on=date(2025, 12, 1),
    owner="ana",
    due_on=date(2026, 1, 20),
)
CONTROL = SoaRow(key="A.5.18", families=("access_review",))


def at(*findings: Finding, last: str = "2026-01-07 10:00:00") -> Operation:
    records = {"access_review": REVIEWS.format(last=last)}
    return operation(PROMISE, IN_FORCE, VAULT, CONTROL, *findings, records=records)


@pytest.mark.row("R-124")
def test_a_review_after_the_finding_that_the_rule_accepts_does_it() -> None:
    (task,) = fresh_reviews(at(WEAK))

    assert (task.finding, task.owner, task.due_on) == ("F-1", "ana", date(2026, 1, 20))
    assert (task.state, task.reviews) == (TaskState.DONE, ("R-3",))


@pytest.mark.row("R-124")
@pytest.mark.parametrize(
    ("last", "state"),
    [
        pytest.param("2025-12-01 10:00:00", TaskState.OPEN, id="on the day of the finding"),
        pytest.param("2025-12-02 10:00:00", TaskState.DONE, id="the day after"),
    ],
)
def test_only_a_review_after_the_finding_counts(last: str, state: TaskState) -> None:
    (task,) = fresh_reviews(at(WEAK, last=last))

    assert task.state is state


@pytest.mark.row("R-124")
def test_a_fresh_review_that_breaks_the_rule_leaves_the_task_open() -> None:
    early = WEAK.changed(raised_on=date(2025, 9, 1))

    (task,) = fresh_reviews(
        operation(
            PROMISE,
            IN_FORCE,
            VAULT,
            CONTROL,
            early,
            records={"access_review": "\n".join(REVIEWS.splitlines()[:5])},
        )
    )

    assert task.state is TaskState.OPEN
    assert "114 days" in task.because


@pytest.mark.row("R-124")
def test_a_system_that_was_not_reviewed_anew_is_named() -> None:
    other = WEAK.changed(about=("vault", "queue"))
    queue = VAULT.changed(key="queue")
    records = {"access_review": REVIEWS.format(last="2026-01-07 10:00:00")}

    (task,) = fresh_reviews(
        operation(PROMISE, IN_FORCE, VAULT, queue, CONTROL, other, records=records)
    )

    assert task.because == "no review of queue was completed after 2025-12-01"


def test_without_records_or_a_date_nobody_can_tell() -> None:
    (without,) = fresh_reviews(operation(PROMISE, IN_FORCE, VAULT, CONTROL, WEAK))
    (undated,) = fresh_reviews(at(WEAK.changed(raised_on=None)))

    assert (without.state, undated.state) == (TaskState.UNKNOWN, TaskState.UNKNOWN)


def test_other_findings_ask_for_no_review() -> None:
    elsewhere = WEAK.changed(key="F-2", clause="A.8.32")
    internal = WEAK.changed(key="F-3", raised_in=RaisedIn.INTERNAL_AUDIT)

    assert fresh_reviews(at(elsewhere, internal)) == ()
