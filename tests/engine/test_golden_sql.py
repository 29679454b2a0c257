"""The SQL of every kind, as each database is given it; a change shows in the diff.

SQLGlot translates silently what it cannot say.  So nobody takes a new release,
and no kind changes, without its text being read in all three dialects.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlglot import exp

from assay.claims.conditions import parse_conditions
from assay.claims.expressions import DIALECTS, column, named, number, print_sql, table
from assay.claims.kinds.absence import absence
from assay.claims.kinds.agreement import agreement
from assay.claims.kinds.balance import Quantities, balance
from assay.claims.kinds.coverage import Reach, coverage
from assay.claims.kinds.deadline import Limit, deadline
from assay.claims.kinds.existence import existence
from assay.claims.kinds.filled import filled
from assay.claims.kinds.frequency import Rhythm, frequency
from assay.claims.kinds.matching import Others, Through, matching
from assay.claims.kinds.precedence import precedence
from assay.claims.kinds.reconciliation import reconciliation
from assay.claims.kinds.response import response
from assay.claims.kinds.retention import Keeping, retention
from assay.claims.kinds.segregation import segregation, segregation_of_cases
from assay.claims.kinds.threshold import threshold
from assay.claims.kinds.validity import Spans, validity
from assay.claims.members import Terms, Window
from assay.claims.population_test import (
    compile_measured_at,
    compile_measured_count,
    compile_members,
    compile_tally,
)
from assay.claims.profile import compile_profile, profiled
from assay.claims.tally import Side
from assay.claims.units import Units
from tests.engine.backends import DAY, HOUR, LOG, RECORDS

FOLDER = Path(__file__).parent / "golden"

CASES = profiled(LOG, ["A", "B"], days_of=["A"])
UNITS = Units("unit")
OTHER = replace(RECORDS, relation="o")
HIGH = parse_conditions(["kind = high, critical", "due_on < a_at", "value >= -1.5"], RECORDS)
NORTH = parse_conditions(["site = N"], RECORDS)
TERMS = Terms(HIGH, () if NORTH is None else (NORTH,))
LATE = deadline(
    RECORDS.within(Window("a_at", 0, 9 * DAY)), "a_at", "b_at", Limit(24 * HOUR), 9 * DAY
)

QUERIES: dict[str, exp.Query] = {
    "profile": compile_profile(LOG, CASES),
    "precedence": compile_tally(precedence(CASES, "A", "B")),
    "response": compile_tally(response(CASES, "A", "B", within=DAY, as_of=9 * DAY)),
    "existence": compile_tally(existence(CASES, "A", at_most=1)),
    "segregation of cases": compile_tally(segregation_of_cases(CASES, LOG, "A", "B")),
    "segregation": compile_tally(segregation(RECORDS, "a_by", "b_by", acts=("a_at", "b_at"))),
    "deadline by site": compile_tally(LATE, ["site"]),
    "deadline deviations": compile_members(LATE, Side.DEVIATING, limit=20, offset=40),
    "deadline measured": compile_measured_count(LATE),
    "deadline at ranks": compile_measured_at(LATE, [3, 4]),
    "deadline in working days": compile_tally(
        deadline(RECORDS, "a_at", "b_at", Limit(5, working_days=True), 9 * DAY)
    ),
    "threshold with terms": compile_tally(
        threshold(RECORDS, "value", Decimal("0.5"), at_least=True, terms=TERMS)
    ),
    "filled": compile_tally(filled(RECORDS, ["a_by", "sure"], where="a_at")),
    "absence": compile_tally(absence(RECORDS, HIGH)) if HIGH is not None else exp.select(),
    "reconciliation": compile_tally(
        reconciliation(RECORDS, "a_by", replace(RECORDS, relation="o"), before=("a_at", "b_at"))
    ),
    "frequency": compile_tally(
        frequency(RECORDS, "due_on", "a_by", Rhythm(92, 14, 0, 365 * DAY), units=UNITS)
    ),
    "coverage": compile_tally(
        coverage(RECORDS, "due_on", "a_by", Reach(9 * DAY, 2 * DAY, 30), units=UNITS)
    ),
    "retention": compile_tally(retention(RECORDS, "due_on", "a_by", Keeping(0, 0, DAY))),
    "agreement": compile_tally(agreement(RECORDS, [("a_by", "b_by"), ("value", "bound")])),
    "balance": compile_tally(
        balance(
            Quantities(RECORDS.within(Window("a_at", 0, 9 * DAY)), "a_by", "value"),
            Quantities(OTHER, "b_by", "bound"),
        )
    ),
    "matching": compile_tally(
        matching(RECORDS, ["a_by", "kind"], Others(OTHER, ("a_by", "kind"), "a_at"), then="b_at")
    ),
    "matching through another family": compile_tally(
        matching(
            RECORDS,
            ["kind"],
            Others(
                OTHER, ("kind",), "a_at", NORTH, Through(replace(RECORDS, relation="p"), "b_by")
            ),
            then=Others(OTHER, ("a_by",), "due_on"),
        )
    ),
    "validity": compile_tally(
        validity(RECORDS, "a_by", ["kind"], "a_at", Spans(OTHER, "b_by", "kind", "a_at", "b_at"))
    ),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_sql_of_every_kind_is_as_it_was_read(
    dialect: str, request: pytest.FixtureRequest
) -> None:
    printed = "\n\n".join(
        f"-- {name}\n{print_sql(query, dialect)};" for name, query in QUERIES.items()
    )

    golden = FOLDER / f"{dialect}.sql"
    if request.config.getoption("--update-golden", default=False):
        golden.write_text(printed + "\n", encoding="utf-8")
    assert printed + "\n" == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("node", "refused"),
    [
        (exp.Anonymous(this="hash", expressions=[column("a")]), "Anonymous"),
        (exp.CurrentDate(), "CurrentDate"),
        (exp.Interval(this=number(1), unit=exp.var("DAY")), "Interval"),
        (exp.Boolean(this=True), "Boolean"),
        (exp.Div(this=column("a"), expression=column("b")), "Div"),
        (exp.TimestampDiff(this=column("a"), expression=column("b")), "TimestampDiff"),
        (exp.ArrayAgg(this=column("a")), "ArrayAgg"),
        (exp.Quantile(this=column("a"), quantile=number(1)), "Quantile"),
    ],
)
def test_what_databases_read_differently_is_never_printed(node: exp.Expr, refused: str) -> None:
    query = exp.select(named(node, "value")).from_(table("record"))

    with pytest.raises(AssertionError, match=rf"^{refused} is not on the list of constructs$"):
        print_sql(query, "duckdb")


def test_a_cast_only_says_what_kind_of_nothing_there_is() -> None:
    query = exp.select(exp.Cast(this=column("a"), to=exp.DataType(this=exp.DType.DATE)))

    with pytest.raises(AssertionError, match=r"is not on the list of types$"):
        print_sql(query, "duckdb")


def test_no_other_dialect_is_printed() -> None:
    with pytest.raises(AssertionError, match=r"^'tsql'; expected one of duckdb, postgres, spark$"):
        print_sql(exp.select(number(1)), "tsql")
