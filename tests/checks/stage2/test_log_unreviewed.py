"""Logs are captured and not looked at."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from tests.lib.stage2 import look, operation, said, untold

CHECK = "log-unreviewed"
PROMISE = Claim(
    key="CLM-19",
    document="PRO-7",
    version="1.0",
    section="5 Reviews",
    quote="The logs of every source are reviewed at least weekly.",
    kind=ClaimKind.FREQUENCY,
    family="log_review",
    first="reviewed_at",
    every=Frequency.WEEKLY,
    per="source",
)
NO_REVIEWS = "review_id | source | reviewed_at | reviewer\n"


def logs(events: str = "1000000", reviews: str = NO_REVIEWS) -> dict[str, str]:
    day = f"""
        source_day_id | source | day        | events
        --------------+--------+------------+---------
        v/1           | vault  | 2026-01-01 | {events}
        v/2           | vault  | 2026-01-30 | {events}
    """
    return {"log_source": day, "log_review": reviews}


@pytest.mark.row("R-183")
def test_a_million_events_and_no_review_are_captured_and_not_reviewed() -> None:
    found = look(CHECK, operation(PROMISE, records=logs()))

    captured, reviewed = found.figures
    assert (captured.test, captured.conforming, captured.deviating) == ("captured", 1, 0)
    assert (reviewed.test, reviewed.conforming, reviewed.deviating) == ("CLM-19", 0, 1)
    assert [each.says for each in found.deviations] == [
        (
            "The longest time between two reviews is too long for 1 of 1 sources that capture "
            "logs: vault (30 days); 1 of them never reviewed; PRO-7 1.0, 5 Reviews: "
            '"The logs of every source are reviewed at least weekly".'
        )
    ]


@pytest.mark.row("R-183")
@pytest.mark.parametrize(("second", "silent"), [("2026-01-26", True), ("2026-01-27", False)])
def test_21_days_between_reviews_are_silent_and_22_speak(
    second: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    reviews = NO_REVIEWS + f"R-1 | vault | 2026-01-05 | ana\nR-2 | vault | {second} | ana"

    assert bool(said(CHECK, operation(PROMISE, records=logs(reviews=reviews)))) is not silent


@pytest.mark.row("R-183")
def test_a_source_without_events_in_the_window_is_not_captured() -> None:
    assert said(CHECK, operation(PROMISE, records=logs("0"))) == {
        "captured": "1 of 1 sources captured no event: vault."
    }


@pytest.mark.row("R-183")
def test_without_a_promised_rhythm_only_capturing_is_told() -> None:
    at = operation(records=logs())

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {"reviewed": "no document promises how often logs are reviewed"}
    assert look(CHECK, at).figures[0].conforming == 1


@pytest.mark.row("R-183")
def test_without_records_of_reviews_it_is_unknown() -> None:
    records = {"log_source": logs()["log_source"]}

    assert untold(CHECK, operation(PROMISE, records=records)) == {
        "CLM-19": "there are no records of log_review (log reviews)"
    }


def test_a_count_that_is_missing_is_unknown_and_no_records_are_not_tested() -> None:
    assert untold(CHECK, operation(PROMISE, records=logs("")))["captured"] == (
        "no case it applies to can be decided (log sources)"
    )
    assert look(CHECK, operation(PROMISE)).verdict is Verdict.NOT_TESTED
