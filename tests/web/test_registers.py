"""The page of a register: searched, filtered, in an order, by pages, in the past, handed out."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from assay.domain.item import registers
from assay.domain.kpi import Kpi
from assay.domain.risk import Risk, RiskDecision
from assay.domain.role_assignment import Role
from assay.domain.system import System
from assay.intake.registers.read import read_register
from assay.ledger.entry import retiring
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.store.fixtures import NOON
from tests.web.people import LEAD, Comer, headings_of, page_of, rows_of, say, text_of

RISKS = (
    Risk(key="R-2", title="Fire in the hall", owner="bo", score=4, assessed_on=date(2026, 1, 5)),
    Risk(key="R-10", title="Loss of a laptop", owner="ana", score=12, systems=("crm", "erp")),
    Risk(key="R-1", title="Flood", decision=RiskDecision.RETAIN, assessed_on=date(2026, 1, 9)),
)


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


@pytest.fixture
def risks(acme: StoredLedger) -> StoredLedger:
    say(acme, *RISKS, System(key="crm", name="Customers"))
    return acme


def keys_shown(**query: str) -> list[str]:
    return [row[0] for row in rows_of(Comer(Role.READER).gets("registers/risks/", **query))]


@pytest.mark.usefixtures("risks")
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({}, ["R-2", "R-10", "R-1"]),
        ({"q": "LOSS laptop"}, ["R-10"]),
        ({"q": "erp"}, ["R-10"]),
        ({"q": "nowhere"}, []),
        ({"sort": "key"}, ["R-1", "R-2", "R-10"]),
        ({"sort": "-key"}, ["R-10", "R-2", "R-1"]),
        # Whatever is not said comes last, forwards and backwards.
        ({"sort": "score"}, ["R-2", "R-10", "R-1"]),
        ({"sort": "-score"}, ["R-10", "R-2", "R-1"]),
        ({"sort": "assessed_on"}, ["R-2", "R-1", "R-10"]),
        ({"sort": "no_such_column"}, ["R-2", "R-10", "R-1"]),
        ({"owner": "bo"}, ["R-2"]),
        ({"owner": "~"}, ["R-1"]),
        ({"decision": "retain"}, ["R-1"]),
        ({"systems": "crm"}, ["R-10"]),
        ({"title": "flo"}, ["R-1"]),
        ({"assessed_on.from": "2026-01-05"}, ["R-2", "R-1"]),
        ({"assessed_on.from": "2026-01-06"}, ["R-1"]),
        ({"assessed_on.to": "2026-01-08"}, ["R-2"]),
        ({"score.from": "4", "score.to": "11.9"}, ["R-2"]),
        ({"score.from": "many"}, []),
        ({"owner": "bo", "q": "flood"}, []),
    ],
)
def test_the_address_says_which_rows_are_shown(query: dict[str, str], keys: list[str]) -> None:
    assert keys_shown(**query) == keys


@pytest.mark.usefixtures("risks")
def test_the_columns_of_the_address_are_shown_and_the_key_always() -> None:
    page = Comer(Role.READER).gets("registers/risks/?c=owner&c=score&c=nothing")

    assert headings_of(page) == ["Key", "Owner", "Score"]


def test_a_register_is_shown_by_pages_of_a_hundred(acme: StoredLedger) -> None:
    say(acme, *(Risk(key=f"R-{number}", title="Loss") for number in range(1, 202)))
    ana = Comer(Role.READER)

    first = ana.gets("registers/risks/", sort="key")
    last = ana.gets("registers/risks/", sort="key", page="3")

    assert "Page 1 of 3" in text_of(first)
    assert "sort=key&amp;page=2" in text_of(first)
    assert len(rows_of(first)) == 100
    assert [row[0] for row in rows_of(last)] == ["R-201"]


def test_no_row_costs_a_query(acme: StoredLedger) -> None:
    ana = Comer(Role.READER)
    counted = []
    for upto in (range(1, 3), range(3, 90)):
        say(acme, *(Risk(key=f"R-{number}", title="Loss", owner="bo") for number in upto))
        ana.gets("registers/risks/")
        with CaptureQueriesContext(connection) as asked:
            ana.gets("registers/risks/")
        counted.append(len(asked))

    assert counted[0] == counted[1]


@pytest.mark.usefixtures("risks")
def test_a_reference_leads_to_its_item_and_what_people_wrote_is_no_markup(
    acme: StoredLedger,
) -> None:
    say(acme, Risk(key="R-3", title="<script>alert(1)</script>", owner="bo/b?&"))

    page = text_of(Comer(Role.READER).gets("registers/risks/"))

    assert '<a href="/o/acme/registers/people/bo%2Fb%3F%26/">bo/b?&amp;</a>' in page
    assert escape("<script>alert(1)</script>") in page
    assert "<script>alert" not in page


@pytest.mark.usefixtures("risks")
def test_the_past_shows_what_was_known_and_offers_no_change() -> None:
    ana = Comer(Role.ISMS_LEAD)

    now, before = ana.gets("registers/risks/"), ana.gets("registers/risks/", as_of="2026-01-30")

    assert len(rows_of(now)) == 3
    assert rows_of(before) == []
    assert "/registers/new/risks/" in text_of(now)
    assert "/registers/new/risks/" not in text_of(before)


@pytest.mark.usefixtures("acme")
def test_every_register_has_a_page_and_says_when_it_is_empty() -> None:
    ana = Comer(Role.READER)
    front = text_of(ana.gets("registers/"))

    for kind in registers().values():
        assert f'/o/acme/registers/{kind.plural}/"' in front
        assert "Nothing is kept here yet" in text_of(ana.gets(f"registers/{kind.plural}/"))
    assert front.count("nothing said yet") == len(registers())


@pytest.mark.usefixtures("risks")
def test_retired_items_are_found(acme: StoredLedger) -> None:
    acme.append([retiring(RISKS[0], "Sold the hall")], by=LEAD, recorded_at=NOON)
    ana = Comer(Role.READER)

    assert "1 retired item" in text_of(ana.gets("registers/risks/"))
    shown = text_of(ana.gets("registers/risks/", retired="yes"))
    assert "Fire in the hall" in shown
    assert "Lea: Sold the hall" in shown
    assert "by Lea: Sold the hall. This is how it last read." in text_of(
        ana.gets("registers/risks/R-2/")
    )


@pytest.mark.usefixtures("risks")
def test_what_is_shown_is_handed_out_and_reads_back() -> None:
    ana = Comer(Role.RECORD_KEEPER)
    query = "?sort=-key&assessed_on.from=2026-01-01&c=title&c=assessed_on"

    csv = ana.gets(f"registers/export/risks/csv/{query}")
    book = ana.gets(f"registers/export/risks/xlsx/{query}")

    assert csv.content == (
        b"key,title,assessed_on\nR-2,Fire in the hall,2026-01-05\nR-1,Flood,2026-01-09\n"
    )
    for name, content in (("risks.csv", csv.content), ("risks.xlsx", book.content)):
        reading = read_register(name, content, Risk)
        assert reading.problems == ()
        assert [(item.key, item.title, item.assessed_on) for item in reading.items] == [
            ("R-2", "Fire in the hall", date(2026, 1, 5)),
            ("R-1", "Flood", date(2026, 1, 9)),
        ]


def test_a_workbook_runs_no_formula_and_keeps_numbers(acme: StoredLedger) -> None:
    say(acme, Kpi(key="K-1", name="=1+1", target=Decimal("2.5")))

    book = Comer(Role.RECORD_KEEPER).gets("registers/export/kpis/xlsx/")

    (item,) = read_register("kpis.xlsx", book.content, Kpi).items
    assert (item.name, item.target) == ("=1+1", Decimal("2.5"))


@pytest.mark.usefixtures("acme")
def test_whoever_may_not_export_is_refused() -> None:
    assert Comer(Role.READER).gets("registers/export/risks/csv/").status_code == 403
    assert Comer(Role.ISMS_LEAD, name="Lea").gets("registers/export/risks/doc/").status_code == 404


def test_a_long_history_shows_its_latest_entries_and_all_on_demand(acme: StoredLedger) -> None:
    for score in range(21):
        say(acme, Risk(key="R-1", title="Fire", score=score))
    ana = Comer(Role.READER)

    short, whole = (ana.gets("registers/risks/R-1/", history=each) for each in ("", "all"))

    assert len(page_of(short).xpath('//ol[@class="history"]/li')) == 20
    assert "Show all 21 entries" in text_of(short)
    assert len(page_of(whole).xpath('//ol[@class="history"]/li')) == 21
    assert "Show all" not in text_of(whole)
