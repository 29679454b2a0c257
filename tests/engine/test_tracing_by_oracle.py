"""The whole population in SQL says of each case what the walker says of it alone."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.assessment.case_facts import ChainRecords
from assay.assessment.tracing import trace_case
from assay.claims.members import Members
from assay.claims.tracing.broken_chain import StandStill, chain_broken
from assay.claims.tracing.chain import Chain
from assay.domain.record_family import FAMILIES, ColumnType
from assay.domain.trace import CHAIN, Presence
from assay.domain.trace_hop import HOPS
from assay.engine.backend import Backend
from assay.engine.running import run_query
from assay.engine.tracing import read_case
from tests.engine.backends import DAY, as_rows, open_backend

Rows = Mapping[str, Sequence[dict[str, Any]]]

# Few names, so that links meet; what a column names decides from which of them it is drawn.
NAMES = {
    "job": ("J1", "J2", "J3"),
    "order": ("O1", "O2"),
    "enquiry": ("E1", "E2"),
    "part": ("P1", "P2"),
    "revision": ("A", "B"),
    "po": ("Q1", "Q2"),
    "lot": ("L1", "L2"),
    "batch": ("B1", "B2"),
    "delivery": ("D1", "D2"),
    "ncr": ("N1", "N2"),
    "capa": ("C1", "C2"),
    "kind": ("first article", "in process", "final"),
    "result": ("accepted", "rejected"),
    "site": ("east", "west"),
}
_KEYS = {"job_id": "job", "enquiry_id": "enquiry", "po_id": "po", "delivery_id": "delivery"}
STILL = StandStill(100 * DAY)


def members_of(family: str, *, by_day: bool = False) -> Members:
    told = FAMILIES[family]
    columns = {column.name: column.type for column in told.columns}
    times = frozenset(name for name, kind in columns.items() if kind is ColumnType.INSTANT)
    return Members(family, told.key, columns, by_day=times if by_day else frozenset())


def cells(name: str, kind: ColumnType) -> st.SearchStrategy[Any]:
    if kind is ColumnType.INSTANT:
        # Within a day and across days, near the edge of standing still and far from it.
        return st.none() | st.sampled_from([hour * DAY // 2 for hour in (1, 2, 3, 79, 80, 81, 82)])
    if kind is ColumnType.NUMBER:
        return st.none() | st.sampled_from([Decimal(each) for each in (1, 2, 3)])
    if kind is ColumnType.FLAG:
        return st.none() | st.sampled_from([0, 1])
    if kind is ColumnType.DATE:
        return st.none()
    plain = _KEYS.get(name, name).removesuffix("_id")
    return st.sampled_from([*NAMES[plain], None]) if plain in NAMES else st.just("x")


def records(family: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    columns = {column.name: cells(column.name, column.type) for column in FAMILIES[family].columns}
    return st.lists(st.fixed_dictionaries(columns), max_size=4)


POPULATIONS = st.fixed_dictionaries({family: records(family) for family in CHAIN})


def numbered(rows: Rows) -> Rows:
    """Give each record its place and its key, and the day of each of its instants."""
    told: dict[str, list[dict[str, Any]]] = {}
    for family, listed in rows.items():
        key, told[family] = FAMILIES[family].key, []
        for place, row in enumerate(listed):
            days = {
                f"{column.name}__on": None
                if row[column.name] is None
                else row[column.name] // DAY * DAY
                for column in FAMILIES[family].columns
                if column.type is ColumnType.INSTANT
            }
            name = row[key] if row[key] not in {None, "x"} else f"{family}-{place}"
            told[family].append({**row, **days, key: name, "source_row": place})
    return told


def load(backend: Any, rows: Rows, *, by_day: bool) -> Chain:
    chain = {family: members_of(family, by_day=by_day) for family in rows}
    for family, members in chain.items():
        backend.add_population(members, as_rows(members, rows[family]))
    return Chain(chain)


def told_by_sql(backend: Backend, chain: Chain) -> dict[str, tuple[str, str, int, tuple[int, ...]]]:
    test = chain_broken(chain, STILL)
    told = {}
    for row in run_query(backend, test.rows):
        key, _, site, _, _, _, reached, broken, *steps = row
        name = HOPS[int(broken) - 1].name if broken else ""
        told[key] = (site or "", name, int(reached), tuple(int(step) for step in steps))
    return told


PRESENCES = {Presence.NOT_APPLICABLE: 0, Presence.PRESENT: 1, Presence.MISSING: 2}


def told_by_walking(
    cases: Sequence[str], found: ChainRecords
) -> dict[str, tuple[str, str, int, tuple[int, ...]]]:
    told = {}
    for case in cases:
        trace = trace_case(case, found, STILL.as_of, STILL.days)
        first = trace.first_break.hop if trace.first_break else ""
        steps = tuple(PRESENCES[step.presence] for step in trace)
        told[case] = (trace.site, first, trace.reached, steps)
    return told


def compare(engine: str, rows: Rows, *, by_day: bool) -> None:
    with open_backend(engine) as backend:
        chain = load(backend, rows, by_day=by_day)

        in_sql = told_by_sql(backend, chain)

        whole = ChainRecords(rows, by_day=by_day)
        assert in_sql == told_by_walking(sorted(in_sql), whole)
        # With only the records of its own that were fetched, each case reads the same.
        for case in sorted(in_sql)[:1]:
            assert told_by_walking([case], read_case(backend, case)) == {case: in_sql[case]}


@pytest.mark.row("R-157", "R-158")
@given(rows=POPULATIONS, absent=st.sets(st.sampled_from(CHAIN)), by_day=st.booleans())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_population_says_of_each_case_what_the_walker_says(
    rows: Rows, absent: set[str], *, by_day: bool
) -> None:
    handed_in = {name: each for name, each in rows.items() if name not in absent - {"work_order"}}

    compare("duckdb", numbered(handed_in), by_day=by_day)


@pytest.mark.postgres
@given(rows=POPULATIONS, by_day=st.booleans())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_postgresql_says_the_same(rows: Rows, *, by_day: bool) -> None:
    compare("postgres", numbered(rows), by_day=by_day)
