"""A register from a file: every row accounted for, cells corrected, nothing written before."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import override_settings

from assay.domain.case import Case
from assay.domain.finding import Finding, RaisedIn
from assay.domain.grade import Grade
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from assay.domain.soa_row import SoaRow
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.web.people import Comer, page_of, rows_of, say, text_of

STANDING = (
    Risk(key="R-1", title="Loss of a laptop", owner="bo", score=4, action="Encrypt it"),
    Risk(key="R-2", title="Fire", owner="ana"),
    Risk(key="R-3", title="Flood", owner="ana"),
)

MESSY = """Risk register 2026

Ref\tRisk title\tAccountable one\tAssessed on\tScore
R-1\tLoss of a laptop\tcleo\t2026-01-05\t6
R-2\tFire\tana\t\t
R-7\tTheft\tana\tsoon\t3
R-8\tBribery\tana\t2026-01-09\t2

R-8\tBribery again\tana\t2026-01-09\t2
"""

CORRECTED = {
    "was:Accountable one": "-",
    "column:Accountable one": "owner",
    "cell:6 Assessed on": "2026-01-07",
    "cell:9 Ref": "R-9",
}


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


@pytest.fixture
def ledger(acme: StoredLedger, tmp_path: Any) -> Any:
    say(acme, *STANDING)
    with override_settings(ASSAY_HOME=tmp_path):
        yield acme


def handed_in(ana: Comer, register: str, **form: Any) -> str:
    """Hand something in, and return the address at which it can be looked at."""
    answer = ana.posts(f"registers/import/{register}/", form)
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"]


def sums(answer: HttpResponse) -> list[str]:
    page = page_of(answer)
    return [each.text_content() for each in page.xpath('//dl[@class="sum"]//dd')]


def risks(ledger: StoredLedger) -> dict[str, Risk]:
    return dict(ledger.dossier()[Risk].items())


def test_a_messy_register_is_accounted_for_mapped_and_corrected(ledger: StoredLedger) -> None:
    ana = Comer(Role.RISK_OWNER)
    at = handed_in(ana, "risks", pasted=MESSY)

    first = ana.gets(at)
    # Rows in = new + changed + same + unreadable + no items.
    assert sums(first) == ["6", "1", "1", "1", "2", "1"]
    assert [row[:4] for row in rows_of(first, "What cannot be read")] == [
        ["6", "Assessed on", "'soon'", "a date such as 2026-01-31"],
        ["9", "Ref", "'R-8', which row 7 has already", "a key of its own"],
    ]
    assert "1 item of the register is not in the file and stays as it is" in text_of(first)
    assert ledger.dossier().length == 3

    again = ana.posts(
        at,
        {"do": "again", **CORRECTED},
    )
    assert again.status_code == 302
    second = ana.gets(at)
    assert sums(second) == ["6", "3", "1", "1", "0", "1"]
    assert rows_of(second, "Changed items") == [
        ["R-1", "4", "Owner", "bo", "cleo"],
        ["Score", "4", "6"],
        ["Assessed on", "nothing said", "2026-01-05"],
    ]


def test_what_was_mapped_and_corrected_is_recorded_in_one_go(ledger: StoredLedger) -> None:
    ana = Comer(Role.RISK_OWNER)
    at = handed_in(ana, "risks", pasted=MESSY)
    form = {"do": "record", "read_seq": "3", "because": "Workshop of January"}

    done = ana.posts(at, {**form, **CORRECTED})

    assert done.status_code == 302
    found = risks(ledger)
    assert found["R-1"] == STANDING[0].changed(owner="cleo", score=6, assessed_on=date(2026, 1, 5))
    assert (found["R-2"], found["R-3"]) == STANDING[1:]
    assert found["R-7"].assessed_on == date(2026, 1, 7)
    assert found["R-9"].title == "Bribery again"
    new = ledger.dossier().entries[3:]
    assert [entry.key for entry in new] == ["R-7", "R-8", "R-9", "R-1"]
    assert {(entry.by.name, entry.because) for entry in new} == {
        ("Ana Ferreira", "Workshop of January")
    }
    assert {entry.recorded_at for entry in new} == {new[0].recorded_at}
    assert ana.gets(at).status_code == 404


def test_rows_that_cannot_be_read_are_left_out_only_by_saying_so(ledger: StoredLedger) -> None:
    ana = Comer(Role.RISK_OWNER)
    at = handed_in(ana, "risks", pasted=MESSY)

    refused = ana.posts(at, {"do": "record", "read_seq": "3"})
    assert refused.status_code == 422
    assert "2 rows cannot be read." in text_of(refused)
    assert ledger.dossier().length == 3

    ana.posts(at, {"do": "record", "read_seq": "3", "leave_out": "yes"})
    assert set(risks(ledger)) == {"R-1", "R-2", "R-3", "R-8"}


def test_what_was_handed_in_waits_until_it_is_dropped_and_is_nobody_elses(
    ledger: StoredLedger,
) -> None:
    ana, bo = Comer(Role.RISK_OWNER), Comer(Role.RISK_OWNER, name="Bo Lindqvist")
    at = handed_in(ana, "risks", pasted=MESSY)

    assert "pasted.tsv" in text_of(ana.gets("registers/import/risks/"))
    assert "pasted.tsv" not in text_of(bo.gets("registers/import/risks/"))
    assert bo.gets(at).status_code == 404
    assert ana.gets(at.replace("/risks/", "/sites/")).status_code == 404
    ana.posts(at, {"do": "drop"})
    assert "pasted.tsv is dropped" in text_of(ana.gets("registers/import/risks/"))
    assert "pasted.tsv" not in text_of(ana.gets("registers/import/risks/"))
    assert ledger.dossier().length == 3


def test_an_item_that_somebody_changed_meanwhile_stops_the_import_and_keeps_it(
    ledger: StoredLedger,
) -> None:
    ana = Comer(Role.RISK_OWNER)
    at = handed_in(ana, "risks", pasted="Key\tTitle\tScore\nR-1\tLoss of a laptop\t9\n")
    ana.gets(at)
    say(ledger, STANDING[0].changed(title="Loss of a phone"))

    clash = ana.posts(at, {"do": "record", "read_seq": "3"})

    assert clash.status_code == 409
    assert "risk R-1: Lea changed it meanwhile (entry 4" in text_of(clash)
    # The page is of what stands now, and can be sent again.
    assert ["Title", "Loss of a phone", "Loss of a laptop"] in [
        row[-3:] for row in rows_of(clash, "Changed items")
    ]
    assert ana.posts(at, {"do": "record", "read_seq": "4"}).status_code == 302
    assert risks(ledger)["R-1"].score == 9


def test_a_workbook_is_read_from_the_sheet_that_is_named(ledger: StoredLedger) -> None:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed)
    for name, key in (("Old", "R-20"), ("New", "R-21")):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["ID", "Title", "Owner"])
        sheet.write_row(1, 0, [key, "Theft", "ana"])
    book.close()
    ana = Comer(Role.RISK_OWNER)
    at = handed_in(ana, "risks", file=SimpleUploadedFile("risks.xlsx", packed.getvalue()))

    both = ana.gets(at)
    assert "headings of the same register as in sheet Old" in text_of(both)
    assert ana.posts(at, {"do": "record", "read_seq": "3"}).status_code == 422
    ana.posts(at, {"do": "again", "sheet": "New"})

    assert ana.posts(at, {"do": "record", "read_seq": "3"}).status_code == 302
    assert "R-21" in risks(ledger)
    assert "R-20" not in risks(ledger)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("risks.xlsm", b"PK\x03\x04rest", "a workbook with macros"),
        ("risks.xlsx", b"PK\x03\x04 no archive at all", "risks.xlsx: "),
        ("risks.csv", b"%PDF-1.7 and so on", "risks.csv: "),
        ("risks.csv", b"\0\1\2\3" * 200, "risks.csv: "),
        ("risks.csv", b"a,b\n1,2\n", "no row of headings"),
        ("../../risks.csv", b"   ", "an empty file"),
    ],
)
def test_a_hostile_file_is_refused_by_its_name_and_nothing_is_written(
    ledger: StoredLedger, name: str, content: bytes, says: str
) -> None:
    ana = Comer(Role.RISK_OWNER)
    at = handed_in(ana, "risks", file=SimpleUploadedFile(name, content))

    page = ana.gets(at)

    assert page.status_code == 200
    assert says in text_of(page)
    assert ana.posts(at, {"do": "record", "read_seq": "3"}).status_code == 422
    assert ledger.dossier().length == 3


@pytest.mark.usefixtures("ledger")
def test_nothing_and_too_much_are_said_before_anything_is_kept() -> None:
    ana = Comer(Role.RISK_OWNER)
    large = SimpleUploadedFile("risks.csv", b"x" * (16 * 2**20 + 2**20))

    nothing = ana.posts("registers/import/risks/", {"pasted": "  "})
    much = ana.posts("registers/import/risks/", {"file": large})

    assert (nothing.status_code, much.status_code) == (422, 422)
    assert "expected a file, or cells pasted" in text_of(nothing)
    assert "risks.csv: 17 MB; expected at most 16 MB." in text_of(much)


@pytest.mark.row("R-294")
def test_an_import_grades_nothing_that_its_sender_may_not_grade(ledger: StoredLedger) -> None:
    graded = Finding(key="F-1", raised_in=RaisedIn.STAGE_1, states="None kept.", grade=Grade.MAJOR)
    say(ledger, graded)
    ana = Comer(Role.ISMS_LEAD)
    at = handed_in(
        ana, "findings", pasted="Key\tRaised in\tStates\tGrade\nF-1\tstage 1\tNone kept.\tminor\n"
    )

    page = ana.gets(at)

    assert "finding F-1, grade: a isms lead may not write it" in text_of(page)
    assert ana.posts(at, {"do": "record", "read_seq": "4"}).status_code == 422
    assert ledger.dossier()[Finding]["F-1"].grade is Grade.MAJOR


def test_a_statement_of_applicability_goes_by_the_numbers_that_people_write(
    ledger: StoredLedger,
) -> None:
    ana = Comer(Role.ISMS_LEAD)
    say(ledger, Case(key="c", name="Acme", standards=("iso27001-2022",)))
    at = handed_in(
        ana, "soa_rows", pasted="No\tControl name\tApplicable\n5.1\tPolicies\tincluded\n"
    )

    assert ana.posts(at, {"do": "record", "read_seq": "4"}).status_code == 302
    assert list(ledger.dossier()[SoaRow]) == ["A.5.1"]
