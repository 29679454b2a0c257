"""A draw in a database is the draw from the keys alone, on every database."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from assay.assessment.sampling.draw import Sample, draw_sample
from assay.assessment.sampling.plan import Asked, SamplePlan, plan_sample
from assay.assessment.sampling.queried_records import hash_below
from assay.assessment.sampling.stated_population import Candidate, state_candidates, state_sources
from assay.claims.conditions import midnight, parse_conditions
from assay.claims.drawing import ANY_HASH, Drawing, compile_lowest, compile_strata, day_column
from assay.claims.expressions import DIALECTS, column, digest, named, print_sql, table
from assay.claims.members import Members, UntestableError
from assay.claims.pool import Pool
from assay.domain.record_family import ColumnType
from assay.engine.drawing import draw_where_it_lies
from assay.engine.duckdb_backend import DuckdbBackend
from assay.engine.records import statement_of
from assay.engine.running import run_query
from assay.standards.load import load_profile
from tests.engine.backends import DAY, ENGINES, AnyBackend, as_rows, open_backend
from tests.engine.exports import freeze

AUDIT_ON = date(2026, 1, 31)
PROFILE = load_profile("isms-typical")
CHANGE = Members(
    "change",
    "change_id",
    {
        "change_id": ColumnType.TEXT,
        "requested_at": ColumnType.INSTANT,
        "kind": ColumnType.TEXT,
        "site": ColumnType.TEXT,
        "team": ColumnType.TEXT,
    },
)


def plan(candidates: Sequence[Candidate], seed: str, size: int) -> SamplePlan:
    population = state_candidates("change", candidates)
    return plan_sample(population, seed, AUDIT_ON, PROFILE, Asked(size=size))


def put(backend: AnyBackend, candidates: Sequence[Candidate], kinds: Sequence[str] = ()) -> None:
    """Put records into a database, at noon of their days."""
    told: list[dict[str, Any]] = [
        {
            "source_row": each.row,
            "change_id": each.key,
            "requested_at": None if each.day is None else midnight(each.day) + DAY // 2,
            "site": each.site or None,
            "team": each.team or None,
            "kind": kinds[place] if kinds else None,
        }
        for place, each in enumerate(candidates)
    ]
    backend.add_population(CHANGE, as_rows(CHANGE, told))


def both(
    backend: AnyBackend, candidates: Sequence[Candidate], seed: str, size: int
) -> list[Sample]:
    planned = plan(candidates, seed, size)
    put(backend, candidates)
    return [
        draw_where_it_lies(backend, planned),
        draw_sample(planned, candidates),
    ]


def invented(many: int, seed: int = 7) -> list[Candidate]:
    chance = Random(seed)  # noqa: S311 - nothing secret
    return [
        Candidate(
            f"CHG-{number:05}-é",
            None
            if chance.random() < 0.02
            else AUDIT_ON - timedelta(days=chance.randrange(-9, 200)),
            chance.choice(["Aachen", "Brno", "Łódź", "", "O'Hare"]),
            chance.choice(["", "blue", "red"]),
            number,
        )
        for number in range(many)
    ]


@pytest.mark.row("R-138", "R-141")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("many", [0, 4, 60, 700])
def test_what_a_database_draws_is_what_is_drawn_from_the_keys(engine: str, many: int) -> None:
    with open_backend(engine) as backend:
        there, here = both(backend, invented(many), "seed's", 5)

    assert there == here
    assert len(there.records) == min(5, there.in_window)


@given(
    rows=st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(-10, 200)),
            st.sampled_from(["A", "B", "C", ""]),
            st.sampled_from(["x", "y", ""]),
        ),
        max_size=50,
    ),
    seed=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
    size=st.integers(1, 12),
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_random_records_are_drawn_alike(
    rows: list[tuple[int | None, str, str]], seed: str, size: int
) -> None:
    candidates = [
        Candidate(
            f"R-{number % 97}",
            None if age is None else AUDIT_ON - timedelta(days=age),
            site,
            team,
            number,
        )
        for number, (age, site, team) in enumerate(rows)
    ]
    with open_backend("duckdb") as backend:
        there, here = both(backend, candidates, seed, size)

    assert there == here


@pytest.mark.parametrize("engine", ENGINES)
def test_a_database_hashes_a_text_as_everybody_does(engine: str) -> None:
    texts = ["seed|R-1", "", "Łódź|é", "O'Hare|\t", "日本|🙂"]
    with open_backend(engine) as backend:
        put(backend, [Candidate(text, AUDIT_ON, row=row) for row, text in enumerate(texts)])
        hashed = run_query(
            backend,
            exp.select(column("change_id"), named(digest(column("change_id")), "hash")).from_(
                table("change")
            ),
        )

    assert sorted(hashed) == sorted(
        (text, hashlib.sha256(text.encode()).hexdigest()) for text in texts
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_too_few_below_the_expected_hash_are_asked_for_again(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if chance had put every record behind the hash that was told beforehand.
    monkeypatch.setattr(
        "assay.assessment.sampling.queried_records.hash_below", lambda _wanted, _of: "0000"
    )
    with open_backend(engine) as backend:
        there, here = both(backend, invented(400), "seed", 5)

    assert there == here


@pytest.mark.row("R-132")
@pytest.mark.parametrize("engine", ENGINES)
def test_only_what_the_condition_holds_for_is_drawn_and_counted(engine: str) -> None:
    candidates = invented(60)
    kinds = [("production", "test", "")[place % 3] or None for place in range(60)]
    planned = plan(candidates, "seed", 4)
    with open_backend(engine) as backend:
        put(backend, candidates, kinds)  # type: ignore[arg-type]
        drawn = draw_where_it_lies(
            backend,
            planned,
            where=parse_conditions(["kind = production"], CHANGE),
        )

    only = [each for each, kind in zip(candidates, kinds, strict=True) if kind == "production"]
    assert drawn == draw_sample(planned, only)


@pytest.mark.row("R-141")
def test_a_frozen_population_is_stated_with_its_hash_and_drawn_from_where_it_lies(
    tmp_path: Path,
) -> None:
    head = "change_id,kind,requested_at,requested_by,site\n"
    lines = [f"C-{n},normal,2025-1{n % 3}-0{1 + n % 9}T23:30+01:00,ana,mill\n" for n in range(30)]
    frozen = freeze(tmp_path, head + "".join(lines))
    more = freeze(tmp_path, head + "".join([*lines, lines[0]]), name="more")

    stated = state_sources("change", [statement_of(frozen.population)])
    planned = plan_sample(stated, "seed", AUDIT_ON, PROFILE)
    with DuckdbBackend([frozen]) as backend:
        at = day_column("change", backend.relations()["change"])
        sample = draw_where_it_lies(backend, planned)

    # The key and the day that the source wrote are all that anybody needs to draw again.
    again = draw_sample(
        planned,
        [
            Candidate(f"C-{n}", date(2025, 10 + n % 3, 1 + n % 9), "mill", row=n + 2)
            for n in range(30)
        ],
    )
    assert at == "requested_at"
    assert sample == again
    assert (stated.row_count, sample.in_window, len(sample.keys)) == (30, 30, 4)
    changed = state_sources("change", [statement_of(more.population)])
    both = state_sources("change", [statement_of(each.population) for each in (frozen, more)])
    hashes = {each.content_hash for each in (stated, changed, both)}
    assert (len(hashes), both.row_count) == (3, 61)


def test_a_population_without_any_time_cannot_be_drawn_from() -> None:
    silent = Members("account", "account_id", {"account_id": ColumnType.TEXT})

    with pytest.raises(UntestableError) as refusal:
        day_column("account", silent)

    assert str(refusal.value) == ("account has no column that tells when; nothing is drawn")


def test_a_column_that_the_family_does_not_know_tells_when_at_the_last() -> None:
    own = Members("account", "account_id", {"account_id": ColumnType.TEXT, "seen": ColumnType.DATE})

    assert day_column("account", own) == "seen"


def test_the_hash_below_which_records_lie_is_told_from_how_many_there_are() -> None:
    assert hash_below(1, 32) == ANY_HASH
    assert hash_below(1, 64) == "8000000000000000"
    assert hash_below(1, 32 * 256) == "0100000000000000"


DRAWING = Drawing(CHANGE, "requested_at", (date(2025, 7, 31), date(2025, 11, 1)), AUDIT_ON, "s")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_queries_are_printed_for_every_database(dialect: str) -> None:
    strata, lowest = (
        "".join(print_sql(query, dialect).split())
        for query in (compile_strata(DRAWING), compile_lowest(DRAWING, {Pool(0, "A"): "08"}))
    )

    hashed = {
        "duckdb": "SHA256(('s|'||\"key\"))",
        "postgres": "ENCODE(SHA256(CONVERT_TO(('s|'||\"key\"),'UTF8')),'hex')",
        "spark": "SHA2(('s|'||`key`),256)",
    }
    assert "GROUPBY" in strata
    assert hashed[dialect] in lowest
    assert ('COLLATE"C"<"bound"' in lowest) == (dialect == "postgres")


def test_the_day_of_a_record_is_the_one_that_its_source_wrote() -> None:
    at = int(datetime(2026, 1, 31, 23, 30, tzinfo=UTC).timestamp()) * 1_000_000
    row = (1, 0, "C-1", at, midnight(date(2026, 2, 1)), None, None, None)
    planned = plan([], "seed", 1)
    with open_backend("duckdb") as backend:
        backend.add_population(CHANGE, [row])
        sample = draw_where_it_lies(backend, planned)

    assert (sample.in_window, sample.outside) == (0, 1)
