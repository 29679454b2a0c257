"""What of an export is refused: by its name, its role, its organisation, its time."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from assay.actions import export_upload
from assay.actions.checked_out import populations_folder
from assay.actions.jobs import worker
from assay.domain.file import File
from assay.domain.record_source import RecordSource
from assay.domain.role_assignment import Role
from assay.store.jobs.models import Job
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.store.fixtures import kept
from tests.web.exports import (
    CREATED,
    a_file,
    beginning,
    form_of,
    handed_in,
    recorded,
    sent,
    upload_limit,
)
from tests.web.people import Comer, say, text_of


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


@pytest.fixture
def ledger(acme: StoredLedger, tmp_path: Path) -> Iterator[StoredLedger]:
    """Begin a ledger in a data directory of its own."""
    with beginning(acme, tmp_path) as begun:
        yield begun


def test_a_required_column_that_no_heading_has_is_named_before_anything_is_written(
    ledger: StoredLedger,
) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    at = handed_in(ana)
    length = ledger.dossier().length

    answer = sent(ana, at, "record", **CREATED, **{"column:Requester": "-"})

    assert answer.status_code == 422
    assert "<strong>requested by</strong> (required: who asked)" in text_of(answer)
    assert "requested_by among them, or a mapping to it" in text_of(answer)
    assert (ledger.dossier().length, Job.objects.count()) == (length, 0)


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("key", "", "Key: nothing; expected a key for the source, such as SRC-1"),
        ("time_zone", "Amsterdam", "is no time zone; expected one such as Europe/Amsterdam"),
        ("window_until_on", "2026-03-31", "2026-03-31, before 2026-04-01; expected a day after it"),
        ("extracted_at", "yesterday", "expected a moment such as 2026-01-31 14:05"),
        ("row_count", "many", "expected how many rows the source says it has"),
    ],
)
def test_a_field_that_cannot_be_taken_is_named(
    ledger: StoredLedger, field: str, text: str, says: str
) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    at = handed_in(ana)

    answer = sent(ana, at, "record", **CREATED, **{"window_from_on": "2026-04-01", field: text})

    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    assert says in "".join(str(text) for text in page.itertext())
    assert len(ledger.dossier()[RecordSource]) == 0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("changes.csv", b"%PDF-1.7 not records", "changes.csv: a PDF"),
        ("changes.xlsx", b"PK\x03\x04 cut off", "changes.xlsx"),
        ("log.xes.gz", gzip.compress(bytes(80 << 20)), "unpacks to more than"),
        ("log.xes", b'<!DOCTYPE l [<!ENTITY a "a">]><log>&a;</log>', "log.xes"),
        ("../../etc/passwd", b"\x7fELF\x00\x00", "passwd"),
    ],
)
def test_a_hostile_file_is_named_and_nothing_is_written(
    ledger: StoredLedger, name: str, content: bytes, says: str
) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    at = handed_in(ana, a_file(content, name))

    shown = ana.gets(at)
    refused = sent(ana, at, "record", family="event")

    assert (shown.status_code, refused.status_code) == (200, 422)
    assert "It cannot be frozen like this." in text_of(shown)
    assert says in text_of(shown)
    assert len(ledger.dossier()[File]) == 0


def test_nothing_and_too_much_are_refused_by_name(
    ledger: StoredLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = Comer(Role.RECORD_KEEPER)

    nothing = ana.posts("populations/add/", {})
    empty = ana.posts("populations/add/", {"file": a_file(b"")})
    with upload_limit(monkeypatch, 5 << 20):
        large = ana.posts("populations/add/", {"file": a_file(b"a,b\n" * (2 << 20), "large.csv")})

    assert [each.status_code for each in (nothing, empty, large)] == [422, 422, 422]
    assert "Nothing was handed in; expected a file" in text_of(nothing)
    said = html.fromstring(large.content.decode()).xpath('string(//*[@role="alert"]/p)')
    assert said == "large.csv: more than 5 MB; expected less, or the command assay import."
    assert len(export_upload.exports_of(ledger.organisation, 1)) == 0


def test_the_form_states_the_limit_and_the_way_for_more(ledger: StoredLedger) -> None:
    page = text_of(Comer(Role.RECORD_KEEPER).gets("populations/add/"))

    assert ledger.organisation == "acme"
    assert "at most 512 MB" in page
    assert "assay import" in page


@pytest.mark.row("R-294")
@pytest.mark.usefixtures("ledger")
def test_only_who_may_upload_populations_adds_one() -> None:
    at = handed_in(Comer(Role.RECORD_KEEPER))
    recorded(Comer(Role.RECORD_KEEPER), handed_in(Comer(Role.RECORD_KEEPER)))
    reader = Comer(Role.READER, name="Rea Der")

    answers = [
        reader.gets("populations/add/"),
        reader.posts("populations/add/", {"file": a_file()}),
        reader.gets(at),
        reader.posts(at, {"do": "record"}),
        reader.posts("populations/freeze/", {}),
        reader.posts("populations/source/SRC-1/correct/", {}),
        reader.gets("populations/source/SRC-1/original/"),
    ]

    assert [each.status_code for each in answers] == [403] * 7
    assert reader.gets("populations/source/SRC-1/").status_code == 200
    assert "Add a source" not in text_of(reader.gets("populations/"))


@pytest.mark.row("R-294")
def test_somebody_elses_populations_and_exports_are_not_there(ledger: StoredLedger) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    at = handed_in(ana)
    page = recorded(ana, handed_in(ana))
    kept("umbra", "Umbra")
    una = Comer(Role.RECORD_KEEPER, "umbra", "Una Meier")
    other = Comer(Role.ISMS_LEAD, name="Otto Her")

    elsewhere = [una.gets(page), una.gets(at), una.gets(f"{page}original/")]
    own = [una.gets(each.replace("/o/acme/", "/o/umbra/")) for each in (page, at)]

    assert ledger.organisation == "acme"
    assert [each.status_code for each in (*elsewhere, *own)] == [404] * 5
    # A colleague's export that is not recorded yet is not there either.
    assert other.gets(at).status_code == 404


def test_nothing_is_added_in_the_past(ledger: StoredLedger) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    at = handed_in(ana)

    answers = [
        ana.gets("populations/add/", as_of="2026-01-31"),
        ana.gets(at, as_of="2026-01-31"),
        ana.posts(at, {"do": "record"}, "?as_of=2026-01-31"),
        ana.posts("populations/freeze/", {}, "?as_of=2026-01-31"),
    ]

    assert [each.status_code for each in answers] == [409] * 4
    assert len(ledger.dossier()[RecordSource]) == 0


def test_somebody_elses_change_is_shown_and_the_export_is_still_there(
    ledger: StoredLedger,
) -> None:
    ana = Comer(Role.RECORD_KEEPER)
    page = recorded(ana, handed_in(ana))
    at = ana.posts(f"{page}correct/", {})["Location"]
    form = {**form_of(ana.gets(at)), **CREATED, "complete": "Mine", "do": "record"}
    source = ledger.dossier()[RecordSource]["SRC-1"]
    say(ledger, source.changed(complete="Theirs"))

    answer = ana.posts(at, form)

    assert answer.status_code == 409
    assert ledger.dossier()[RecordSource]["SRC-1"].complete == "Theirs"
    assert form_of(ana.gets(at))["complete"] == "Mine"


def test_a_database_is_named_by_nobody_here(
    ledger: StoredLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_RECORDS_OTHERS", "postgresql://nobody@127.0.0.1:9/others")
    say(ledger, RecordSource(key="SRC-7", family="change", database="ASSAY_RECORDS_OTHERS"))
    ana = Comer(Role.RECORD_KEEPER)
    ana.posts("populations/freeze/", {"source": "SRC-7"})

    worker.work_once("one")

    page = text_of(ana.gets("populations/source/SRC-7/"))
    assert Job.objects.get(kind="freeze").error == (
        "no source of records SRC-7 names a file to be frozen."
    )
    assert "which the command line reaches and no page can" in page
    assert not populations_folder().exists() or not list(populations_folder().glob("frozen-*/*"))
    # Nor by a form that was made by hand.
    at = handed_in(ana)
    recorded(ana, at, database="ASSAY_RECORDS_OTHERS", kind="live")
    assert ledger.dossier()[RecordSource]["SRC-2"].database == ""
