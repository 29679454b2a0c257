"""Compiled tests say of every member what a plain evaluation says, on any small population."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from assay.claims.conditions import parse_conditions
from assay.claims.expressions import print_sql
from assay.claims.kinds.absence import absence
from assay.claims.kinds.coverage import Reach, coverage
from assay.claims.kinds.deadline import Limit, deadline
from assay.claims.kinds.existence import existence
from assay.claims.kinds.filled import filled
from assay.claims.kinds.frequency import Rhythm, frequency
from assay.claims.kinds.precedence import precedence
from assay.claims.kinds.reconciliation import reconciliation
from assay.claims.kinds.response import response
from assay.claims.kinds.retention import Keeping, retention
from assay.claims.kinds.segregation import segregation, segregation_of_cases
from assay.claims.kinds.threshold import threshold
from assay.claims.members import Terms
from assay.claims.population_test import PopulationTest, compile_tally, judge
from assay.claims.profile import compile_profile, profiled
from assay.claims.tally import Side
from assay.claims.units import Units
from assay.engine.running import iterate_deviations
from tests.engine import oracle
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

# Few values, so that equal instants, equal people and equal rows come all the time.
instants = st.none() | st.integers(0, 5).map(lambda hour: hour * HOUR)
days = st.none() | st.integers(0, 12).map(lambda day: day * DAY)
people = st.sampled_from([None, "ana", "bo", "cy"])
numbers = st.none() | st.integers(-2, 2)
sites = st.sampled_from([None, "N", "S"])

records = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["R-1", "R-2", "R-3", "r-10"]),
        "a_at": instants,
        "b_at": instants,
        "a_by": people,
        "b_by": people,
        "kind": st.sampled_from([None, "high", "low"]),
        "sure": st.sampled_from([None, 0, 1]),
        "value": numbers,
        "bound": numbers,
        "due_on": days,
        "site": sites,
    }
)
events = st.fixed_dictionaries(
    {
        "event_id": st.just("E"),
        "case": st.sampled_from(["C-1", "C-2", "c-3"]),
        "activity": st.sampled_from(["A", "B", "C"]),
        "at": st.integers(0, 5).map(lambda hour: hour * HOUR),
        "actor": people,
        "site": sites,
    }
)
units = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("ABCD"), "since": days, "until": days}),
    unique_by=lambda unit: str(unit["key"]),
)
visits = st.lists(
    st.fixed_dictionaries({"id": st.just("V"), "a_by": st.sampled_from("ABCDE"), "due_on": days}),
    max_size=12,
)
engines = pytest.mark.parametrize("engine", ENGINES)

Sides = Counter[tuple[Any, ...]]


TESTED = (Side.DEVIATING, Side.CONFORMING)

# Compiling takes longer than running on so few rows; a test never changes.
COMPILED: dict[tuple[int, str], tuple[PopulationTest, str, str]] = {}


def compiled(test: PopulationTest, dialect: str) -> tuple[str, str]:
    """Return the query for every member's side, and that for the tally."""
    known = COMPILED.get((id(test), dialect))
    if known is None:
        members, tally = judge(test), compile_tally(test)
        known = (test, print_sql(members, dialect), print_sql(tally, dialect))
        COMPILED[id(test), dialect] = known
    return known[1:]


def judged(backend: AnyBackend, test: PopulationTest) -> Sides:
    """Return every member with its side and measure, and hold them against the tally."""
    members, tally = compiled(test, backend.dialect)
    found = Counter(said(row[0], row[1], (Side(row[-1]), row[4])) for row in backend.run(members))
    by_side = Counter(side for _, _, side, _ in found.elements())
    ((population, *sides),) = backend.run(tally)
    assert [population, *(each or 0 for each in sides)] == [
        found.total(),
        *(by_side[side] for side in Side),
    ]
    return found


def said(key: str, row: int | None, what: oracle.Said) -> tuple[Any, ...]:
    """Return a member and its side; what was measured counts where it was tested."""
    side, measured = what
    return key, row, side, measured if side in TESTED else None


def of_records(backend: AnyBackend, population: Sequence[Record]) -> None:
    backend.add_population(RECORDS, as_rows(RECORDS, population))


def seen(at: int | None) -> list[int]:
    return [] if at is None else [at]


def told(population: Sequence[Record], says: Mapping[int, oracle.Said]) -> Sides:
    return Counter(
        said(record["id"], place, says[place]) for place, record in enumerate(population)
    )


def where(condition: str) -> exp.Expr:
    found = parse_conditions([condition], RECORDS)
    assert found is not None
    return found


RECORD_KINDS: dict[str, tuple[PopulationTest, Any]] = {
    "precedence": (
        precedence(RECORDS, "a_at", "b_at"),
        lambda r: oracle.precedence(seen(r["a_at"]), seen(r["b_at"])),
    ),
    "response": (
        response(RECORDS, "a_at", "b_at", within=HOUR, as_of=4 * HOUR),
        lambda r: oracle.response(seen(r["a_at"]), seen(r["b_at"]), HOUR, 4 * HOUR),
    ),
    "deadline": (
        deadline(RECORDS, "a_at", "b_at", Limit(2 * HOUR), 4 * HOUR),
        lambda r: oracle.deadline(seen(r["a_at"]), seen(r["b_at"]), 2 * HOUR, 4 * HOUR),
    ),
    "segregation": (
        segregation(RECORDS, "a_by", "b_by"),
        lambda r: oracle.two_names(r["a_by"], r["b_by"]),
    ),
    "threshold": (
        threshold(RECORDS, "value", "bound"),
        lambda r: oracle.threshold(r["value"], r["bound"]),
    ),
    "absence": (
        absence(RECORDS, where("kind = high")),
        lambda r: oracle.never(None if r["kind"] is None else r["kind"] == "high"),
    ),
    "absence by dates": (
        absence(RECORDS, where("due_on < a_at")),
        lambda r: oracle.never(
            None if r["due_on"] is None or r["a_at"] is None else r["due_on"] < r["a_at"] // DAY
        ),
    ),
    "filled": (
        filled(RECORDS, ["b_by"], where="b_at"),
        lambda r: oracle.NA if r["b_at"] is None else oracle.never(r["b_by"] is None),
    ),
    "filled by yes": (
        filled(RECORDS, ["sure"]),
        lambda r: oracle.never(None if r["sure"] is None else r["sure"] == 0),
    ),
}


@engines
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(population=st.lists(records, max_size=8))
def test_records(engine: str, population: list[Record]) -> None:
    with open_backend(engine) as backend:
        of_records(backend, population)
        for name, (test, says) in RECORD_KINDS.items():
            expected = told(population, {n: says(each) for n, each in enumerate(population)})

            assert judged(backend, test) == expected, name


IN_SCOPE = threshold(
    RECORDS,
    "value",
    "bound",
    terms=Terms(
        where("kind = high"),
        (where("site = N"),),
    ),
)


@engines
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(population=st.lists(records, max_size=8))
def test_a_scope_that_is_unknown_is_undecidable_and_the_excepted_are_apart(
    engine: str, population: list[Record]
) -> None:
    with open_backend(engine) as backend:
        of_records(backend, population)
        found = judged(backend, IN_SCOPE)

    def says(record: Record) -> oracle.Said:
        if record["kind"] == "low":
            return Side.NOT_APPLICABLE, record["value"]
        if record["site"] == "N":
            return Side.EXCEPTED, record["value"]
        if record["kind"] is None:
            return Side.UNDECIDABLE, record["value"]
        return oracle.threshold(record["value"], record["bound"])

    assert found == told(population, {n: says(each) for n, each in enumerate(population)})


CASES = profiled(LOG, ["A", "B"])
CASE_KINDS: dict[str, tuple[PopulationTest, Any]] = {
    "precedence": (precedence(CASES, "A", "B"), oracle.precedence),
    "response": (
        response(CASES, "A", "B", within=HOUR, as_of=4 * HOUR),
        lambda a, b: oracle.response(a, b, HOUR, 4 * HOUR),
    ),
    "deadline": (
        deadline(CASES, "A", "B", Limit(2 * HOUR), 4 * HOUR),
        lambda a, b: oracle.deadline(a, b, 2 * HOUR, 4 * HOUR),
    ),
    "once": (
        existence(CASES, "A", at_most=1),
        lambda a, _: oracle.existence(len(a), 1, 1),
    ),
}
TWO_PEOPLE = segregation_of_cases(CASES, LOG, "A", "B")
PROFILED = {
    dialect: f"CREATE TEMPORARY TABLE case_profile AS "
    f"{print_sql(compile_profile(LOG, CASES), dialect)}"
    for dialect in ("duckdb", "postgres")
}


@engines
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(log=st.lists(events, max_size=14))
def test_cases_of_an_event_log(engine: str, log: list[Record]) -> None:
    cases = {event["case"] for event in log}
    with open_backend(engine) as backend:
        backend.add_population(LOG, as_rows(LOG, log))
        backend.run(PROFILED[backend.dialect])
        for name, (test, says) in CASE_KINDS.items():
            expected = Counter(
                said(case, None, says(oracle.times(log, case, "A"), oracle.times(log, case, "B")))
                for case in cases
            )
            assert judged(backend, test) == expected, name
        found = judged(backend, TWO_PEOPLE)

    assert found == Counter(
        said(case, None, oracle.two_people(log, case, "A", "B")) for case in cases
    )


RHYTHM = Rhythm(2, 1, 3 * DAY, 9 * DAY)
UNIT_KINDS: dict[str, tuple[PopulationTest, Any]] = {
    "frequency": (
        frequency(RECORDS, "due_on", "a_by", RHYTHM, units=Units("unit")),
        lambda unit, known: oracle.frequency(known, unit, 3 * DAY, 3 * DAY, 9 * DAY),
    ),
    "coverage": (
        coverage(RECORDS, "due_on", "a_by", Reach(9 * DAY, 5 * DAY, 2), units=Units("unit")),
        lambda unit, known: oracle.coverage(known, unit, 5 * DAY, 9 * DAY, 2 * DAY),
    ),
    "retention": (
        retention(RECORDS, "due_on", "a_by", Keeping(3 * DAY, 0, 5 * DAY), units=Units("unit")),
        lambda unit, known: oracle.retention(known, unit, 3 * DAY, 5 * DAY),
    ),
}


@engines
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(registered=units, visited=visits)
def test_units_of_a_register(engine: str, registered: list[Record], visited: list[Record]) -> None:
    days_of = {
        unit["key"]: [each["due_on"] for each in visited if each["a_by"] == unit["key"]]
        for unit in registered
    }
    with open_backend(engine) as backend:
        of_records(backend, visited)
        rows = [(each["key"], None, None, each["since"], each["until"]) for each in registered]
        backend.add_rows("unit", rows)
        for name, (test, says) in UNIT_KINDS.items():
            each_unit = {unit["key"]: says(unit, days_of[unit["key"]]) for unit in registered}
            expected = Counter(
                said(key, 0, each) for key, each in each_unit.items() if each is not None
            )
            assert judged(backend, test) == expected, name


OTHER = replace(RECORDS, relation="other")
RECONCILED = reconciliation(RECORDS, "a_by", OTHER, before=("a_at", "b_at"))


@engines
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(population=st.lists(records, max_size=6), others=st.lists(records, max_size=6))
def test_records_of_two_sources(
    engine: str, population: list[Record], others: list[Record]
) -> None:
    linked = [{**each, "a_by": each["a_by"] and f"R-{len(each['a_by'])}"} for each in population]
    with open_backend(engine) as backend:
        of_records(backend, linked)
        backend.add_population(OTHER, as_rows(OTHER, others))
        found = judged(backend, RECONCILED)

    assert found == told(
        linked,
        {n: oracle.reconciled(each["a_by"], each["b_at"], others) for n, each in enumerate(linked)},
    )


@settings(max_examples=25)
@given(population=st.lists(records, max_size=8), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(population: list[Record], order: Any) -> None:
    numbered = [{**each, "source_row": place} for place, each in enumerate(population)]
    shuffled = list(numbered)
    order.shuffle(shuffled)
    test = RECORD_KINDS["deadline"][0]
    found = []
    for rows in (numbered, shuffled):
        with open_backend("duckdb") as backend:
            of_records(backend, rows)
            found.append(list(iterate_deviations(backend, test, page=2)))

    assert found[0] == found[1]


@settings(max_examples=25)
@given(registered=units, visited=visits, unit=st.sampled_from("ABCD"), day=st.integers(3, 12))
def test_one_more_record_of_the_window_never_adds_a_deviation(
    registered: list[Record], visited: list[Record], unit: str, day: int
) -> None:
    test = UNIT_KINDS["frequency"][0]
    more = [*visited, {"id": "V", "a_by": unit, "due_on": day * DAY}]
    found = []
    for rows in (visited, more):
        with open_backend("duckdb") as backend:
            of_records(backend, rows)
            backend.add_rows(
                "unit",
                [(each["key"], None, None, each["since"], each["until"]) for each in registered],
            )
            found.append({each.key for each in iterate_deviations(backend, test)})

    assert found[1] <= found[0]
