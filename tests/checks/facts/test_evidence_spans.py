"""How long each control and each process has left records."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.facts.calendar import Window
from assay.checks.facts.evidence_spans import EvidenceSpan, Gap, evidence_spans, longest_gap
from assay.checks.facts.recorded_days import RecordedDays
from assay.checks.operation import Operation
from assay.domain.case import Case
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from assay.domain.process import Process
from assay.domain.record_source import RecordSource
from assay.domain.soa_row import Applicability
from tests.lib.spans import WALK, slips
from tests.lib.stage2 import operation

THREE = ("2025-10-31", "2025-11-30", "2025-12-31")
SIX = ("2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31")
REVIEWS = """
    review_id | system | reviewed_at         | reviewer
    ----------+--------+---------------------+---------
    R-1       | vault  | 2025-10-09 10:00:00 | ana
    R-2       | queue  | 2025-10-09 11:00:00 | ana
    R-3       | vault  | 2026-01-07 10:00:00 | ana
    R-4       | vault  | 2026-02-07 10:00:00 | ana
"""


def only(at: Operation) -> EvidenceSpan:
    (found,) = evidence_spans(at)
    return found


@pytest.mark.row("R-146", "R-047")
def test_three_records_over_three_months_stand_and_are_amber() -> None:
    span = only(operation(WALK, *slips(*THREE)))

    assert (span.verdict, span.amber, span.why) == (Verdict.CONFORMS, True, ())
    assert (span.first_on, span.last_on) == (date(2025, 10, 31), date(2025, 12, 31))
    assert (span.count, span.expected) == (3, 5)


@pytest.mark.row("R-146")
def test_six_months_are_not_amber() -> None:
    span = only(operation(WALK, *slips(*SIX)))

    assert (span.verdict, span.amber) == (Verdict.CONFORMS, False)


@pytest.mark.row("R-146", "R-047")
def test_five_records_of_the_last_month_are_too_short() -> None:
    days = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26", "2026-01-30")

    span = only(operation(WALK, *slips(*days)))

    assert span.verdict is Verdict.DEVIATES
    assert span.why[0] == "the first record is of 2026-01-05; it spans 3 months on 2026-04-05"
    assert span.reaches_on == date(2026, 4, 5)


@pytest.mark.row("R-146")
@pytest.mark.parametrize(
    ("first", "verdict"), [("2025-10-31", Verdict.CONFORMS), ("2025-11-01", Verdict.DEVIATES)]
)
def test_one_day_less_than_three_months_is_too_short(first: str, verdict: Verdict) -> None:
    at = operation(WALK, *slips(first, "2025-11-20", "2025-12-20", "2026-01-20"))

    assert only(at).verdict is verdict


@pytest.mark.row("R-146")
@pytest.mark.parametrize(
    ("last", "verdict"), [("2025-12-17", Verdict.CONFORMS), ("2025-12-16", Verdict.DEVIATES)]
)
def test_the_latest_is_within_one_period_and_the_tolerance(last: str, verdict: Verdict) -> None:
    span = only(operation(WALK, *slips("2025-09-20", "2025-10-31", "2025-12-01", last)))

    assert span.verdict is verdict


@pytest.mark.row("R-146", "R-148")
def test_an_occurrence_missing_in_the_middle_keeps_the_span_from_standing() -> None:
    days = ("2025-08-05", "2025-09-05", "2025-10-05", "2025-12-10", "2026-01-10")

    span = only(operation(WALK, *slips(*days)))

    assert span.verdict is Verdict.DEVIATES
    assert span.worst == Gap(date(2025, 10, 5), 66)
    assert span.why == (
        "66 days from 2025-10-05 without a record; 31 and 14 of tolerance are the longest",
    )


@pytest.mark.row("R-146")
@pytest.mark.parametrize(
    ("day", "verdict"), [("2025-01-16", Verdict.CONFORMS), ("2025-01-15", Verdict.DEVIATES)]
)
def test_a_yearly_control_needs_one_record_of_the_year(day: str, verdict: Verdict) -> None:
    span = only(operation(WALK.changed(frequency=Frequency.YEARLY), *slips(day)))

    assert (span.verdict, span.rare) == (verdict, True)


@pytest.mark.row("R-146")
def test_a_yearly_control_with_a_young_record_stands() -> None:
    span = only(operation(WALK.changed(frequency=Frequency.YEARLY), *slips("2026-01-20")))

    assert span.verdict is Verdict.CONFORMS


@pytest.mark.row("R-146", "R-156")
def test_a_control_by_event_without_events_is_unknown() -> None:
    row = WALK.changed(frequency=Frequency.PER_EVENT, families=("incident",))
    empty = {"incident": "incident_id | severity | detected_at\n---+---+---"}

    span = only(operation(row, records=empty))

    assert span.verdict is Verdict.NOT_TESTED
    assert span.why == ("no event left a record of incident: nothing happened, or nobody wrote it",)


@pytest.mark.row("R-146")
def test_events_that_began_late_say_nothing_of_a_control_that_is_older() -> None:
    row = WALK.changed(frequency=Frequency.PER_EVENT)

    old = only(operation(row, *slips("2026-01-20")))
    new = only(operation(row.changed(operating_since_on=date(2026, 1, 1)), *slips("2026-01-20")))

    assert (old.verdict, old.why) == (
        Verdict.NOT_TESTED,
        ("works since 2025-01-01; no event before 2026-01-20",),
    )
    assert new.verdict is Verdict.DEVIATES


@pytest.mark.row("R-146", "R-306")
@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"families": ("incident",)}, "no records of incident were handed in"),
        ({"families": ()}, "the control names no records"),
        ({"frequency": None}, "nothing says how often it works"),
    ],
)
def test_what_nobody_said_is_unknown(changed: dict[str, object], why: str) -> None:
    span = only(operation(WALK.changed(**changed), *slips(*THREE)))

    assert (span.verdict, span.why) == (Verdict.NOT_TESTED, (why,))


@pytest.mark.row("R-146")
def test_a_span_that_stage_2_will_find_long_enough_is_unknown_until_it_is() -> None:
    days = slips("2025-12-01", "2026-01-01", "2026-01-29")

    soon = only(operation(WALK, Case(key="c", name="C", stage2_on=date(2026, 2, 20)), *days))
    later = only(operation(WALK, Case(key="c", name="C", stage2_on=date(2026, 3, 2)), *days))

    assert soon.verdict is Verdict.DEVIATES
    assert later.verdict is Verdict.NOT_TESTED
    assert later.why == (
        (
            "the first record is of 2025-12-01; it spans 3 months on 2026-03-01, "
            "by Stage 2 on 2026-03-02"
        ),
    )


@pytest.mark.row("R-047")
def test_records_of_a_population_count_by_their_day_and_not_after_the_audit() -> None:
    row = WALK.changed(families=("access_review",), frequency=Frequency.QUARTERLY)

    span = only(operation(row, records={"access_review": REVIEWS}))

    assert span.recorded.days == (date(2025, 10, 9), date(2026, 1, 7))
    assert (span.recorded.counts, span.count) == ((2, 1), 3)


@pytest.mark.row("R-146")
def test_a_process_works_at_the_rhythm_of_its_records() -> None:
    process = Process(key="govern", name="Govern", records=("office_walk",))
    source = RecordSource(key="S", family="office_walk", frequency=Frequency.MONTHLY)

    told = only(operation(process, source, *slips(*THREE)))
    by_event = only(operation(process, *slips(*THREE)))

    assert (told.of, told.frequency) == ("process", Frequency.MONTHLY)
    assert by_event.frequency is Frequency.PER_EVENT


def test_an_excluded_control_has_no_span() -> None:
    row = WALK.changed(applicability=Applicability.EXCLUDED)

    assert evidence_spans(operation(row, *slips(*THREE))) == ()


DAYS = st.sets(st.dates(date(2025, 1, 1), date(2026, 1, 31)), max_size=8)


@pytest.mark.row("R-148")
@given(DAYS)
def test_the_longest_gap_is_the_longest_of_all_neighbours(days: set[date]) -> None:
    window = Window(date(2025, 8, 1), date(2026, 1, 31))

    gap = longest_gap(RecordedDays.counted(dict.fromkeys(days, 1)), window)

    before = [day for day in days if day < window.first_on]
    inside = [day for day in days if day in window]
    points = sorted({*([max(before)] if before else []), *inside, window.last_on})
    if not before and not inside:
        points = [window.first_on, window.last_on]
    assert gap.days == max((two - one).days for one, two in pairwise([*points, window.last_on]))
