"""Kinds that join two families say of every member what a plain evaluation says."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.claims.kinds.agreement import agreement
from assay.claims.kinds.balance import Quantities, balance
from assay.claims.kinds.matching import Others, Through, matching
from assay.claims.kinds.validity import Spans, validity
from assay.claims.members import Members, UntestableError, Window
from assay.claims.population_test import PopulationTest
from assay.claims.tally import Side
from assay.domain.record_family import ColumnType
from tests.engine import joined_oracle as oracle
from tests.engine import oracle as plain
from tests.engine.backends import DAY, ENGINES, HOUR, RECORDS, Record, as_rows, open_backend
from tests.engine.test_kinds_by_oracle import (
    instants,
    judged,
    of_records,
    people,
    records,
    said,
    told,
    where,
)

engines = pytest.mark.parametrize("engine", ENGINES)
few = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
populations = st.lists(records, max_size=6)

OTHER = replace(RECORDS, relation="other")
BETWEEN = replace(RECORDS, relation="between")
BY_PERSON = Others(OTHER, ("a_by",), "a_at")
BY_TWO = Others(OTHER, ("b_by", "kind"), "a_at", where("site = N"))
BY_DATE = Others(OTHER, ("a_by",), "due_on")
BEYOND = Others(OTHER, ("kind",), "a_at", through=Through(BETWEEN, "b_by"))

MATCHED = matching(RECORDS, ["a_by"], BY_PERSON)
MATCHED_AT_ALL = matching(RECORDS, ["a_by"], Others(OTHER, ("a_by",)))
MATCHED_BEFORE = matching(RECORDS, ["a_by"], BY_PERSON, then="b_at")
MATCHED_IF_THERE = matching(RECORDS, ["a_by"], BY_PERSON, then="b_at", alone_is_asked=False)
MATCHED_BY_TWO = matching(RECORDS, ["a_by", "kind"], BY_TWO, then="b_at")
MATCHED_BY_DAY = matching(RECORDS, ["a_by"], BY_DATE, then="b_at")
MATCHED_BEFORE_OTHERS = matching(
    RECORDS, ["a_by"], BY_PERSON, then=Others(OTHER, ("b_by",), "b_at")
)
MATCHED_THROUGH = matching(RECORDS, ["kind"], BEYOND, then="b_at")


@engines
@few
@given(population=populations, others=populations)
def test_what_belongs_together(engine: str, population: list[Record], others: list[Record]) -> None:
    by_person = [((each["a_by"],), each["a_at"]) for each in others]
    by_date = [((each["a_by"],), each["due_on"]) for each in others]
    by_two = [
        ((each["b_by"], each["kind"]), each["a_at"]) for each in others if each["site"] == "N"
    ]
    later = [((each["b_by"],), each["b_at"]) for each in others]
    expected: list[tuple[PopulationTest, Callable[[Record], plain.Said]]] = [
        (
            MATCHED_AT_ALL,
            lambda r: oracle.matched([0 for _ in oracle.belonging([r["a_by"]], by_person)]),
        ),
        (MATCHED, lambda r: oracle.matched(oracle.belonging([r["a_by"]], by_person))),
        (
            MATCHED_BEFORE,
            lambda r: oracle.matched_before(oracle.belonging([r["a_by"]], by_person), r["b_at"]),
        ),
        (
            MATCHED_IF_THERE,
            lambda r: (
                oracle.matched_before(oracle.belonging([r["a_by"]], by_person), r["b_at"])
                if oracle.belonging([r["a_by"]], by_person)
                else plain.NA
            ),
        ),
        (
            MATCHED_BY_TWO,
            lambda r: oracle.matched_before(
                oracle.belonging([r["a_by"], r["kind"]], by_two), r["b_at"]
            ),
        ),
        (
            MATCHED_BY_DAY,
            lambda r: oracle.matched_before(
                oracle.belonging([r["a_by"]], by_date), r["b_at"], by_day=True
            ),
        ),
        (
            MATCHED_BEFORE_OTHERS,
            lambda r: oracle.matched_before(
                oracle.belonging([r["a_by"]], by_person),
                min(
                    (at for at in oracle.belonging([r["a_by"]], later) if at is not None),
                    default=None,
                ),
            ),
        ),
    ]
    with open_backend(engine) as backend:
        of_records(backend, population)
        backend.add_population(OTHER, as_rows(OTHER, others))
        for test, says in expected:
            sides = told(population, {n: says(each) for n, each in enumerate(population)})

            assert judged(backend, test) == sides


@engines
@few
@given(population=populations, others=populations, between=populations)
def test_what_belongs_together_through_a_family_in_between(
    engine: str, population: list[Record], others: list[Record], between: list[Record]
) -> None:
    linked = [{**each, "b_by": each["b_by"] and f"R-{len(each['b_by'])}"} for each in others]
    pairs = [
        ((middle["kind"],), each["a_at"])
        for each in linked
        for middle in between
        if middle["id"] == each["b_by"]
    ]
    with open_backend(engine) as backend:
        of_records(backend, population)
        backend.add_population(OTHER, as_rows(OTHER, linked))
        backend.add_population(BETWEEN, as_rows(BETWEEN, between))
        found = judged(backend, MATCHED_THROUGH)

    assert found == told(
        population,
        {
            n: oracle.matched_before(oracle.belonging([each["kind"]], pairs), each["b_at"])
            for n, each in enumerate(population)
        },
    )


SPAN = Members(
    "span",
    "id",
    {
        "id": ColumnType.TEXT,
        "of": ColumnType.TEXT,
        "value": ColumnType.TEXT,
        "from_on": ColumnType.DATE,
        "until_on": ColumnType.DATE,
        "from_at": ColumnType.INSTANT,
        "until_at": ColumnType.INSTANT,
    },
)
dates = st.none() | st.integers(0, 3).map(lambda day: day * DAY)
spans = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.just("S"),
            "of": people,
            "value": st.sampled_from([None, "high", "low", "bo"]),
            "from_on": dates,
            "until_on": dates,
            "from_at": instants,
            "until_at": instants,
        }
    ),
    max_size=5,
)
BY_INSTANT = Spans(SPAN, "of", "value", "from_at", "until_at")
BY_DAYS = Spans(SPAN, "of", "value", "from_on", "until_on", last_day_counts=True, complete=True)
USES = {
    "revision": validity(RECORDS, "a_by", ["kind"], "a_at", BY_INSTANT),
    "person": validity(RECORDS, "a_by", ["kind", "b_by"], "a_at", BY_DAYS),
    "anybody": validity(RECORDS, "a_by", [], "a_at", BY_DAYS),
}


@engines
@few
@given(
    population=populations, known=spans, days=st.lists(st.integers(0, 3), min_size=6, max_size=6)
)
def test_what_is_valid_when_it_is_used(
    engine: str, population: list[Record], known: list[Record], days: list[int]
) -> None:
    population = [
        {**each, "a_at": None if each["a_at"] is None else each["a_at"] % (3 * HOUR) + day * DAY}
        for each, day in zip(population, days, strict=False)
    ]
    known = [
        {**each, "from_at": each["from_at"] and each["from_at"] * 10, "of": each["of"]}
        for each in known
    ]
    expected = {
        "revision": lambda r: oracle.valid(
            r["a_by"], [r["kind"]], r["a_at"], known, last_day_counts=False, complete=False
        ),
        "person": lambda r: oracle.valid(
            r["a_by"], [r["kind"], r["b_by"]], r["a_at"], known, last_day_counts=True, complete=True
        ),
        "anybody": lambda r: oracle.valid(
            r["a_by"], [], r["a_at"], known, last_day_counts=True, complete=True
        ),
    }
    with open_backend(engine) as backend:
        of_records(backend, population)
        backend.add_population(SPAN, as_rows(SPAN, known))
        for name, test in USES.items():
            says = {n: expected[name](each) for n, each in enumerate(population)}

            assert judged(backend, test) == told(population, says), name


OUT = RECORDS.within(Window("a_at", 1 * HOUR, 4 * HOUR))
BALANCED = balance(Quantities(OUT, "a_by", "value"), Quantities(OTHER, "b_by", "bound"))


@engines
@few
@given(population=populations, others=populations)
def test_what_went_out_and_what_came_in(
    engine: str, population: list[Record], others: list[Record]
) -> None:
    expected: Counter[tuple[object, ...]] = Counter()
    for key in {each["a_by"] for each in population if each["a_by"]}:
        out = [each for each in population if each["a_by"] == key]
        into = [each["bound"] for each in others if each["b_by"] == key]
        first = min(n for n, each in enumerate(population) if each["a_by"] == key)
        expected[said(key, first, oracle.balanced(out, into, 1 * HOUR, 4 * HOUR))] += 1
    with open_backend(engine) as backend:
        of_records(backend, population)
        backend.add_population(OTHER, as_rows(OTHER, others))

        assert judged(backend, BALANCED) == expected


PAIRS = [("a_by", "b_by"), ("value", "bound")]
AGREED = agreement(RECORDS, PAIRS)
AGREED_ON_ARRIVAL = agreement(RECORDS, PAIRS, passed=("a_at", "b_at", 3 * HOUR))


@engines
@few
@given(population=populations)
def test_what_two_columns_say_of_one_thing(engine: str, population: list[Record]) -> None:
    def says(record: Record) -> plain.Said:
        return oracle.agreed([(record[one], record[other]) for one, other in PAIRS])

    def says_on_arrival(record: Record) -> plain.Said:
        if record["b_at"] is not None:
            return says(record)
        if record["a_at"] is None:
            return Side.UNDECIDABLE, None
        return (Side.DEVIATING, None) if record["a_at"] < 3 * HOUR else plain.NA

    with open_backend(engine) as backend:
        of_records(backend, population)
        for test, expected in ((AGREED, says), (AGREED_ON_ARRIVAL, says_on_arrival)):
            sides = told(population, {n: expected(each) for n, each in enumerate(population)})

            assert judged(backend, test) == sides


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(UntestableError, match="record has nothing to compare"):
        agreement(RECORDS, [("sent", "received")])


def test_what_belongs_together_without_days_is_refused() -> None:
    with pytest.raises(UntestableError, match="has to be told with its days"):
        matching(RECORDS, ["a_by"], Others(OTHER, ("a_by",), "value"))
