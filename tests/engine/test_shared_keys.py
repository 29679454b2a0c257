"""Keys that stand once, and sources that agree, held against a plain evaluation."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.claims.kinds.shared_keys import SOURCE, conflicting, repeated
from assay.claims.members import Members
from assay.claims.tally import Tally
from assay.domain.record_family import ColumnType
from assay.engine.running import iterate_deviations, run_population_test
from tests.engine.backends import ENGINES, AnyBackend, Record, as_rows, open_backend

TWO = Members(
    "record",
    "id",
    {
        "id": ColumnType.TEXT,
        SOURCE: ColumnType.TEXT,
        "kind": ColumnType.TEXT,
        "a_at": ColumnType.INSTANT,
        "value": ColumnType.NUMBER,
        "site": ColumnType.TEXT,
    },
)
COLUMNS = ("a_at", "kind", "value")
records = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["R-1", "R-2", "r-1"]),
            SOURCE: st.sampled_from(["ERP", "MES"]),
            "kind": st.sampled_from([None, "high", "High"]),
            "a_at": st.sampled_from([None, 0, 1]),
            "value": st.sampled_from([None, Decimal(1), Decimal(2)]),
            "site": st.sampled_from([None, "N"]),
        }
    ),
    max_size=6,
)
by_hand = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def keep(backend: AnyBackend, rows: Sequence[Record]) -> None:
    backend.run('DROP TABLE IF EXISTS "record"')
    backend.add_population(TWO, as_rows(TWO, rows))


@pytest.mark.row("R-153")
@pytest.mark.parametrize("engine", ENGINES)
def test_what_differs_between_sources_is_named(engine: str) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "R-1", SOURCE: "ERP", "kind": "high", "a_at": 1, "value": Decimal(1)},
        {"id": "R-1", SOURCE: "MES", "kind": "low", "a_at": None, "value": Decimal(2)},
        {"id": "R-2", SOURCE: "ERP", "kind": "high", "a_at": 1, "value": None},
        {"id": "R-2", SOURCE: "MES", "kind": "high", "a_at": 1, "value": Decimal(2)},
    ]
    with open_backend(engine) as backend:
        keep(backend, rows)
        found = list(iterate_deviations(backend, conflicting(TWO, COLUMNS)))

    assert [(each.key, each.facts["differs_in"]) for each in found] == [("R-1", " kind value")]


@pytest.mark.row("R-153")
@given(records)
@by_hand
def test_conflicts_are_those_that_a_plain_evaluation_finds(rows: list[Record]) -> None:
    with open_backend("duckdb") as backend:
        keep(backend, rows)
        found = run_population_test(backend, conflicting(TWO, COLUMNS))

    keys = {row["id"] for row in rows}
    shared = {key for key in keys if len({row[SOURCE] for row in rows if row["id"] == key}) > 1}
    broken = {
        key
        for key in shared
        for name in COLUMNS
        if len({row[name] for row in rows if row["id"] == key} - {None}) > 1
    }
    sides = (len(keys), len(keys - shared), 0, 0, len(broken), len(shared - broken))
    assert found == Tally(*sides)


@pytest.mark.parametrize("several", [True, False])
@given(rows=records)
@by_hand
def test_repeated_keys_are_those_that_a_plain_evaluation_finds(
    rows: list[Record],
    several: bool,  # noqa: FBT001 - one of two cases
) -> None:
    with open_backend("duckdb") as backend:
        keep(backend, rows)
        found = run_population_test(backend, repeated(TWO, in_several_sources=several))

    counts = Counter((row["id"], row[SOURCE] if several else "") for row in rows)
    twice = sum(many > 1 for many in counts.values())
    assert found == Tally(len(counts), 0, 0, 0, twice, len(counts) - twice)
