"""What is found by a person, a register or a reference is what reading every entry finds."""

from hypothesis import given
from hypothesis import strategies as st

from assay.domain.document import Document
from assay.domain.item import registers
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.ledger.comparison import change_of, touched_between
from assay.ledger.difference import difference
from assay.ledger.dossier import Dossier
from assay.ledger.entry import retiring, saying
from assay.ledger.ledger import Ledger
from assay.ledger.postings import Postings
from assay.ledger.referring import Referring
from tests.ledger.ledgers import ANA, LEDGERS, NOON


@given(LEDGERS, st.data())
def test_postings_find_what_reading_every_entry_finds(ledger: Ledger, where: st.DataObject) -> None:
    length = where.draw(st.integers(0, len(ledger.entries)))
    grown: list[object] = []
    postings = Postings(grown)  # type: ignore[arg-type] # filled below, in two goes
    for some in (ledger.entries[:length], ledger.entries[length:]):
        grown.extend(some)
        postings.read_on()
    numbered = list(enumerate(ledger.entries))

    for name in {entry.by.name for entry in ledger.entries}:
        said = [at for at, entry in numbered if entry.by.name == name]
        assert list(postings.of_person(name)) == said
    for role in {entry.by.role for entry in ledger.entries}:
        assert list(postings.of_role(role)) == [
            at for at, entry in numbered if entry.by.role == role
        ]
    for side in (True, False):
        assert list(postings.of_outside(side)) == [
            at for at, entry in numbered if entry.by.external is side
        ]
    first = ledger.entries[:length]
    assert postings.people(length) == sorted({e.by.name for e in first}, key=str.casefold)
    for name in registers():
        mine = [entry for entry in first if entry.register == name]
        assert postings.last_of(name, length) == (mine[-1] if mine else None)
        ever = list(dict.fromkeys(entry.key for entry in mine))
        assert list(postings.keys_ever(name, length)) == ever
        assert postings.count_ever(name, length) == len(ever)


@given(LEDGERS, st.data())
def test_what_was_touched_is_what_differs(ledger: Ledger, where: st.DataObject) -> None:
    length = where.draw(st.integers(0, len(ledger.entries)))
    earlier, later = Dossier.of("acme", ledger.entries[:length]), ledger.dossier()

    touched = list(touched_between(earlier, later))

    changes = [change_of(each, earlier, later) for each in touched]
    assert changes == list(difference(earlier, later))
    assert [each.kind for each in touched] == [change.kind for change in changes]


def test_what_refers_to_an_item_is_found_as_of_its_day_and_no_longer_than_it_does() -> None:
    ledger = Ledger("acme")

    def say(*statements: object) -> Dossier:
        ledger.append(statements, by=ANA, recorded_at=NOON)  # type: ignore[arg-type]
        return ledger.dossier()

    before = say(
        saying(Person(key="bo", name="Bo")),
        saying(Risk(key="R-1", title="Loss", owner="bo", decided_by="bo")),
        saying(Document(key="POL-1", title="Policy", processes=("sell", "buy"))),
        saying(Risk(key="R-2", title="Fire", owner="bo")),
    )
    after = say(
        saying(Risk(key="R-1", title="Loss", decided_by="bo")),
        retiring(Risk(key="R-2", title="Fire", owner="bo")),
    )
    referring = Referring(ledger.entries)
    referring.read_on()

    def found(register: str, key: str, dossier: Dossier) -> list[tuple[str, str]]:
        told = referring.items_holding(register, key, dossier)
        return [(item.key, name) for item, name in told]

    assert found("person", "bo", before) == [
        ("R-2", "owner"),
        ("R-1", "owner"),
        ("R-1", "decided_by"),
    ]
    assert found("person", "bo", after) == [("R-1", "decided_by")]
    assert found("process", "buy", after) == [("POL-1", "processes")]
    assert found("person", "nobody", after) == []
