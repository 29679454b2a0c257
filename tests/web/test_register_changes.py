"""Items changed by hand: all errors at once, nothing typed is lost, nobody oversteps a role."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from assay.domain.draw import Draw
from assay.domain.finding import Finding, RaisedIn
from assay.domain.grade import Grade
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from assay.domain.soa_row import InclusionReason, SoaRow
from assay.domain.stage_plan import Stage
from assay.ledger.entry import Author
from assay.store.ledger import StoredLedger
from tests.store.databases import Database
from tests.web.people import Comer, page_of, rows_of, say, text_of

LAPTOP = Risk(
    key="R-1", title="Loss of a laptop", owner="bo", score=4, systems=("crm", "erp"), status="open"
)
FINDING = Finding(key="F-1", raised_in=RaisedIn.STAGE_1, states="No record of it.")


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


@pytest.fixture
def ledger(acme: StoredLedger) -> StoredLedger:
    say(acme, LAPTOP, FINDING, Person(key="bo", name="Bo Lindqvist"))
    return acme


def risk_in(ledger: StoredLedger, key: str = "R-1") -> Risk | None:
    return ledger.dossier()[Risk].get(key)


def entries(ledger: StoredLedger) -> int:
    return ledger.dossier().length


def test_a_change_is_recorded_by_whom_in_which_role_and_because_of_what(
    ledger: StoredLedger,
) -> None:
    ana = Comer(Role.CONSULTANT)

    answer = ana.posts(
        "registers/change/risks/R-1/",
        {"read_seq": "3", "score": "6", "systems": "crm\nerp\n\n hr ", "because": "NC-4"},
    )

    assert answer.status_code == 302
    assert answer["Location"] == "/o/acme/registers/risks/R-1/"
    last = ledger.dossier().entries[-1]
    assert (last.seq, last.by, last.because) == (
        4,
        Author("Ana Ferreira", "consultant", external=True),
        "NC-4",
    )
    # Fields that were not sent read as before.
    assert risk_in(ledger) == LAPTOP.changed(score=6, systems=("crm", "erp", "hr"))
    page = ana.gets("registers/risks/R-1/")
    assert rows_of(page) == [["Systems", "crm; erp", "crm; erp; hr"], ["Score", "4", "6"]]
    assert "Because of NC-4" in text_of(page)
    assert "consultant, from outside" in text_of(page)
    assert '<a class="small" href="/o/acme/ledger/4/">Entry 4</a>' in text_of(page)


def test_a_form_that_is_sent_as_it_came_records_nothing(ledger: StoredLedger) -> None:
    ana = Comer(Role.ISMS_LEAD)
    form = fields_of_form(ana.gets("registers/change/risks/R-1/"))

    answer = ana.posts("registers/change/risks/R-1/", form)

    assert answer.status_code == 302
    assert entries(ledger) == 3


def test_every_kind_of_value_survives_its_form(acme: StoredLedger) -> None:
    row = SoaRow(
        key="A.5.1",
        title="Two\nlines",
        reasons=(InclusionReason.LAW, InclusionReason.RISK),
        requirements=("one", "with\na second line", "[bracket"),
        operating_since_on=date(2026, 1, 31),
        automated=False,
    )
    draw = Draw(
        key="D-1",
        stage=Stage.STAGE_2,
        family="ticket",
        drawn_at=datetime(2026, 1, 31, 9, 30, 1, 250, tzinfo=UTC),
        size=3,
    )
    say(acme, row, draw)

    for role, item in ((Role.ISMS_LEAD, row), (Role.INTERNAL_AUDITOR, draw)):
        ana = Comer(role)
        path = f"registers/change/{item.plural}/{item.key}/"
        form = fields_of_form(ana.gets(path))
        ana.posts(path, {**form, "site": "porto"})
        assert acme.dossier()[type(item)][item.key] == item.changed(site="porto")


@pytest.mark.row("R-293")
def test_all_errors_are_said_at_once_and_what_was_typed_is_kept(ledger: StoredLedger) -> None:
    ana = Comer(Role.ISMS_LEAD)

    answer = ana.posts(
        "registers/new/risks/",
        {"key": "R-1", "title": "", "assessed_on": "2026-02-30", "score": "many", "kind": "odd"},
    )

    assert answer.status_code == 422
    page = text_of(answer)
    for says in (
        "4 fields cannot be taken as they are",
        "Nothing stands here; expected a text.",
        "&#x27;2026-02-30&#x27; stands here; expected a date such as 2026-01-31.",
        "&#x27;many&#x27; stands here; expected a whole number such as 12.",
        "&#x27;odd&#x27; stands here; expected ",
    ):
        assert says in page
    assert 'value="2026-02-30"' in page
    assert 'value="many"' in page
    assert entries(ledger) == 3


def test_a_new_item_is_recorded_and_a_key_that_is_taken_is_not(ledger: StoredLedger) -> None:
    ana = Comer(Role.ISMS_LEAD)

    taken = ana.posts("registers/new/risks/", {"key": "R-1", "title": "Fire"})
    new = ana.posts("registers/new/risks/", {"key": "R/2 ü", "title": "Fire"})

    assert taken.status_code == 422
    assert "R-1 is there already; expected another key." in text_of(taken)
    assert new.status_code == 302
    assert risk_in(ledger, "R/2 ü") == Risk(key="R/2 ü", title="Fire")
    assert "Fire" in text_of(ana.gets(new["Location"]))


@pytest.mark.usefixtures("acme")
def test_a_key_that_is_made_of_fields_need_not_be_typed() -> None:
    form = {"person": "bo", "role": "auditor", "key": ""}

    answer = Comer(Role.ISMS_LEAD).posts("registers/new/role_assignments/", form)

    assert answer["Location"] == "/o/acme/registers/role_assignments/bo%20/%20auditor/"


def test_a_conflict_shows_both_versions_and_keeps_what_was_typed(ledger: StoredLedger) -> None:
    ana, bo = Comer(Role.ISMS_LEAD), Comer(Role.QMS_LEAD, name="Bo Lindqvist")
    hers = fields_of_form(ana.gets("registers/change/risks/R-1/"))
    bo.posts("registers/change/risks/R-1/", {"read_seq": "3", "score": "9", "status": "closed"})

    clash = ana.posts(
        "registers/change/risks/R-1/", {**hers, "score": "6", "title": "Loss of a phone"}
    )

    assert clash.status_code == 409
    assert risk_in(ledger) == LAPTOP.changed(score=9, status="closed")
    assert "Bo Lindqvist changed R-1 meanwhile" in text_of(clash)
    assert rows_of(clash, "Both versions") == [
        ["Title", "Loss of a laptop", "Loss of a laptop", "Loss of a phone"],
        ["Score both changed it", "4", "9", "6"],
        ["Status", "open", "closed", "open"],
    ]

    again = fields_of_form(clash)
    assert (again["read_seq"], again["title"], again["score"]) == ("4", "Loss of a phone", "6")
    # What she never touched is what he made of it.
    assert again["status"] == "closed"
    assert ana.posts("registers/change/risks/R-1/", again).status_code == 302
    assert risk_in(ledger) == LAPTOP.changed(title="Loss of a phone", score=6, status="closed")


def test_an_item_that_was_retired_meanwhile_can_be_brought_back_by_sending_again(
    ledger: StoredLedger,
) -> None:
    ana, bo = Comer(Role.ISMS_LEAD), Comer(Role.QMS_LEAD, name="Bo Lindqvist")
    hers = fields_of_form(ana.gets("registers/change/risks/R-1/"))
    bo.posts("registers/retire/risks/R-1/", {"because": "Merged"})

    clash = ana.posts("registers/change/risks/R-1/", {**hers, "score": "6"})

    assert clash.status_code == 409
    assert "sending the form brings it back" in text_of(clash)
    again = ana.posts("registers/change/risks/R-1/", fields_of_form(clash))
    assert again.status_code == 302
    assert risk_in(ledger) == LAPTOP.changed(score=6)


def test_retiring_and_bringing_back_ask_for_the_reason(ledger: StoredLedger) -> None:
    ana = Comer(Role.ISMS_LEAD)
    path = "registers/retire/risks/R-1/"

    assert "expected the reason" in text_of(ana.posts(path, {"because": "  "}))
    assert entries(ledger) == 3
    assert ana.posts(path, {"because": "Sold"}).status_code == 302
    assert risk_in(ledger) is None
    assert "Bring Loss of a laptop back" in text_of(ana.gets(path))
    assert ana.posts(path, {"because": "Bought back"}).status_code == 302
    assert risk_in(ledger) == LAPTOP
    assert [e.because for e in ledger.dossier().entries[-2:]] == ["Sold", "Bought back"]


@pytest.mark.row("R-294")
@pytest.mark.parametrize(
    "role", [Role.ISMS_LEAD, Role.CONTROL_OWNER, Role.CONSULTANT, Role.INTERNAL_AUDITOR]
)
@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("change/findings/F-1/", {"grade": "observation"}),
        ("change/findings/F-1/", {"state": "closed"}),
        ("change/findings/F-1/", {"raised_in": "internal audit"}),
        ("change/findings/F-1/", {"closed_by": "ana", "closed_on": "2026-01-31"}),
        ("retire/findings/F-1/", {"because": "Not ours."}),
        ("new/findings/", {"key": "F-2", "raised_in": "stage 2", "states": "Fine."}),
        ("new/stage_outcomes/", {"stage": "stage 1", "by_auditor": "ready"}),
        (
            "new/certification_decisions/",
            {"standard": "a", "verdict": "certify", "decided_by": "x", "decided_on": "2026-01-31"},
        ),
        ("new/certificates/", {"key": "C-1", "standard": "a"}),
    ],
)
def test_the_organisation_says_nothing_that_the_body_alone_says(
    ledger: StoredLedger, role: Role, path: str, form: dict[str, str]
) -> None:
    answer = Comer(role).posts(f"registers/{path}", {"read_seq": "3", **form})

    assert answer.status_code == 403
    assert entries(ledger) == 3


@pytest.mark.row("R-294")
def test_the_body_grades_and_the_organisation_answers(ledger: StoredLedger) -> None:
    lead, auditor = Comer(Role.ISMS_LEAD), Comer(Role.LEAD_AUDITOR, name="Cleo Roth")

    graded = auditor.posts("registers/change/findings/F-1/", {"read_seq": "3", "grade": "major"})
    answered = lead.posts(
        "registers/change/findings/F-1/", {"read_seq": "4", "state": "plan submitted"}
    )

    assert (graded.status_code, answered.status_code) == (302, 302)
    found = ledger.dossier()[Finding]["F-1"]
    assert (found.grade, found.state) == (Grade.MAJOR, "plan submitted")
    page = text_of(lead.gets("registers/change/findings/F-1/"))
    assert '<select id="f-grade" name="grade" aria-describedby="h-grade" disabled>' in page
    assert auditor.gets("registers/change/risks/R-1/").status_code == 403


def fields_of_form(answer: Any) -> dict[str, Any]:
    """Return what a browser would send of the form of a page, untouched."""
    page = page_of(answer)
    (form,) = page.xpath("//main//form")
    areas = set(form.xpath(".//textarea/@name"))
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        # A browser leaves the first line end of a text area out and ends lines its own way.
        text = (value.removeprefix("\n") if name in areas else value).replace("\n", "\r\n")
        sent[name] = [*sent[name], text] if name in sent else [text]
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}
