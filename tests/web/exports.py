"""Exports handed in at the pages of populations, and what the pages then say."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import override_settings
from lxml import html

from assay.actions import export_upload
from assay.actions.record_source import frozen_of
from assay.domain.case import Case
from assay.domain.record_source import RecordSource
from assay.engine.population import FrozenPopulation
from assay.store.ledger import StoredLedger
from assay.web import incoming
from tests.web.people import Comer, say, text_of

CASE = Case(
    key="case", name="Certification", standards=("iso27001-2022",), time_zone="Europe/Amsterdam"
)

MESSY = """Change No;Kind;Created;Requester;Approved;Approver;Note
CHG-1;normal;03/04/2026 10:00;ana;21/04/2026 11:00;bo;first
CHG-2;normal;05/04/2026 10:00;bo;;;
CHG-3;urgent;soon;bo;;;
;normal;06/04/2026 09:00;bo;;;
CHG-5;normal;20/04/2026 10:00;cleo;;;
"""


CREATED = {"column:Created": "requested_at"}
"""What nobody can guess: one cell in five of it is no moment."""


def a_file(content: bytes | str = MESSY, name: str = "changes.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def handed_in(ana: Comer, file: SimpleUploadedFile | None = None, query: str = "") -> str:
    answer = ana.posts("populations/add/", {"file": file or a_file()}, query)
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"]


def each_of(page: html.HtmlElement, path: str) -> Any:
    """Return what an XPath finds."""
    return page.xpath(path)


def form_of(answer: HttpResponse) -> dict[str, str]:
    """Return what the form of a page would send as it stands."""
    page = html.fromstring(answer.content.decode())
    (form,) = each_of(page, "//form[@data-keep]")
    return {
        name: str(value or "").removeprefix("\n")
        for name, value in form.form_values()
        if name != "do"
    }


def sent(ana: Comer, at: str, does: str, **said: str) -> HttpResponse:
    """Send the form of an export as it stands, with some fields changed."""
    return ana.posts(at, {**form_of(ana.gets(at)), **said, "do": does})


def recorded(ana: Comer, at: str, **said: str) -> str:
    answer = sent(ana, at, "record", **{**CREATED, **said})
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"]


def frozen(ledger: StoredLedger, key: str = "SRC-1") -> FrozenPopulation | None:
    dossier = ledger.dossier()
    return frozen_of(dossier, dossier[RecordSource][key])


def sums(answer: HttpResponse) -> list[str]:
    page = html.fromstring(answer.content.decode())
    return [each.text_content() for each in each_of(page, '//dl[@class="sum"]//dd')]


def facts(answer: HttpResponse) -> dict[str, str]:
    page = html.fromstring(answer.content.decode())
    names = each_of(page, '//section//dl[@class="facts"]/dt')
    return {each.text_content(): each.getnext().text_content() for each in names}


@contextmanager
def upload_limit(monkeypatch: pytest.MonkeyPatch, most: int) -> Iterator[None]:
    """Take at most so many bytes."""
    with monkeypatch.context() as patch:
        patch.setattr(export_upload, "MOST_BYTES", most)
        patch.setattr(incoming, "MOST_BYTES", most)
        yield


@contextmanager
def beginning(acme: StoredLedger, home: Path) -> Iterator[StoredLedger]:
    """Begin a ledger in a data directory of its own."""
    say(acme, CASE)
    with override_settings(ASSAY_HOME=home, FILE_UPLOAD_TEMP_DIR=home / "incoming"):
        yield acme
