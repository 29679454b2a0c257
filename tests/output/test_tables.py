"""A register that Assay wrote reads back as it was, to the character."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.domain.item import Item, registers
from assay.intake.registers.read import read_register
from assay.output.tables import render_register
from tests.intake.registers.keeping import Remedy, State
from tests.lib.any_item import any_items

# What would be taken for something else if it were written as it stands.
TRICKY = st.sampled_from(
    (
        *("=1+1", "+1", "-1", "@a", "'", "''", "'a", "''a", "'n/a", "\uff1da", "\x1fa", "a\tb"),
        *("n/a", "-", ".", "none", "k. a.", "not applicable", "yes", "no", "true", "NaN"),
        *("key", "Key", "title", "Total", "grand total", "Total: 12", "Sum(x)", "Average: "),
        *("sep=;", "#", "Organisational controls", "\ufeff", "\x85", "a\u2028b", "\u00a0a"),
        *("[]", '["a"]', '["a"', '["a", "b"]', '"a"', '"a" "a"', '"'),
        *("a;b", "a; b", "a,b", "a, b", "a\nb", "- a", "* a", "\u2022 a", "a\n\n- b"),
        *("key;site;title;owner;systems;notes;effort;cost;state;urgent;stages", "ID;What;Due"),
        *("1.0", "0007", "1,5", "1.234", "50%", "1e5", "01/02/2026"),
    )
)
KEYS = TRICKY.map(str.strip).filter(bool)


def survives(items: Sequence[Item], kind: type[Item]) -> None:
    reading = read_register(f"registers/{kind.plural}.csv", render_register(items, kind), kind)

    assert reading.items == tuple(items)
    # A broken character is kept, and named each time it is met.
    assert all("\ufffd" in problem.found for problem in reading.problems)
    assert reading.skipped == ()


@pytest.mark.row("R-235")
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_items_of_any_register_read_back_as_they_were(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(registers().values())))
    survives(data.draw(any_items(kind)), kind)


@settings(max_examples=300)
@given(st.data())
def test_text_that_looks_like_something_else_reads_back_as_it_was(data: st.DataObject) -> None:
    texts = st.just("") | TRICKY
    remedies = st.builds(
        lambda **values: Remedy.model_validate(values),
        key=KEYS,
        title=texts,
        owner=texts,
        systems=st.lists(TRICKY, max_size=3),
        notes=st.lists(TRICKY, max_size=3),
        cost=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
        effort=st.none() | st.integers(),
        urgent=st.none() | st.booleans(),
        due_on=st.none() | st.dates(),
        state=st.none() | st.sampled_from(State),
        stages=st.lists(st.sampled_from(State), max_size=2),
    )

    items = data.draw(st.lists(remedies, max_size=4, unique_by=lambda item: item.key))

    survives(items, Remedy)


def test_the_same_items_give_the_same_bytes() -> None:
    remedies = [
        Remedy(
            key="R-1",
            title='Say "no",\nkindly',
            owner="ana",
            systems=("crm", "a,b"),
            notes=("first", "second"),
            effort=-3,
            cost=Decimal("1.50"),
            urgent=False,
            due_on=date(2026, 1, 31),
            state=State.IN_PROGRESS,
        ),
        Remedy(key="=R-2", title="=1+1", owner="n/a", stages=(State.PLANNED, State.DONE)),
        Remedy(key="Backup"),
    ]

    assert render_register(remedies, Remedy).decode() == (
        "key,title,owner,systems,notes,effort,cost,urgent,due_on,state,stages\n"
        'R-1,"Say ""no"",\nkindly",ana,"[""crm"", ""a,b""]",first; second,'
        "-3,1.50,no,2026-01-31,in progress,\n"
        "'=R-2,'=1+1,'n/a,,,,,,,,planned; done\n"
        "'Backup,,,,,,,,,,\n"
    )


def test_a_register_without_items_shows_every_heading() -> None:
    assert render_register([], Remedy) == (
        b"key,site,title,owner,systems,notes,effort,review_months,cost,urgent,due_on,seen_at,"
        b"state,stages\n"
    )


@pytest.mark.parametrize("kind", registers().values(), ids=registers())
def test_a_blank_cell_is_what_a_field_holds_by_default(kind: type[Item]) -> None:
    """Otherwise a field that says nothing could not be told from one that was left out."""
    otherwise = {
        name: info.default
        for name, info in kind.model_fields.items()
        if not info.is_required() and info.default not in ("", (), None)
    }

    # A choice with a default is never blank, so there the blank cell is free to mean it.
    assert [
        name for name in otherwise if NoneType in get_args(kind.model_fields[name].annotation)
    ] == []
    assert all(isinstance(value, StrEnum | bool | int) for value in otherwise.values())
