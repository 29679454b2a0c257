"""The dossier: the fold of a ledger, at any instant, with the history of each item."""

from datetime import datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.domain.errors import NotFoundError
from assay.domain.item import Item, registers
from assay.domain.risk import Risk
from assay.domain.site import Site
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Entry, Statement, retiring, saying
from assay.ledger.ledger import Ledger
from tests.ledger.ledgers import (
    ANA,
    APPENDS,
    BO,
    FILLED_LEDGERS,
    INSTANTS,
    ITEMS,
    LEDGERS,
    NOON,
    Append,
    contents,
)


def folded_plainly(entries: list[Entry]) -> dict[str, dict[str, Item]]:
    """Fold entries in the most obvious way."""
    held: dict[str, dict[str, Item]] = {}
    for entry in entries:
        shelf = held.setdefault(entry.register, {})
        shelf.pop(entry.key, None)
        if entry.body is not None:
            shelf[entry.key] = registers()[entry.register].model_validate_json(entry.body)
    return {name: dict(sorted(shelf.items())) for name, shelf in sorted(held.items()) if shelf}


@given(LEDGERS)
def test_the_fold_holds_the_last_word_on_each_item(ledger: Ledger) -> None:
    dossier = ledger.dossier()

    assert contents(dossier) == folded_plainly(ledger.entries)


@given(LEDGERS, INSTANTS)
def test_an_as_of_read_is_the_fold_of_a_prefix(ledger: Ledger, until: datetime) -> None:
    prefix = [entry for entry in ledger.entries if entry.recorded_at <= until]

    dossier = ledger.dossier(until)

    assert dossier.length == len(prefix)
    assert contents(dossier) == contents(Dossier.of("acme", prefix)) == folded_plainly(prefix)


@given(FILLED_LEDGERS)
def test_an_entry_counts_from_its_instant_on(ledger: Ledger) -> None:
    last = ledger.entries[-1]

    at, before = (
        ledger.dossier(last.recorded_at),
        ledger.dossier(last.recorded_at - timedelta(microseconds=1)),
    )

    assert at.length == len(ledger.entries)
    assert before.length < len(ledger.entries)


@given(APPENDS, st.data())
def test_the_order_of_independent_items_does_not_matter(
    appends: list[Append], order: st.DataObject
) -> None:
    said = [statement for each in appends for statement in each.statements]
    lines: dict[tuple[str, str], list[Statement]] = {}
    for statement in said:
        lines.setdefault((statement.register, statement.key), []).append(statement)
    # What is said of one item stays in its order; the items change places.
    places = order.draw(st.permutations([(each.register, each.key) for each in said]))
    shuffled = [lines[place].pop(0) for place in places]

    one, other = Ledger("acme"), Ledger("acme")
    one.append(said, by=ANA, recorded_at=NOON)
    other.append(shuffled, by=ANA, recorded_at=NOON)

    assert contents(one.dossier()) == contents(other.dossier())


@given(FILLED_LEDGERS, st.data())
def test_an_advanced_dossier_is_a_fresh_fold(ledger: Ledger, where: st.DataObject) -> None:
    entries: list[Entry] = []
    dossier = Dossier.of("acme", entries)
    steps = where.draw(st.lists(st.integers(1, 5), min_size=len(ledger.entries)))
    for until in accumulate(steps):
        before, held = dossier, contents(dossier)
        entries.extend(ledger.entries[len(entries) : until])

        dossier = dossier.advanced(entries)

        fresh = Dossier.of("acme", list(entries))
        assert contents(dossier) == contents(fresh)
        for register in fresh.registers:
            assert list(dossier[register.kind]) == list(register)
            for key in register:
                assert dossier.history(register.kind, key) == fresh.history(register.kind, key)
        # What was read before stays as it was read.
        assert contents(before) == held
        if len(entries) == len(ledger.entries):
            break


@given(LEDGERS)
def test_an_advanced_dossier_shares_what_was_not_touched(ledger: Ledger) -> None:
    dossier = ledger.dossier()
    risks, sites = dossier[Risk], dossier[Site]
    ledger.append([saying(Site(key="new", name="Works"))], by=ANA, recorded_at=NOON)

    later = dossier.advanced(ledger.entries)

    assert later[Risk] is risks
    assert later[Site] is not sites
    assert dossier.advanced(ledger.entries[: dossier.length]) is dossier


@given(LEDGERS, ITEMS)
def test_an_item_that_is_saved_again_unchanged_is_visible_as_such(
    ledger: Ledger, item: Item
) -> None:
    ledger.append([saying(item)], by=ANA, recorded_at=NOON)
    ledger.append([saying(item)], by=BO, recorded_at=NOON)

    *_, first, again = ledger.dossier().history(type(item), item.key)

    assert (again.kind, again.fields) == ("saved again", ())
    assert (again.entry.by, again.before, again.after) == (BO, item, item)
    assert first.after == item


def test_the_history_of_an_item_tells_each_change() -> None:
    ledger = Ledger("acme")
    ledger.append([saying(Risk(key="R-1", title="Fire"))], by=ANA, recorded_at=NOON)
    ledger.append(
        [saying(Risk(key="R-1", title="Fire", likelihood=2, owner="ana"), "F-1")],
        by=BO,
        recorded_at=NOON,
    )
    ledger.append([retiring(Risk(key="R-1", title="Fire"))], by=ANA, recorded_at=NOON)
    ledger.append([saying(Risk(key="R-1", title="Fire"))], by=ANA, recorded_at=NOON)

    history = ledger.dossier().history(Risk, "R-1")

    assert [
        (each.kind, [(c.field, c.before, c.after) for c in each.fields]) for each in history
    ] == [
        ("added", [("title", "", "Fire")]),
        ("changed", [("owner", "", "ana"), ("likelihood", None, 2)]),
        (
            "retired",
            [("title", "Fire", ""), ("owner", "ana", ""), ("likelihood", 2, None)],
        ),
        ("added", [("title", "", "Fire")]),
    ]


def test_an_item_counts_for_its_site_and_for_all_where_it_names_none() -> None:
    ledger = Ledger("acme")
    ledger.append(
        [
            saying(Risk(key="R-1", title="Fire", site="north")),
            saying(Risk(key="R-2", title="Flood", site="south")),
            saying(Risk(key="R-3", title="Fraud")),
        ],
        by=ANA,
        recorded_at=NOON,
    )

    dossier = ledger.dossier()

    assert [item.key for item in dossier[Risk].at_site("north")] == ["R-1", "R-3"]
    assert dossier.counts_by_site() == {"risks": {"north": 1, "south": 1, "": 1}}


def test_a_register_or_an_item_that_is_not_there_is_told_with_what_is() -> None:
    ledger = Ledger("acme")
    ledger.append([saying(Risk(key="R-1", title="Fire"))], by=ANA, recorded_at=NOON)
    dossier = ledger.dossier()

    with pytest.raises(NotFoundError) as no_item:
        dossier[Risk].named("R-9")
    with pytest.raises(NotFoundError, match=r"^there is no register wishes; expected one of "):
        dossier.register("wishes")

    assert str(no_item.value) == "risks: there is no R-9; expected a key such as R-1."
    assert list(dossier.register("risk")) == list(dossier.register("risks")) == ["R-1"]


def test_an_author_from_outside_stays_one() -> None:
    ledger = Ledger("acme")
    cleo = Author("Cleo Roth", "consultant", external=True)
    ledger.append([saying(Risk(key="R-1", title="Fire"))], by=cleo, recorded_at=NOON)

    entry = ledger.dossier()[Risk].entry_of("R-1")

    assert entry.by.external
