"""Home of an organisation: two figures with what stands behind them, and never one of both."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from lxml import html

from assay.actions.kept_results import STAGE1, STAGE2, find_result, make_results
from assay.domain.case import Case
from assay.domain.role_assignment import Role
from assay.store.jobs.models import Job
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.store.fixtures import risk
from tests.web.people import Comer, say, text_of

DAY = date(2026, 10, 30)
CASE = Case(
    key="1", name="Acme", standards=("iso27001-2022",), profile="isms-typical", audit_on=DAY
)


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


def result_of(organisation: str, kind: str) -> Mapping[str, Any]:
    found = find_result(StoredLedger(organisation).dossier(), DAY, kind)
    assert found
    assert found.current
    return found.body


def figures_of(answer: HttpResponse) -> list[list[str]]:
    """Return what each stage's panel shows: the figure, then its three parts."""
    page: Any = html.fromstring(answer.content.decode())
    panels = page.xpath('//section[starts-with(@aria-labelledby, "stage-")]')
    shown = './/p[@class="figure-value"]/text() | .//span[@class="pair"]'
    return [
        [
            (each if isinstance(each, str) else each.text_content()).strip()
            for each in panel.xpath(shown)
        ]
        for panel in panels
    ]


@pytest.mark.usefixtures("demos")
@pytest.mark.row("R-307")
@pytest.mark.parametrize("organisation", ["quillmark", "corvane"])
def test_each_stage_has_its_own_figure_and_no_figure_is_of_both(organisation: str) -> None:
    answer = Comer(Role.READER, organisation).gets("")

    expected = []
    for kind in (STAGE1, STAGE2):
        checks = result_of(organisation, kind)["counts"]["checks"]
        parts = [checks["conforms"], checks["deviates"], checks["not tested"]]
        words = ("Conforming", "Deviating", "Not tested")
        told = [f"{word} {part}" for word, part in zip(words, parts, strict=True)]
        expected.append([str(100 * parts[0] // sum(parts)), *told])
    assert figures_of(answer) == expected


@pytest.mark.usefixtures("demos")
def test_home_names_the_worst_findings_and_the_broken_promises() -> None:
    said = text_of(Comer(Role.READER, "quillmark").gets(""))

    findings = result_of("quillmark", STAGE2)["findings"]
    assert [each["check"] for each in findings] == ["deployment-without-change"]
    assert "The worst 1 of 1" in said
    assert "Broken promises 1 of 31" in said
    assert "/o/quillmark/documents/PRO-04/?promise=CLM-12" in said


def test_what_was_not_assessed_yet_has_no_figure_and_is_put_in_line_once(
    acme: StoredLedger,
) -> None:
    say(acme, CASE)
    ana = Comer(Role.READER)

    said = [text_of(ana.gets("")) for _ in range(2)]

    for each in said:
        assert "Nothing was assessed yet for this state." in each
        assert each.count("Not assessed yet for this state.") == 4
        assert "figure-value" not in each
        assert "No check found anything" not in each
    assert Job.objects.filter(organisation="acme").count() == 1


def test_an_earlier_result_is_shown_and_said_to_be_earlier(acme: StoredLedger) -> None:
    say(acme, CASE)
    make_results(acme.dossier(), DAY)
    ana = Comer(Role.READER)
    before = ana.gets("")
    say(acme, risk("R-1"))

    after = ana.gets("")

    assert "assessed before the last change" not in text_of(before)
    assert "What is shown was assessed before the last change" in text_of(after)
    assert figures_of(after) == figures_of(before)
    assert Job.objects.filter(organisation="acme").count() == 1


PAGES = (
    "",
    "documents/",
    "stage1/",
    "stage1/clauses/",
    "stage1/documents/",
    "stage1/statement/",
    "stage1/requests/",
    "stage1/readiness/",
    "stage2/",
    "stage2/promises/",
    "stage2/tests/",
    "stage2/forecast/",
    "stage2/traces/",
    "stage2/readiness/",
    "stage2/rehearsals/",
)


def greens_of(answer: HttpResponse) -> list[str]:
    """Return everything green on a page, but the legends of figures that are nought."""
    page: Any = html.fromstring(answer.content.decode())
    shown = page.xpath(
        '//*[contains(@class, "mark-kept") or contains(@class, "note-good") or '
        'contains(@class, "promise-kept") or contains(@class, "step-kept")]'
    )
    told = [" ".join([each.text_content(), each.tail or ""]).split() for each in shown]
    bars = page.xpath('//*[@class="split-kept" and @width!="0"]')
    return [" ".join(each) for each in told if each[-1] != "0"] + ["bar" for _ in bars]


@pytest.mark.row("R-306")
@pytest.mark.parametrize("page", PAGES)
def test_an_organisation_of_which_nothing_is_known_is_green_nowhere(
    acme: StoredLedger, page: str
) -> None:
    say(acme, CASE)
    make_results(acme.dossier(), DAY)

    answer = Comer(Role.READER).gets(page)

    assert answer.status_code == 200
    assert "before the last change" not in text_of(answer)
    assert greens_of(answer) == []


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize("page", PAGES)
def test_an_organisation_without_a_case_is_green_nowhere(page: str) -> None:
    answer = Comer(Role.READER).gets(page)

    assert answer.status_code == 200
    assert greens_of(answer) == []


def test_an_organisation_without_registers_is_told_where_to_begin(acme: StoredLedger) -> None:
    assert acme.dossier().length == 0

    said = text_of(Comer(Role.READER).gets(""))

    assert "Nothing has been said of Acme yet" in said
    assert "/o/acme/registers/" in said
