"""Documents as pages: the list, the promises in a text, the file, and who may not see them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from assay.actions.kept_results import STAGE2, find_result
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.approval import Approval
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion
from assay.domain.role_assignment import Role
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.store.fixtures import kept
from tests.web.people import Comer, rows_of, say, text_of

DAY = date(2026, 10, 30)


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


def claims_of(organisation: str) -> list[Mapping[str, Any]]:
    found = find_result(StoredLedger(organisation).dossier(), DAY, STAGE2)
    assert found
    return list(found.body["claims"])


@pytest.mark.usefixtures("demos")
def test_each_document_is_listed_with_its_promises_by_verdict() -> None:
    rows = rows_of(Comer(Role.READER, "quillmark").gets("documents/"), "Documents")

    shown = {row[0]: row[2] for row in rows if row[2]}
    expected: dict[str, dict[str, int]] = {}
    for claim in claims_of("quillmark"):
        told = expected.setdefault(claim["document"], {})
        told[claim["verdict"]] = told.get(claim["verdict"], 0) + 1
    words = {"deviates": "Broken", "not tested": "Not tested", "conforms": "Kept"}
    assert len(rows) == len(StoredLedger("quillmark").dossier()[Document])
    assert shown == {
        document: " ".join(f"{word} {told[name]}" for name, word in words.items() if name in told)
        for document, told in expected.items()
    }


@pytest.mark.usefixtures("demos")
def test_each_promise_is_marked_once_in_its_text_with_what_the_records_say() -> None:
    words = {"deviates": "broken", "not tested": "not tested", "conforms": "kept"}
    verdicts = {each["claim"]: words[each["verdict"]] for each in claims_of("quillmark")}
    by_document: dict[str, list[str]] = {}
    for claim in claims_of("quillmark"):
        by_document.setdefault(claim["document"], []).append(f"p-{claim['claim']}")
    ana = Comer(Role.READER, "quillmark")

    for document, expected in by_document.items():
        page: Any = html.fromstring(ana.gets(f"documents/{document}/").content.decode())
        assert sorted(page.xpath('//article//span[starts-with(@id, "p-")]/@id')) == sorted(expected)
        for marked in page.xpath('//a[contains(@class, "promise")]'):
            named = marked.get("href").partition("promise=")[2].partition("#")[0]
            said, _, others = marked.xpath("string(./span)").partition(", of ")
            assert said == verdicts[named]
            assert others in {"", "2 promises"}


@pytest.mark.usefixtures("demos")
def test_a_chosen_promise_shows_the_figures_of_the_kept_result() -> None:
    said = text_of(Comer(Role.READER, "quillmark").gets("documents/PRO-04/", promise="CLM-12"))

    claim = next(each for each in claims_of("quillmark") if each["claim"] == "CLM-12")
    test = claim["tests"][-1]
    assert f'<dt>Population</dt><dd class="key">{test["population"]}</dd>' in said
    assert f'<dt>Deviating</dt><dd class="key">{test["deviating"]}</dd>' in said


@pytest.mark.usefixtures("demos")
@pytest.mark.parametrize(
    "path",
    [
        "documents/NO-SUCH/",
        "documents/NO-SUCH/file/",
        "stage2/promises/NO-SUCH/",
        "stage2/tests/no-such/T-1/",
        "stage2/tests/deployment-without-change/T-1/",
        "stage2/rehearsals/4711/",
        "checks/no-such/",
        "/o/corvane/documents/",
        "/o/nobody/documents/",
    ],
)
def test_what_is_not_there_and_what_is_somebody_elses_answer_alike(path: str) -> None:
    assert Comer(Role.ISMS_LEAD, "quillmark", "Nia Novak").gets(path).status_code == 404


@pytest.mark.usefixtures("demos")
def test_a_promise_that_is_not_of_the_document_chooses_nothing() -> None:
    said = text_of(Comer(Role.READER, "quillmark").gets("documents/PRO-04/", promise="CLM-01"))

    assert "Figures and records" not in said


@pytest.mark.usefixtures("demos")
def test_the_past_knows_documents_as_they_were() -> None:
    ana = Comer(Role.READER, "quillmark")

    now = text_of(ana.gets("documents/POL-04/"))
    past = text_of(ana.gets("documents/POL-04/", as_of="2026-03-01"))

    assert 'version <span class="key">2.1</span>' in now
    assert 'version <span class="key">2.0</span>' in past
    assert "What was known on" in past


def test_a_document_without_a_file_is_said_to_have_none(acme: StoredLedger) -> None:
    say(acme, Document(key="POL-01", title="Policy"))

    said = text_of(Comer(Role.READER).gets("documents/POL-01/"))

    assert "No file of this document could be read." in said
    assert "status not said" in said


def test_the_list_is_searched_and_paged(acme: StoredLedger) -> None:
    say(acme, *(Document(key=f"D-{n:03}", title=f"Page {n}") for n in range(250)))
    ana = Comer(Role.READER)

    assert len(rows_of(ana.gets("documents/"), "Documents")) == 100
    assert len(rows_of(ana.gets("documents/", page="3"), "Documents")) == 50
    assert "250 documents" in text_of(ana.gets("documents/"))
    assert [row[0] for row in rows_of(ana.gets("documents/", q="page 249"))] == ["D-249"]
    assert "No document matches" in text_of(ana.gets("documents/", q="nowhere"))


def test_no_page_asks_more_of_the_database_when_there_is_more_to_show(
    acme: StoredLedger,
) -> None:
    grown = kept("grown", "Grown")
    say(acme, *(Document(key=f"D-{n}", title=f"Page {n}") for n in range(10)))
    say(grown, *(Document(key=f"D-{n}", title=f"Page {n}") for n in range(200)))
    few, many = Comer(Role.READER, "acme"), Comer(Role.READER, "grown")

    asked: dict[str, list[int]] = {}
    for path in ("", "documents/", "documents/D-1/", "stage1/", "stage2/", "stage2/promises/"):
        for comer in (few, many):
            comer.gets(path)  # the dossier is read once; the assessment is put in line once
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert comer.gets(path).status_code == 200
            asked.setdefault(path, []).append(len(queries))

    assert {path: counts[0] for path, counts in asked.items()} == {
        path: counts[1] for path, counts in asked.items()
    }
    assert max(max(counts) for counts in asked.values()) <= 12


def test_beside_a_document_stands_what_is_of_it_and_of_no_other(acme: StoredLedger) -> None:
    say(
        acme,
        Document(key="POL-1", title="Access"),
        DocumentVersion(key="V-1", document="POL-1", version="1.0", changes="First issue"),
        DocumentVersion(key="V-2", document="POL-2", version="9.9"),
        Approval(key="AP-1", document="POL-1", version="1.0", by="Nadia"),
        *(
            Acknowledgement(key=key, document=document, person=person)
            for key, document, person in (
                ("A-1", "POL-1", "bo"),
                ("A-2", "POL-1", "ana"),
                ("A-3", "POL-1", "bo"),
                ("A-4", "POL-2", "cleo"),
            )
        ),
    )

    page = text_of(Comer(Role.READER).gets("documents/POL-1/"))

    assert "First issue" in page
    assert "Nadia" in page
    assert "9.9" not in page
    assert "2 people have said that they read it" in page
