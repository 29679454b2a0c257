"""Each address of the registers, the ledger and comparisons: who is let in, and when."""

import pytest

from assay.domain.finding import Finding, RaisedIn
from assay.domain.item import registers
from assay.domain.person import Person
from assay.domain.register_permission import may_write
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.store.fixtures import kept
from tests.web.people import Comer, say


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


@pytest.fixture
def ledger(acme: StoredLedger) -> StoredLedger:
    finding = Finding(key="F-1", raised_in=RaisedIn.STAGE_1, states="No record of it.")
    say(acme, Risk(key="R-1", title="Loss"), finding, Person(key="bo", name="Bo Lindqvist"))
    return acme


ADDRESSES = (
    "registers/",
    "registers/risks/",
    "registers/risks/R-1/",
    "registers/new/risks/",
    "registers/change/risks/R-1/",
    "registers/retire/risks/R-1/",
    "registers/import/risks/",
    "registers/import/risks/AAAAAAAAAAAAAAAAAAAAAAAA/",
    "registers/export/risks/csv/",
    "registers/export/risks/xlsx/",
    "ledger/",
    "ledger/1/",
    "ledger/verify/",
    "ledger/download/",
    "compare/",
    "compare/?from=2026-01-01",
)
FOR_WRITERS = ADDRESSES[3:8]
FOR_EXPORT = (*ADDRESSES[8:10], "ledger/download/")


@pytest.mark.row("R-293")
@pytest.mark.usefixtures("ledger")
def test_somebody_elses_organisation_is_nowhere() -> None:
    kept("umbra", "Umbra")
    ana = Comer(Role.ISMS_LEAD, "umbra")

    for path in ADDRESSES:
        for organisation in ("acme", "nowhere"):
            assert ana.gets(f"/o/{organisation}/{path}").status_code == 404, path
            assert ana.posts(f"/o/{organisation}/{path}", {}).status_code == 404, path


@pytest.mark.row("R-293")
@pytest.mark.usefixtures("ledger")
def test_a_reader_reads_and_does_nothing_else() -> None:
    ana = Comer(Role.READER)

    for path in ADDRESSES:
        refused = path in {*FOR_WRITERS, *FOR_EXPORT}
        assert (ana.gets(path).status_code == 403) == refused, path
    for path in FOR_WRITERS:
        assert ana.posts(path, {"key": "R-9", "title": "x", "because": "y"}).status_code == 403


@pytest.mark.usefixtures("ledger")
def test_nothing_is_recorded_in_the_past(ledger: StoredLedger) -> None:
    ana = Comer(Role.ISMS_LEAD)

    for path in (*FOR_WRITERS, "ledger/verify/"):
        form = {"key": "R-9", "title": "x", "because": "y", "pasted": "a\tb"}
        assert ana.posts(path, form, "?as_of=2026-02-01").status_code == 409, path
    assert ana.gets("registers/new/risks/", as_of="2026-02-01").status_code == 409
    assert ledger.dossier().length == 3


@pytest.mark.usefixtures("ledger")
def test_what_is_not_there_is_not_found() -> None:
    ana = Comer(Role.ISMS_LEAD)

    for path in (
        "registers/nothing/",
        "registers/risks/R-99/",
        "registers/change/risks/R-99/",
        "registers/retire/risks/R-99/",
        "registers/import/risks/AAAAAAAAAAAAAAAAAAAAAAAA/",
        "ledger/99/",
    ):
        assert ana.gets(path).status_code == 404, path


@pytest.mark.usefixtures("acme")
def test_every_register_has_a_form_for_whoever_writes_it() -> None:
    for role in (Role.ISMS_LEAD, Role.LEAD_AUDITOR, Role.REVIEWER, Role.BODY_OFFICE):
        ana = Comer(role)
        for kind in registers().values():
            offered = ana.gets(f"registers/new/{kind.plural}/").status_code == 200
            assert offered == may_write(role, kind), (role, kind)
