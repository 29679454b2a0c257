"""What differs between two dossiers of one ledger."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from assay.domain.item import Item
from assay.domain.risk import Risk
from assay.ledger.difference import difference
from assay.ledger.dossier import Dossier
from assay.ledger.entry import retiring, saying
from assay.ledger.ledger import Ledger
from tests.ledger.ledgers import ANA, BO, LEDGERS, NOON, contents

HOUR = timedelta(hours=1)


@given(LEDGERS, st.data())
def test_the_earlier_dossier_and_the_difference_make_the_later_one(
    ledger: Ledger, where: st.DataObject
) -> None:
    length = where.draw(st.integers(0, len(ledger.entries)))
    earlier, later = Dossier.of("acme", ledger.entries[:length]), ledger.dossier()

    made: dict[str, dict[str, Item]] = contents(earlier)
    for change in difference(earlier, later):
        shelf = made.setdefault(change.item.register, {})
        assert shelf.pop(change.item.key, None) == change.before
        if change.after:
            shelf[change.item.key] = change.after

    assert {name: shelf for name, shelf in made.items() if shelf} == contents(later)


@given(LEDGERS)
def test_between_a_dossier_and_itself_nothing_differs(ledger: Ledger) -> None:
    dossier = ledger.dossier()

    assert list(difference(dossier, dossier)) == []


def test_each_change_is_told_with_who_recorded_it_when_and_why() -> None:
    ledger = Ledger("acme")
    ledger.append(
        [saying(risk("R-1")), saying(risk("R-2")), saying(risk("R-4"))], by=ANA, recorded_at=NOON
    )
    ledger.append([saying(risk("R-1", owner="bo"), "F-1")], by=BO, recorded_at=NOON + HOUR)
    ledger.append([retiring(risk("R-2"), "F-2")], by=BO, recorded_at=NOON + HOUR)
    ledger.append([saying(risk("R-3"))], by=ANA, recorded_at=NOON + HOUR)
    ledger.append([saying(risk("R-4"))], by=ANA, recorded_at=NOON + HOUR)
    ledger.append([saying(risk("R-5")), retiring(risk("R-5"))], by=ANA, recorded_at=NOON + HOUR)

    changes = list(difference(ledger.dossier(NOON), ledger.dossier()))

    assert [
        (
            change.kind,
            change.item.key,
            [(entry.by, entry.recorded_at, entry.because) for entry in change.entries],
        )
        for change in changes
    ] == [
        ("changed", "R-1", [(BO, NOON + HOUR, "F-1")]),
        ("retired", "R-2", [(BO, NOON + HOUR, "F-2")]),
        ("added", "R-3", [(ANA, NOON + HOUR, "")]),
        ("saved again", "R-4", [(ANA, NOON + HOUR, "")]),
    ]
    assert [(c.field, c.before, c.after) for c in changes[0].fields] == [("owner", "", "bo")]


def test_a_change_that_was_taken_back_is_saved_again_with_both_entries() -> None:
    ledger = Ledger("acme")
    ledger.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON)
    ledger.append([saying(risk("R-1", owner="bo"))], by=BO, recorded_at=NOON + HOUR)
    ledger.append([saying(risk("R-1"))], by=ANA, recorded_at=NOON + 2 * HOUR)

    (change,) = difference(ledger.dossier(NOON), ledger.dossier())

    assert (change.kind, change.fields) == ("saved again", ())
    assert [entry.by for entry in change.entries] == [BO, ANA]


def risk(key: str, owner: str = "") -> Risk:
    return Risk(key=key, title="Fire", owner=owner)
