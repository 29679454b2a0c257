"""Each kind of population test at its boundaries, on every database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from assay.claims.conditions import midnight
from assay.claims.kinds.absence import never
from assay.claims.kinds.coverage import Reach, coverage
from assay.claims.kinds.deadline import WORKING_DAYS, Limit, deadline
from assay.claims.kinds.filled import filled
from assay.claims.kinds.frequency import Rhythm, frequency
from assay.claims.kinds.precedence import precedence
from assay.claims.kinds.threshold import threshold
from assay.claims.members import UntestableError, Window
from assay.claims.population_test import PopulationTest
from assay.claims.profile import profiled
from assay.claims.small_relations import CALENDAR_COLUMNS, Calendar, Unit
from assay.claims.tally import NotTested, Side, Tally, Verdict
from assay.claims.units import Units
from assay.engine.running import (
    Deviation,
    list_deviations,
    make_profile,
    measure_quantiles,
    run_by_group,
    run_population_test,
)
from tests.engine.backends import (
    DAY,
    ENGINES,
    HOUR,
    LOG,
    RECORDS,
    AnyBackend,
    Record,
    as_rows,
    open_backend,
)

AUDIT = date(2026, 11, 2)
QUARTERLY = Rhythm(92, 14, midnight(AUDIT - timedelta(days=365)), midnight(AUDIT))


@pytest.fixture(params=ENGINES)
def backend(request: pytest.FixtureRequest) -> Iterator[AnyBackend]:
    with open_backend(request.param) as opened:
        yield opened


def load(backend: AnyBackend, *records: Record) -> None:
    backend.add_population(RECORDS, as_rows(RECORDS, records))


def reviews(*days_before: int, unit: str = "shop") -> list[Record]:
    """Return reviews so many days before the audit."""
    return [
        {"id": f"V-{days}", "a_by": unit, "due_on": midnight(AUDIT - timedelta(days=days))}
        for days in days_before
    ]


def reviewed(backend: AnyBackend, *units: Unit, rhythm: Rhythm = QUARTERLY) -> PopulationTest:
    backend.add_rows("unit", [unit.row() for unit in units])
    return frequency(RECORDS, "due_on", "a_by", rhythm, units=Units("unit"))


@pytest.mark.row("R-119")
def test_a_quarterly_review_eight_months_ago_is_late_by_its_days(backend: AnyBackend) -> None:
    load(backend, *reviews(243, 330))

    found = list_deviations(backend, reviewed(backend, Unit("shop", "N", "T-1")))

    last = midnight(date(2026, 3, 4))
    assert found == [
        Deviation(
            "shop",
            0,
            "N",
            "T-1",
            243 * DAY,
            {
                "gap_from": last,
                "last_at": last,
                "records": 2,
                "breaches": 1,
                "window_from": QUARTERLY.begins,
                "window_until": QUARTERLY.ends,
            },
        )
    ]


@pytest.mark.row("R-119", "R-148")
@pytest.mark.parametrize(
    ("days_before", "verdict", "worst"),
    [
        ((85, 170, 255, 340), Verdict.CONFORMS, 85),
        ((106, 200, 300, 365), Verdict.CONFORMS, 106),
        ((107, 200, 300, 365), Verdict.DEVIATES, 107),
        ((20, 220, 300, 360), Verdict.DEVIATES, 200),
        ((20, 100, 200, 259), Verdict.CONFORMS, 106),
        ((20, 100, 200, 258, 366), Verdict.DEVIATES, 108),
        ((), Verdict.DEVIATES, 365),
    ],
    ids=[
        "85 days",
        "the last day of tolerance",
        "one day past it",
        "two reviews 200 days apart, and a recent one",
        "first interval from the window's begin",
        "first interval from the last review before it",
        "never",
    ],
)
def test_every_interval_that_touches_the_window_counts(
    backend: AnyBackend, days_before: tuple[int, ...], verdict: Verdict, worst: int
) -> None:
    load(backend, *reviews(*days_before))
    test = reviewed(backend, Unit("shop"))

    tally = run_population_test(backend, test)

    assert tally.verdict is verdict
    side = Side.DEVIATING if tally.deviating else Side.CONFORMING
    (found,) = list_deviations(backend, test, side=side)
    assert found.measured == worst * DAY


@pytest.mark.row("R-148")
def test_units_come_from_the_register_for_the_time_they_were_there(backend: AnyBackend) -> None:
    load(backend, *reviews(30, 100, 190, 280, unit="gone"), *reviews(1, unit="unknown"))
    test = reviewed(
        backend,
        Unit("never"),
        Unit("new", since_on=AUDIT - timedelta(days=106)),
        Unit("newer", since_on=AUDIT - timedelta(days=107)),
        Unit("gone", until_on=AUDIT - timedelta(days=20)),
        Unit("long gone", until_on=AUDIT - timedelta(days=366)),
    )

    tally = run_population_test(backend, test)

    assert tally == Tally(4, 1, 0, 0, 2, 1)
    assert [each.key for each in list_deviations(backend, test)] == ["never", "newer"]
    (waiting,) = list_deviations(backend, test, side=Side.NOT_APPLICABLE)
    assert waiting.key == "new"


def test_without_a_register_the_records_name_the_units(backend: AnyBackend) -> None:
    load(backend, *reviews(50, 150, 250, 350), *reviews(300, unit="mail"))

    found = list_deviations(backend, frequency(RECORDS, "due_on", "a_by", QUARTERLY))

    assert [each.key for each in found] == ["mail"]


def test_a_review_without_its_day_leaves_a_gap_undecidable(backend: AnyBackend) -> None:
    load(backend, *reviews(300), {"id": "V", "a_by": "shop"})

    tally = run_population_test(backend, reviewed(backend, Unit("shop"), Unit("mail")))

    assert tally == Tally(2, 0, 0, 1, 1, 0)


def incidents(*days: int | None) -> list[Record]:
    """Return incidents logged so many days after their detection, or not yet."""
    return [
        {"id": f"I-{n}", "a_at": 0, "b_at": None if late is None else late * DAY}
        for n, late in enumerate(days)
    ]


@pytest.mark.row("R-126")
def test_the_median_is_no_mean_and_single_breaches_are_listed(backend: AnyBackend) -> None:
    load(backend, *incidents(1, 1, 1, 4, 5, 6, 30))
    test = deadline(RECORDS, "a_at", "b_at", Limit(24 * HOUR), 40 * DAY)

    quantiles = measure_quantiles(backend, test, [Fraction(1, 2), Fraction(19, 20)])

    assert quantiles == {Fraction(1, 2): 4 * DAY, Fraction(19, 20): 30 * DAY}
    found = list_deviations(backend, test)
    assert [(each.key, each.measured // DAY) for each in found] == [
        ("I-3", 4),
        ("I-4", 5),
        ("I-5", 6),
        ("I-6", 30),
    ]


@pytest.mark.row("R-126")
def test_a_longer_limit_lets_the_same_delays_pass(backend: AnyBackend) -> None:
    load(backend, *incidents(1, 1, 1, 4, 5))

    short, long = (
        run_population_test(backend, deadline(RECORDS, "a_at", "b_at", Limit(hours * HOUR), DAY))
        for hours in (24, 120)
    )

    assert (short.deviating, long.deviating) == (2, 0)
    assert long.verdict is Verdict.CONFORMS


def test_the_median_of_an_even_count_is_the_middle_of_two(backend: AnyBackend) -> None:
    load(backend, *incidents(1, 2, 5, 9, None))
    test = deadline(RECORDS, "a_at", "b_at", Limit(24 * HOUR), 40 * DAY)

    quantiles = measure_quantiles(backend, test, [Fraction(1, 2)])

    # What is open has an age of 40 days, and no delay yet.
    assert quantiles == {Fraction(1, 2): Fraction(7, 2) * DAY}
    assert run_population_test(backend, test).deviating == 4


def test_a_limit_holds_to_the_microsecond_and_open_ones_fall_due(backend: AnyBackend) -> None:
    load(
        backend,
        {"id": "in time", "a_at": 0, "b_at": DAY},
        {"id": "late", "a_at": 0, "b_at": DAY + 1},
        {"id": "due now", "a_at": 9 * DAY},
        {"id": "overdue", "a_at": 9 * DAY - 1},
        {"id": "backwards", "a_at": DAY, "b_at": 0},
        {"id": "from nowhere", "b_at": DAY},
        {"id": "nothing yet"},
    )
    test = deadline(RECORDS, "a_at", "b_at", Limit(DAY), 10 * DAY)

    sides = {
        side: [each.key for each in list_deviations(backend, test, side=side)] for side in Side
    }

    assert sides == {
        Side.NOT_APPLICABLE: ["due now", "nothing yet"],
        Side.EXCEPTED: [],
        Side.UNDECIDABLE: ["backwards", "from nowhere"],
        Side.DEVIATING: ["late", "overdue"],
        Side.CONFORMING: ["in time"],
    }


@pytest.mark.parametrize(
    ("limit", "tally"),
    [
        (24 * HOUR + 1, Tally(4, 0, 0, 2, 1, 1)),
        (2 * DAY, Tally(4, 0, 0, 0, 1, 3)),
    ],
    ids=["hours cannot be decided between neighbouring days", "days are counted"],
)
def test_instants_known_to_the_day(backend: AnyBackend, limit: int, tally: Tally) -> None:
    by_day = replace(RECORDS, by_day=frozenset({"a_at", "b_at"}))
    load(backend, *incidents(0, 1, 2, 3))

    assert run_population_test(backend, deadline(by_day, "a_at", "b_at", Limit(limit), 0)) == tally


def test_the_same_day_tells_no_order(backend: AnyBackend) -> None:
    by_day = replace(RECORDS, by_day=frozenset({"a_at"}))
    load(
        backend,
        {"id": "same day", "a_at": DAY, "b_at": DAY + 5 * HOUR},
        {"id": "next day", "a_at": DAY, "b_at": 2 * DAY},
        {"id": "day before", "a_at": 2 * DAY, "b_at": 2 * DAY - 1},
    )

    tally = run_population_test(backend, precedence(by_day, "a_at", "b_at"))

    assert tally == Tally(3, 0, 0, 1, 1, 1)


def test_working_days_are_those_of_the_site(backend: AnyBackend) -> None:
    friday = date(2026, 11, 6)
    at = midnight(friday)
    load(
        backend,
        {"id": "N monday", "site": "N", "a_at": at + 9 * HOUR, "b_at": at + 3 * DAY + 23 * HOUR},
        {"id": "N tuesday", "site": "N", "a_at": at + 9 * HOUR, "b_at": at + 4 * DAY},
        {"id": "S tuesday", "site": "S", "a_at": at + 9 * HOUR, "b_at": at + 4 * DAY},
        {"id": "N open", "site": "N", "a_at": at + 5 * DAY},
        {"id": "S open", "site": "S", "a_at": at + 3 * DAY},
        {"id": "nowhere", "a_at": at, "b_at": at},
        {"id": "nowhere, open", "a_at": at},
    )
    rows = [
        row
        for calendar in (Calendar("N"), Calendar("S", frozenset({date(2026, 11, 9)})))
        for row in calendar.rows(friday, friday + timedelta(days=9))
    ]
    backend.add_rows(WORKING_DAYS, rows, CALENDAR_COLUMNS)
    as_of = at + 6 * DAY + HOUR
    test = deadline(RECORDS, "a_at", "b_at", Limit(1, working_days=True), as_of)

    found = {
        side: [(each.key, each.measured) for each in list_deviations(backend, test, side=side)]
        for side in Side
    }

    assert found == {
        Side.NOT_APPLICABLE: [("N open", 1)],
        Side.EXCEPTED: [],
        Side.UNDECIDABLE: [("nowhere", None), ("nowhere, open", None)],
        Side.DEVIATING: [("N tuesday", 2), ("S open", 3)],
        Side.CONFORMING: [("N monday", 1), ("S tuesday", 1)],
    }


def test_joiners_have_grace_and_leavers_are_not_asked(backend: AnyBackend) -> None:
    as_of = midnight(AUDIT)
    load(backend, *reviews(365, unit="ana"), *reviews(366, unit="bo"))
    units = (
        Unit("ana"),
        Unit("bo"),
        Unit("joined 30 days ago", since_on=AUDIT - timedelta(days=30)),
        Unit("joined 31 days ago", since_on=AUDIT - timedelta(days=31)),
        Unit("leaves today", until_on=AUDIT),
        Unit("left yesterday", until_on=AUDIT - timedelta(days=1)),
    )
    backend.add_rows("unit", [unit.row() for unit in units])
    reach = Reach(as_of, as_of - 365 * DAY, grace_days=30)
    test = coverage(RECORDS, "due_on", "a_by", reach, units=Units("unit"))

    tally = run_population_test(backend, test)

    assert tally == Tally(6, 2, 0, 0, 3, 1)
    assert [each.key for each in list_deviations(backend, test)] == [
        "bo",
        "joined 31 days ago",
        "leaves today",
    ]


@pytest.mark.parametrize(
    ("records", "because"),
    [
        ([], NotTested.EMPTY),
        ([{"id": "R-1"}], NotTested.NEVER_HAPPENED),
        ([{"id": "R-1"}, {"id": "R-2", "a_at": 0, "b_at": 0}], NotTested.UNDECIDABLE),
    ],
    ids=["no members", "trigger never happened", "nothing decidable"],
)
def test_nothing_tested_is_never_a_pass(
    backend: AnyBackend, records: list[Record], because: NotTested
) -> None:
    load(backend, *records)

    tally = run_population_test(backend, precedence(RECORDS, "a_at", "b_at"))

    assert (tally.verdict, tally.not_tested_because) == (Verdict.NOT_TESTED, because)


def test_sites_add_up_to_the_whole(backend: AnyBackend) -> None:
    load(
        backend,
        {"id": "R-1", "site": "N", "value": 2, "bound": 1},
        {"id": "R-2", "site": "N", "value": 1, "bound": 1},
        {"id": "R-3", "site": "S", "value": 1, "bound": 1},
        {"id": "R-4", "value": 1},
    )
    test = threshold(RECORDS, "value", "bound")

    found = run_by_group(backend, test, ["site"])

    assert found == {
        ("",): Tally(1, 0, 0, 1, 0, 0),
        ("N",): Tally(2, 0, 0, 0, 1, 1),
        ("S",): Tally(1, 0, 0, 0, 0, 1),
    }
    assert Tally.over(found.values()) == run_population_test(backend, test)


def test_pages_follow_the_keys_by_their_bytes(backend: AnyBackend) -> None:
    keys = ["b", "A", "é", "a", "Z", "10", "9", "a"]
    load(backend, *({"id": key} for key in keys))
    test = filled(RECORDS, ["a_by"])

    pages = [list_deviations(backend, test, limit=3, offset=offset) for offset in (0, 3, 6, 9)]

    assert [[(each.key, each.source_row) for each in page] for page in pages] == [
        [("10", 5), ("9", 6), ("A", 1)],
        [("Z", 4), ("a", 3), ("a", 7)],
        [("b", 0), ("é", 2)],
        [],
    ]


def test_only_members_of_the_window_are_asked(backend: AnyBackend) -> None:
    load(
        backend,
        {"id": "before", "a_at": DAY - 1},
        {"id": "first", "a_at": DAY},
        {"id": "last", "a_at": 2 * DAY - 1},
        {"id": "after", "a_at": 2 * DAY},
        {"id": "silent"},
    )
    within = RECORDS.within(Window("a_at", DAY, 2 * DAY))

    found = list_deviations(backend, filled(within, ["a_by"]))

    assert [each.key for each in found] == ["first", "last", "silent"]


def test_an_event_log_is_asked_by_case(backend: AnyBackend) -> None:
    log = [
        {"event_id": f"E-{n}", "case": case, "activity": activity, "at": n * HOUR, "site": site}
        for n, (case, activity, site) in enumerate(
            [("C-1", "A", "S"), ("C-2", "B", "N"), ("C-1", "B", "N"), ("C-1", "reopen", "S")]
        )
    ]
    backend.add_population(LOG, as_rows(LOG, log))
    cases = profiled(LOG, ["A", "B", "reopen"], days_of=["A"])
    make_profile(backend, LOG, cases)

    found = {
        name: [(each.key, each.site) for each in list_deviations(backend, test)]
        for name, test in (
            ("precedence", precedence(cases, "A", "B")),
            ("never", never(cases, "reopen")),
        )
    }

    assert found == {"precedence": [("C-2", "N")], "never": [("C-1", "N")]}


def test_what_the_records_do_not_have_is_refused_by_name() -> None:
    cases = profiled(LOG, ["A"])

    with pytest.raises(UntestableError, match=r"^record has no column c_at$"):
        precedence(RECORDS, "a_at", "c_at")
    with pytest.raises(UntestableError, match=r"^case_profile has no activity B$"):
        precedence(cases, "A", "B")
    with pytest.raises(UntestableError, match=r"^record does not tell on which day a_by is$"):
        frequency(RECORDS, "a_by", "site", QUARTERLY)
    with pytest.raises(UntestableError, match=r"^case_profile has no days to count"):
        deadline(cases, "A", "A", Limit(1, working_days=True), 0)
