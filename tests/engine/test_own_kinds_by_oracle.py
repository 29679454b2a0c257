"""The kinds that checks bring say of every member what a plain evaluation says."""

from collections import Counter
from hashlib import sha256
from itertools import groupby
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.claims.expressions import print_sql
from assay.claims.kinds.answered import answered
from assay.claims.kinds.approval import approval
from assay.claims.kinds.complete import complete
from assay.claims.kinds.evidenced import evidenced
from assay.claims.kinds.missed_runs import Targets, missed_runs
from assay.claims.kinds.sampled import compile_sample
from assay.claims.kinds.threshold import threshold
from assay.claims.members import Members
from assay.claims.tally import Side
from assay.domain.record_family import ColumnType
from tests.engine import oracle
from tests.engine.backends import (
    DAY,
    ENGINES,
    HOUR,
    RECORDS,
    Record,
    as_rows,
    open_backend,
)
from tests.engine.test_kinds_by_oracle import (
    judged,
    of_records,
    records,
    said,
    sites,
    told,
    where,
)

engines = pytest.mark.parametrize("engine", ENGINES)
few = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
NOW = 3 * HOUR

APPROVAL = approval(RECORDS, "a_at", "b_at", haste=where("kind = high"), within_days=0, as_of=NOW)
EVIDENCED = evidenced(RECORDS, "a_at", "b_at", record="b_by", required=where("kind = high"))
COMPLETE = complete(RECORDS, ["a_by", "value"], ["a_at", "b_at"])
ANSWERED = answered(RECORDS, ["a_by", "b_by"])
THRESHOLD = threshold(RECORDS, "value", "bound")


def approved(record: Record) -> oracle.Said:
    before, after = record["a_at"], record["b_at"]
    if after is None:
        return oracle.NA
    measured = None if before is None else before - after
    late = before is None or after < before
    too_late = after < NOW if before is None else after < before
    if record["kind"] == "high":
        if before is None and not too_late:
            return oracle.NA
        return (Side.DEVIATING if too_late else Side.CONFORMING), measured
    if record["kind"] is None and late and not too_late:
        return Side.UNDECIDABLE, measured
    return (Side.DEVIATING if late else Side.CONFORMING), measured


def shown(record: Record) -> oracle.Said:
    before, after, kind = record["a_at"], record["b_at"], record["kind"]
    if after is None or kind == "low":
        return oracle.NA
    bad = before is None or after < before or record["b_by"] is None
    measured = None if before is None else after - before
    if bad:
        return (Side.UNDECIDABLE if kind is None else Side.DEVIATING), measured
    return Side.CONFORMING, measured


def whole(record: Record) -> oracle.Said:
    before, after = record["a_at"], record["b_at"]
    if after is None:
        return oracle.NA
    lacks = [record["a_by"] is None, record["value"] is None]
    faults = sum([*lacks, before is not None and after < before])
    return (Side.DEVIATING if faults else Side.CONFORMING), faults


def has_answer(record: Record) -> oracle.Said:
    return oracle.never(record["a_by"] is None and record["b_by"] is None)


@pytest.mark.row("R-127", "R-130", "R-134", "R-135")
@engines
@few
@given(population=st.lists(records, max_size=8))
def test_records(engine: str, population: list[Record]) -> None:
    with open_backend(engine) as backend:
        of_records(backend, population)
        for name, test, says in (
            ("approval", APPROVAL, approved),
            ("evidenced", EVIDENCED, shown),
            ("complete", COMPLETE, whole),
            ("answered", ANSWERED, has_answer),
        ):
            expected = told(population, {n: says(each) for n, each in enumerate(population)})

            assert judged(backend, test) == expected, name


@pytest.mark.row("R-126")
@engines
@few
@given(population=st.lists(records, max_size=8), size=st.integers(1, 4))
def test_a_sample_is_drawn_by_the_hash_of_seed_and_key(
    engine: str, population: list[Record], size: int
) -> None:
    tested = [
        (sha256(f"a seed|{each['id']}".encode()).hexdigest(), place, each["id"], each["value"])
        for place, each in enumerate(population)
        if each["value"] is not None and each["bound"] is not None
    ]
    with open_backend(engine) as backend:
        of_records(backend, population)

        drawn = backend.run(print_sql(compile_sample(THRESHOLD, "a seed", size), backend.dialect))

        assert list(drawn) == [(key, value) for _, _, key, value in sorted(tested)[:size]]


VALUES = Members(
    "values",
    "id",
    {
        "id": ColumnType.TEXT,
        "measure": ColumnType.TEXT,
        "measured_on": ColumnType.DATE,
        "value": ColumnType.NUMBER,
        "target": ColumnType.NUMBER,
        "action": ColumnType.TEXT,
        "site": ColumnType.TEXT,
    },
)
RUNS = missed_runs(VALUES, Targets(["high"], ["low"]), 2)
values = st.fixed_dictionaries(
    {
        "id": st.just("V"),
        "measure": st.sampled_from([None, "high", "low", "other"]),
        "measured_on": st.none() | st.integers(0, 5).map(lambda day: day * DAY),
        "value": st.none() | st.integers(0, 2),
        "target": st.none() | st.just(1),
        "action": st.sampled_from([None, "done"]),
        "site": sites,
    }
)


def run_of(rows: list[Record]) -> oracle.Said:
    """Return the side of one measure at one site, and its longest run of idle misses."""
    idle, unsure = [], False
    for row in sorted(rows, key=lambda each: each["measured_on"]):
        known = row["value"] is not None and row["target"] is not None and row["measure"] != "other"
        unsure |= not known
        missed = known and (
            row["value"] < row["target"]
            if row["measure"] == "high"
            else row["target"] < row["value"]
        )
        idle.append(missed and row["action"] is None)
    longest = max((len(list(run)) for each, run in groupby(idle) if each), default=0)
    if longest >= 2:
        return Side.DEVIATING, longest
    return (Side.UNDECIDABLE if unsure else Side.CONFORMING), longest


@pytest.mark.row("R-104")
@engines
@few
@given(population=st.lists(values, max_size=12))
def test_runs_of_misses(engine: str, population: list[Record]) -> None:
    by_unit: dict[tuple[str, str], list[Record]] = {}
    for each in population:
        if each["measure"] is not None and each["measured_on"] is not None:
            by_unit.setdefault((each["measure"], each["site"] or ""), []).append(each)
    expected: Counter[tuple[Any, ...]] = Counter(
        said(measure, 0, run_of(rows)) for (measure, _), rows in by_unit.items()
    )
    with open_backend(engine) as backend:
        backend.add_population(VALUES, as_rows(VALUES, population))

        assert judged(backend, RUNS) == expected
