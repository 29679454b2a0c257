"""The conditions of a claim, as its register row has them."""

import pytest

from assay.claims.conditions import parse_conditions
from assay.claims.expressions import print_sql
from assay.claims.members import UntestableError
from tests.engine.backends import RECORDS


@pytest.mark.parametrize(
    ("condition", "sql"),
    [
        ("kind = high", "\"kind\" = 'high'"),
        ("kind = high, it's critical", "\"kind\" = 'high' OR \"kind\" = 'it''s critical'"),
        ("Kind != low or medium", "NOT ( \"kind\" = 'low' OR \"kind\" = 'medium' )"),
        ("a by = b by", '"a_by" = "b_by"'),
        ("value >= -1.50", '( -1.50 ) <= "value"'),
        ("value < bound", '"value" < "bound"'),
        ("sure = yes", '"sure" = 1'),
        ("due_on <= 2026-01-31", '"due_on" <= 1769817600000000'),
        ("a_at > 2026-01-31", '1769817600000000 < "a_at__on"'),
        ("a_at >= 2026-01-31T12:00+01:00", '1769857200000000 <= "a_at"'),
        ("due_on < a_at", '"due_on" < "a_at__on"'),
        ("b_at is empty", '"b_at" IS NULL'),
        ("b_at is given", 'NOT "b_at" IS NULL'),
        ("system = shop", "\"a_by\" = 'shop'"),
    ],
)
def test_a_condition_reads_as_it_is_written(condition: str, sql: str) -> None:
    found = parse_conditions([condition], RECORDS, also={"system": "a_by"})

    assert found is not None
    assert " ".join(print_sql(found, "duckdb").split()) == sql


def test_all_conditions_hold_together() -> None:
    found = parse_conditions(["kind = high, low", "value > 1"], RECORDS)

    assert found is not None
    printed = " ".join(print_sql(found, "postgres").split())
    assert printed == '( "kind" = \'high\' OR "kind" = \'low\' ) AND 1 < "value"'
    assert parse_conditions([], RECORDS) is None


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("high", "the condition 'high'; expected one such as 'severity = high, critical'"),
        ("colour = red", "record has no column colour"),
        ("value = much", "the condition 'value = much'; expected a number"),
        ("sure = perhaps", "the condition 'sure = perhaps'; expected a flag"),
        ("due_on < soon", "the condition 'due_on < soon'; expected a date"),
        (
            "a_at < 2026-01-31T12:00",
            "the condition 'a_at < 2026-01-31T12:00'; expected a instant",
        ),
        ("value < kind", "value is a number and kind is a text"),
        ("kind is late", "the condition 'kind is late'; expected 'is empty' or 'is given'"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(condition: str, said: str) -> None:
    with pytest.raises(UntestableError) as refused:
        parse_conditions([condition], RECORDS)

    assert str(refused.value) == said
