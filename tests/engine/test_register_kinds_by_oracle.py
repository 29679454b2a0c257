"""Tests that hold records against a register or their twins say what a plain evaluation says."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from assay.claims.expressions import column, table
from assay.claims.kinds.left_open import left_open
from assay.claims.kinds.not_before import not_before
from assay.claims.kinds.one_holder import one_holder
from assay.claims.kinds.said_once import said_once
from assay.claims.kinds.silence import silence
from assay.claims.kinds.summed import summed
from assay.claims.members import Members, Window
from assay.claims.tally import Side
from assay.domain.record_family import ColumnType
from tests.engine.backends import DAY, ENGINES, HOUR, RECORDS, Record, as_rows, open_backend
from tests.engine.test_kinds_by_oracle import TESTED, Sides, judged, of_records, records

engines = pytest.mark.parametrize("engine", ENGINES)
drawn = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
NA, NOBODY_KNOWS = Side.NOT_APPLICABLE, Side.UNDECIDABLE


def side(*, violated: bool) -> Side:
    return Side.DEVIATING if violated else Side.CONFORMING


def told(rows: Iterable[tuple[Any, ...]]) -> Sides:
    return Counter((key, row, at, much if at in TESTED else None) for key, row, at, much in rows)


@engines
@drawn
@given(population=st.lists(records, max_size=8))
def test_records_that_stand_twice(engine: str, population: list[Record]) -> None:
    pairs = Counter((each["kind"], each["a_by"]) for each in population)
    expected = []
    for place, each in enumerate(population):
        pair = (each["kind"], each["a_by"])
        known = None not in pair
        at = side(violated=pairs[pair] > 1) if known else NA
        expected.append((each["id"], place, at, pairs[pair]))

    with open_backend(engine) as backend:
        of_records(backend, population)
        assert judged(backend, said_once(RECORDS, ("kind", "a_by"))) == told(expected)


@engines
@drawn
@given(population=st.lists(records, max_size=8))
def test_things_that_several_hold(engine: str, population: list[Record]) -> None:
    expected = []
    for place, each in enumerate(population):
        holders = {
            other["a_by"]
            for other in population
            if (other["id"], other["kind"]) == (each["id"], each["kind"]) and other["a_by"]
        }
        asked = bool(holders) and each["kind"] is not None
        expected.append((each["id"], place, side(violated=len(holders) > 1) if asked else NA, None))

    with open_backend(engine) as backend:
        of_records(backend, population)
        assert judged(backend, one_holder(RECORDS, ("kind",), "a_by")) == told(expected)


@engines
@drawn
@given(population=st.lists(records, max_size=8))
def test_units_that_fell_silent_and_units_that_sum_up(
    engine: str, population: list[Record]
) -> None:
    silent, summing = [], []
    for unit in sorted({each["a_by"] for each in population} - {None}):
        own = [each for each in population if each["a_by"] == unit]
        heard = [at for each in own if (at := each["a_at"]) is not None and at <= 4 * HOUR]
        since = 4 * HOUR - max(heard) if heard else None
        late = NOBODY_KNOWS if since is None else side(violated=since > 2 * HOUR)
        silent.append((unit, 0, late, since))
        inside = [each for each in own if each["b_at"] is not None and each["b_at"] < 3 * HOUR]
        values = [each["value"] for each in inside if each["value"] is not None]
        total = sum(values) if values else None
        something = total is not None and total > 0
        unsure = not something and len(values) < len(inside)
        summing.append((unit, 0, NOBODY_KNOWS if unsure else side(violated=not something), total))

    with open_backend(engine) as backend:
        of_records(backend, population)
        assert judged(backend, silence(RECORDS, "a_at", "a_by", 4 * HOUR, 2 * HOUR)) == told(silent)
        test = summed(RECORDS, "value", "a_by", Window("b_at", 0, 3 * HOUR))
        assert judged(backend, test) == told(summing)


PEOPLE = (("who", ColumnType.TEXT), ("begun", ColumnType.DATE))
begins = st.dictionaries(
    st.sampled_from(["ana", "bo"]), st.none() | st.integers(0, 12).map(lambda day: day * DAY)
)


@engines
@drawn
@given(population=st.lists(records, max_size=8), begun=begins)
def test_days_before_the_beginning(
    engine: str, population: list[Record], begun: dict[str, int | None]
) -> None:
    expected = []
    for place, each in enumerate(population):
        day, start = each["due_on"], begun.get(each["a_by"])
        known = day is not None and start is not None
        at = side(violated=day < start) if known else NOBODY_KNOWS
        expected.append((each["id"], place, at, day - start if known else None))

    with open_backend(engine) as backend:
        of_records(backend, population)
        backend.add_rows("begun_people", sorted(begun.items()), PEOPLE)
        people = Members("begun_people", "who", dict(PEOPLE), numbered=False)
        assert judged(backend, not_before(RECORDS, "due_on", "a_by", people, "begun")) == told(
            expected
        )


ACCOUNTS = Members(
    "account",
    "account_id",
    {
        "account_id": ColumnType.TEXT,
        "person": ColumnType.TEXT,
        "disabled_at": ColumnType.INSTANT,
    },
)
GONE = tuple(
    (name, ColumnType.INSTANT if name == "left_at" else ColumnType.TEXT)
    for name in ("who", "left_at", "site", "team")
)
hours = st.integers(0, 9).map(lambda hour: hour * HOUR)
accounts = st.lists(
    st.fixed_dictionaries(
        {
            "account_id": st.sampled_from(["A-1", "A-2", "a-3"]),
            "person": st.sampled_from([None, "ana", "bo", "cy"]),
            "disabled_at": st.none() | hours,
        }
    ),
    max_size=6,
)


@engines
@drawn
@given(held=accounts, left=st.dictionaries(st.sampled_from(["ana", "bo"]), hours))
def test_accounts_of_leavers(engine: str, held: list[Record], left: dict[str, int]) -> None:
    as_of, since, limit = 8 * HOUR, 2 * HOUR, 2 * HOUR
    expected: list[tuple[str, int | None, Side, Any]] = []
    for who, gone in left.items():
        own = [(place, each) for place, each in enumerate(held) if each["person"] == who]
        if not own and gone >= since:
            expected.append((who, None, NA, None))
        for place, each in own:
            closed = each["disabled_at"]
            if gone < since and closed is not None and closed < since:
                continue
            took = (as_of if closed is None else closed) - gone
            late = took > limit
            at = NA if closed is None and not late else side(violated=late)
            expected.append((each["account_id"], place, at, took))

    with open_backend(engine) as backend:
        backend.add_population(ACCOUNTS, as_rows(ACCOUNTS, held))
        rows = [(who, at, None, None) for who, at in sorted(left.items())]
        backend.add_rows("gone_people", rows, GONE)
        gone_people = exp.select(*(column(name) for name, _ in GONE)).from_(table("gone_people"))
        test = left_open(ACCOUNTS, gone_people, limit, as_of, since=since)
        assert judged(backend, test) == told(expected)
