"""Who said what when, found without counting pages; one entry; two days held side by side."""

import json
from datetime import timedelta
from typing import Any

import pytest

from assay.actions.jobs.worker import work_once
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from assay.domain.site import Site
from assay.ledger.chain import first_misfit
from assay.ledger.entry import Author, parse_entry, retiring, saying
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.store.fixtures import NOON
from tests.web.people import Comer, rows_of, text_of

LEA = Author("Lea", "isms lead")
CLEO = Author("Cleo Roth", "consultant", external=True)
DAY = timedelta(days=1)


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


@pytest.fixture
def ledger(acme: StoredLedger) -> StoredLedger:
    fire, loss = Risk(key="R-1", title="Fire"), Risk(key="R-2", title="Loss", owner="bo")
    said: tuple[tuple[Author, int, list[Any]], ...] = (
        (LEA, 0, [saying(fire), saying(loss), saying(Person(key="bo", name="Bo"))]),
        (CLEO, 1, [saying(fire.changed(title="Fire in the hall"), "NC-4")]),
        (LEA, 2, [saying(loss), retiring(Person(key="bo", name="Bo"), "Left")]),
        (LEA, 3, [saying(Site(key="porto", name="Porto"))]),
    )
    for by, days, statements in said:
        acme.append(statements, by=by, recorded_at=NOON + days * DAY)
    return acme


def entries_shown(**query: str) -> list[str]:
    return [row[0] for row in rows_of(Comer(Role.READER).gets("ledger/", **query))]


@pytest.mark.row("R-293")
@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("query", "seqs"),
    [
        ({}, "7 6 5 4 3 2 1"),
        ({"person": "Cleo Roth"}, "4"),
        ({"role": "isms lead"}, "7 6 5 3 2 1"),
        ({"side": "outside"}, "4"),
        ({"side": "inside", "register": "risks"}, "5 2 1"),
        ({"register": "people"}, "6 3"),
        ({"register": "risks", "key": "R-1"}, "4 1"),
        ({"key": "bo"}, "6 3"),
        ({"from": "2026-02-01"}, "7 6 5 4"),
        ({"until": "2026-02-01"}, "4 3 2 1"),
        ({"from": "2026-02-01", "until": "2026-02-01"}, "4"),
        ({"q": "HALL fire"}, "4"),
        ({"q": "nc-4"}, "4"),
        ({"q": "nothing like it"}, ""),
        ({"before": "3"}, "2 1"),
        ({"before": "3", "register": "risk"}, "2 1"),
        ({"before": "1"}, ""),
        ({"person": "nobody"}, ""),
        ({"from": "tomorrow"}, "7 6 5 4 3 2 1"),
        ({"as_of": "2026-02-01"}, "4 3 2 1"),
        ({"as_of": "2026-02-01", "person": "Lea"}, "3 2 1"),
    ],
)
def test_the_address_says_which_entries_are_shown(query: dict[str, str], seqs: str) -> None:
    assert entries_shown(**query) == seqs.split()


@pytest.mark.usefixtures("ledger")
def test_each_line_says_who_what_and_because_of_what() -> None:
    rows = {row[0]: row[2:] for row in rows_of(Comer(Role.READER).gets("ledger/"))}

    assert rows["4"] == [
        "Cleo Rothconsultant, from outside",
        "changedtitle",
        "R-1Risk register",
        "NC-4",
    ]
    assert rows["5"][1] == "saved again"
    assert rows["6"][1:] == ["retired", "boPeople", "Left"]


def test_the_next_page_goes_on_where_this_one_ended(acme: StoredLedger) -> None:
    some = [saying(Site(key=f"S-{number}", name="x")) for number in range(1, 121)]
    acme.append(some, by=LEA, recorded_at=NOON)

    first = Comer(Role.READER).gets("ledger/")

    assert entries_shown() == [str(seq) for seq in range(120, 70, -1)]
    assert '?before=71" rel="next"' in text_of(first)
    assert entries_shown(before="71") == [str(seq) for seq in range(70, 20, -1)]
    assert entries_shown(before="21") == [str(seq) for seq in range(20, 0, -1)]
    assert "These are all." in text_of(Comer(Role.READER).gets("ledger/", before="21"))


@pytest.mark.row("R-293")
def test_an_entry_shows_what_it_changed_and_its_place_in_the_chain(ledger: StoredLedger) -> None:
    entries = ledger.dossier().entries

    page = Comer(Role.READER).gets("ledger/4/")

    assert rows_of(page) == [["Title", "Fire", "Fire in the hall"]]
    said = text_of(page)
    for expected in (
        "Cleo Roth</strong>, consultant from outside, changed",
        "Because of NC-4",
        entries[3].hash,
        entries[3].previous,
        "The same",
        '<a href="/o/acme/ledger/1/">The entry about this item before</a>',
    ):
        assert expected in said


@pytest.mark.usefixtures("ledger")
def test_the_chain_is_handed_out_as_anybody_can_verify_it() -> None:
    keeper: Any = Comer(Role.RECORD_KEEPER)

    answer = keeper.gets("ledger/download/")
    lines = b"".join(answer.streaming_content).decode().splitlines()

    assert first_misfit("acme", map(parse_entry, lines)) is None
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, 8))
    before = keeper.gets("ledger/download/", as_of="2026-02-01")
    assert len(b"".join(before.streaming_content).splitlines()) == 4


def test_verifying_is_asked_for_done_in_the_background_and_told(ledger: StoredLedger) -> None:
    ana = Comer(Role.READER)

    assert ana.posts("ledger/verify/", {}).status_code == 302
    assert "queued" in text_of(ana.gets("ledger/verify/"))
    assert work_once("a worker")

    page = text_of(ana.gets("ledger/"))
    assert "Holds" in page
    assert "7 entries walked, 0 files read again." in page
    assert ledger.dossier().entries[-1].hash in page


@pytest.mark.usefixtures("ledger")
def test_two_days_are_compared_register_by_register_and_field_by_field() -> None:
    ana = Comer(Role.READER)

    page = ana.gets("compare/", **{"from": "2026-01-31", "until": "2026-02-02"})

    assert rows_of(page, "Registers") == [
        ["People", "", "", "1", ""],
        ["Risk register", "", "1", "", "1"],
    ]
    said = text_of(page)
    assert "What was recorded after the end of 2026-01-31: 3 entries." in said
    assert "<del>Fire</del>" in said
    assert "<ins>Fire in the hall</ins>" in said
    assert "Because of NC-4" in said
    assert "Porto" not in said


@pytest.mark.usefixtures("ledger")
def test_a_day_is_compared_with_now_and_the_order_of_days_does_not_matter() -> None:
    ana = Comer(Role.READER)

    now = ana.gets("compare/", **{"from": "2026-02-02"})
    back = ana.gets("compare/", **{"from": "2026-02-02", "until": "2026-01-31"})
    wrong = ana.gets("compare/", **{"from": "yesterday"})
    same = ana.gets("compare/", **{"from": "2026-03-01"})

    assert rows_of(now, "Registers") == [["Sites", "1", "", "", ""]]
    assert len(rows_of(back, "Registers")) == 2
    assert wrong.status_code == 422
    assert "&#x27;yesterday&#x27; is no day" in text_of(wrong)
    assert "Nothing differs" in text_of(same)


@pytest.mark.usefixtures("ledger")
def test_the_page_of_a_day_leads_to_what_changed_since() -> None:
    page = text_of(Comer(Role.READER).gets("registers/risks/", as_of="2026-02-01"))

    assert '<a href="/o/acme/compare/?from=2026-02-01">Compare with now</a>' in page
