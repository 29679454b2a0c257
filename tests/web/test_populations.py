"""Records from a file: looked at, mapped, frozen in the background, and shown with its faults."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from assay.actions.jobs import worker
from assay.domain.claim import Claim, ClaimKind
from assay.domain.file import File
from assay.domain.record_source import RecordSource
from assay.domain.role_assignment import Role
from assay.store.jobs.models import Job
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.web.exports import (
    CREATED,
    MESSY,
    a_file,
    beginning,
    facts,
    form_of,
    frozen,
    handed_in,
    recorded,
    sent,
    sums,
)
from tests.web.people import Comer, rows_of, say, text_of


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


@pytest.fixture
def ledger(acme: StoredLedger, tmp_path: Path) -> Iterator[StoredLedger]:
    """Begin a ledger in a data directory of its own."""
    with beginning(acme, tmp_path) as begun:
        yield begun


@pytest.mark.row("R-151")
def test_a_messy_export_is_mapped_recorded_and_frozen_with_its_hash(ledger: StoredLedger) -> None:
    ana = Comer(Role.RECORD_KEEPER)

    at = handed_in(ana)
    proposed = ana.gets(at)
    sent(ana, at, "again", **CREATED)
    mapped = ana.gets(at)
    page = recorded(
        ana,
        at,
        window_from_on="2026-04-01",
        window_until_on="2026-04-30",
        extracted_at="2026-05-01T08:00",
        complete="All of the change tool",
        independent="yes",
    )
    length = ledger.dossier().length
    waiting = text_of(ana.gets(page))
    worker.work_once("one")
    shown = ana.gets(page)

    assert form_of(proposed)["family"] == "change"
    assert "expected requested_at among them, or a mapping to it" in text_of(proposed)
    assert [row[0] for row in rows_of(mapped, "What cannot be read")] == ["4", "5"]
    assert sums(mapped) == ["5", "3", "2", "0"]
    assert "Not frozen yet" in waiting
    population = frozen(ledger)
    assert population is not None
    told = population.population
    assert (told.rows_in, told.row_count, told.unreadable) == (5, 3, 2)
    assert ledger.dossier().length == length
    source = ledger.dossier()[RecordSource]["SRC-1"]
    file = ledger.dossier()[File]["records/changes.csv"]
    assert file.sha256 == sha256(MESSY.encode()).hexdigest()
    assert (source.file, source.family, source.independent) == (file.key, "change", True)
    assert source.extracted_at == datetime(2026, 5, 1, 6, 0, tzinfo=UTC)
    assert source.mapping == (
        "Change No = change_id",
        "Created = requested_at",
        "Requester = requested_by",
        "Approved = approved_at",
        "Approver = approved_by",
    )
    assert facts(shown) == {
        "Source": "SRC-1",
        "File": "records/changes.csv",
        "Extracted": "2026-05-01 06:00 UTC",
        "Window": "2026-04-01 to 2026-04-30",
        "Rows": "3",
        "SHA-256 of the file": file.sha256,
        "Content hash": told.content_hash,
        "Time zone": "Europe/Amsterdam",
        "Completeness": "All of the change tool",
        "Independent": "yes",
    }
    _shows_what_was_read(shown)


def _shows_what_was_read(shown: HttpResponse) -> None:
    assert rows_of(shown, "What cannot be read") == [
        [
            "4",
            "Created",
            "'soon'",
            "an instant such as 2026-01-31 14:05, which Europe/Amsterdam has just once",
        ],
        ["5", "Change No", "nothing", "change_id, without which it is no record"],
    ]
    assert [row[1] for row in rows_of(shown, "Records by week")] == ["2", "0", "1", "0", "0"]
    assert [row[:3] for row in rows_of(shown, "First rows")] == [
        ["2", "CHG-1", "normal"],
        ["3", "CHG-2", "normal"],
        ["6", "CHG-5", "normal"],
    ]


def test_file_and_source_are_one_transaction_signed_by_who_recorded(ledger: StoredLedger) -> None:
    recorded(Comer(Role.RECORD_KEEPER), handed_in(Comer(Role.RECORD_KEEPER)), because="AUD-1")

    entries = ledger.dossier().entries[-2:]
    assert [(each.register, each.because) for each in entries] == [
        ("file", "AUD-1"),
        ("record_source", "AUD-1"),
    ]
    assert {each.recorded_at for each in entries} == {entries[0].recorded_at}
    assert {(each.by.name, each.by.role) for each in entries} == {("Ana Ferreira", "record keeper")}


def test_dates_of_two_readings_are_refused_until_somebody_says_which(ledger: StoredLedger) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    at = handed_in(ana, a_file(MESSY.replace("20/04/", "07/04/").replace("21/04/", "08/04/")))

    refused = sent(ana, at, "record", **CREATED)
    kept_said = form_of(ana.gets(at))
    recorded(ana, at, **{"order:Created": "month", "order:Approved": "month"})
    worker.work_once("one")

    assert refused.status_code == 422
    assert "may begin with the day or with the month" in text_of(refused)
    assert "order:Created" in kept_said
    source = ledger.dossier()[RecordSource]["SRC-1"]
    assert "Created = requested_at (month first)" in source.mapping
    assert frozen(ledger)


def test_what_was_said_is_there_again_until_it_is_recorded_or_dropped(
    ledger: StoredLedger,
) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    at = handed_in(ana)

    sent(ana, at, "record", window_from_on="31.1.2026", complete="Counted twice")
    form = form_of(ana.gets(at))
    listed = text_of(ana.gets("populations/add/"))
    sent(ana, at, "drop")

    assert (form["complete"], form["window_from_on"]) == ("Counted twice", "31.1.2026")
    assert "changes.csv" in listed
    assert ana.gets(at).status_code == 404
    assert len(ledger.dossier()[File]) == 0


def test_correcting_a_mapping_freezes_another_population_and_keeps_the_first(
    ledger: StoredLedger,
) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    page = recorded(ana, handed_in(ana))
    worker.work_once("one")
    first = frozen(ledger)

    laid_out = ana.posts(f"{page}correct/", {})
    recorded(ana, laid_out["Location"], **{"column:Approver": "-", "column:Note": "approved_by"})
    before = text_of(ana.gets(page))
    worker.work_once("one")

    second = frozen(ledger)
    assert first
    assert second
    assert "Not frozen yet" in before
    assert first.population.content_hash != second.population.content_hash
    assert first.folder.exists()
    assert len(ledger.dossier()[File]) == 1
    mapping = ledger.dossier()[RecordSource]["SRC-1"].mapping
    assert ("Note = approved_by" in mapping, "Approver = approver" in mapping) == (True, True)


def test_a_newer_export_never_takes_the_place_of_the_file_of_another(ledger: StoredLedger) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    page = recorded(ana, handed_in(ana))
    newer = a_file(MESSY + "CHG-6;normal;21/04/2026 10:00;cleo;;;\n")

    recorded(ana, handed_in(ana, newer, "?source=SRC-1"))
    worker.work_once("one")
    worker.work_once("one")

    dossier = ledger.dossier()
    assert sorted(dossier[File]) == ["records/changes-2.csv", "records/changes.csv"]
    assert dossier[RecordSource]["SRC-1"].file == "records/changes-2.csv"
    assert len(dossier[RecordSource]) == 1
    assert facts(ana.gets(page))["Rows"] == "4"


def test_a_file_that_is_kept_already_can_be_pointed_at(ledger: StoredLedger) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    recorded(ana, handed_in(ana))

    answer = ana.posts("populations/add/", {"stored": "records/changes.csv"})
    recorded(ana, answer["Location"], key="SRC-9")

    assert len(ledger.dossier()[File]) == 1
    assert ledger.dossier()[RecordSource]["SRC-9"].file == "records/changes.csv"


def test_the_original_comes_back_byte_by_byte(ledger: StoredLedger) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    page = recorded(ana, handed_in(ana))

    answer: Any = ana.gets(f"{page}original/")

    assert ledger.organisation == "acme"
    assert b"".join(answer.streaming_content) == MESSY.encode()
    assert answer["Content-Disposition"] == 'attachment; filename="changes.csv"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_families_that_nobody_brings_are_unknown_and_say_who_asks(ledger: StoredLedger) -> None:
    for key, family in (("CL-1", "deployment"), ("CL-2", "change")):
        say(ledger, Claim(key=key, document="POL-01", kind=ClaimKind.DEADLINE, family=family))
    ana = Comer(Role.RECORD_KEEPER)
    before = text_of(ana.gets("populations/"))
    recorded(ana, handed_in(ana))

    after = text_of(ana.gets("populations/"))

    assert "No records yet" in before
    assert "No records yet" not in after
    missing = re.search(r"Asked for, and nobody brings them(.*)", after)
    assert missing
    assert ("Deployments" in missing[1], "CL-1" in missing[1], "CL-2" in missing[1]) == (
        True,
        True,
        False,
    )
    assert "unknown is never green" in after


def test_frozen_records_make_every_result_stale_and_renew_it(ledger: StoredLedger) -> None:
    ana = Comer(Role.ISMS_LEAD)
    ana.gets("stage2/")
    assert worker.work_once("one")
    current = text_of(ana.gets("stage2/"))

    page = recorded(ana, handed_in(ana), window_from_on="2026-04-01")
    stale = text_of(ana.gets(page))
    while worker.work_once("one"):
        pass
    renewed = ana.gets("stage2/")

    said = "What is shown was assessed before the last change of the register."
    assert (said in current, said in stale, said in text_of(renewed)) == (False, True, False)
    body = Job.objects.filter(kind="assess").latest("id").result
    assert body == {"seq": ledger.dossier().length}
    assert date(2026, 4, 1) == ledger.dossier()[RecordSource]["SRC-1"].window_from_on
