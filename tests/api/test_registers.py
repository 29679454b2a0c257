"""Registers over the API: read by pages, put, refused where somebody else was quicker."""

import pytest

from assay.domain.finding import Finding, RaisedIn
from assay.domain.grade import Grade
from assay.domain.item import registers
from assay.domain.register_permission import may_write
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from assay.store.ledger import StoredLedger
from tests.api.programs import Program, told
from tests.store.fixtures import kept
from tests.web.people import say

RISKS = "registers/risks"


def test_an_item_is_put_read_and_tells_its_history(acme: StoredLedger) -> None:
    lea = Program(Role.ISMS_LEAD, name="Lea Sand")

    made = lea.puts("risks/items/R-1", {"title": "Fire"}, 0, "Workshop of March")
    changed = lea.puts("risks/items/R-1", {"title": "Fire", "owner": "bo"}, told(made)["seq"])

    assert (made.status_code, changed.status_code) == (200, 200)
    read = told(lea.asks(f"{RISKS}/items/R-1"))
    assert (read["item"]["title"], read["item"]["owner"], read["retired"]) == ("Fire", "bo", False)
    first, second = read["history"]
    assert first["because"] == "Workshop of March"
    assert first["by"] == {"name": "Lea Sand", "role": "isms lead", "external": False}
    assert second["fields"] == [{"field": "owner", "before": "", "after": "bo"}]
    assert [entry.seq for entry in acme.dossier().entries] == [1, 2]


@pytest.mark.usefixtures("acme")
def test_a_conflict_shows_both_versions_and_records_nothing() -> None:
    lea, ana = Program(Role.ISMS_LEAD, name="Lea Sand"), Program(Role.RISK_OWNER)
    lea.puts("risks/items/R-1", {"title": "Fire"}, 0)
    ana.puts("risks/items/R-1", {"title": "Fire in the hall"}, 1)

    answer = lea.puts("risks/items/R-1", {"title": "Flood"}, 1)

    assert answer.status_code == 409
    (clash,) = told(answer)["conflicts"]
    assert clash["stands"]["item"] == {"key": "R-1", "title": "Fire in the hall"}
    assert (clash["stands"]["by"]["name"], clash["stands"]["seq"]) == ("Ana Ferreira", 2)
    assert clash["yours"]["item"] == {"key": "R-1", "title": "Flood"}
    assert told(lea.asks(f"{RISKS}/items/R-1"))["item"]["title"] == "Fire in the hall"
    assert told(lea.asks("ledger"))["length"] == 2


@pytest.mark.usefixtures("acme")
def test_an_item_is_retired_and_brought_back_with_a_reason() -> None:
    lea = Program(Role.ISMS_LEAD)
    lea.puts("risks/items/R-1", {"title": "Fire"}, 0)

    unsaid = lea.asks(f"{RISKS}/retire/R-1", "POST", {"because": " ", "read_seq": 1})
    gone = lea.asks(f"{RISKS}/retire/R-1", "POST", {"because": "Sold", "read_seq": 1})
    assert told(lea.asks(f"{RISKS}/items/R-1"))["retired"] is True
    back = lea.asks(f"{RISKS}/bring-back/R-1", "POST", {"because": "Not sold", "read_seq": 2})

    assert [each.status_code for each in (unsaid, gone, back)] == [409, 200, 200]
    assert told(gone)["item"] is None
    assert told(back)["item"]["title"] == "Fire"


def test_every_field_that_cannot_be_read_is_told_at_once(acme: StoredLedger) -> None:
    answer = Program(Role.ISMS_LEAD).puts(
        "risks/items/R-1", {"title": "Fire", "score": "many", "assessed_on": "soon", "x": 1}, 0
    )

    assert answer.status_code == 422
    problem = told(answer)
    where = [each["where"] for each in (problem, *problem["more"])]
    assert where == ["risk R-1, score", "risk R-1, assessed_on", "risk R-1, x"]
    assert acme.dossier().length == 0


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize(
    "item",
    [
        {"title": "Fire", "score": 2**60},
        {"title": "\0"},
        {"title": "\ud800"},
        {"title": "Fire", "key": "R-2"},
        {"title": "Fire", "score": float("nan")},
        {"title": ["Fire"]},
        {},
    ],
)
def test_what_no_ledger_carries_is_refused_as_something_to_mend(item: dict[str, object]) -> None:
    answer = Program(Role.ISMS_LEAD).puts("kpis/items/R-1", item, 0)

    assert answer.status_code in {400, 422}, answer.content
    assert set(told(answer)) == {"error", "where", "expected", "more", "conflicts"}


def test_a_register_is_read_by_pages_and_filtered(acme: StoredLedger) -> None:
    say(acme, *(Risk(key=f"R-{n}", title="Fire", owner="bo" if n % 2 else "") for n in range(7)))
    reader = Program(Role.READER)

    page = told(reader.asks(RISKS, offset=2, limit=3))
    of_bo = told(reader.asks(RISKS, where="owner=bo"))
    of_nobody = told(reader.asks(RISKS, where="owner="))
    sought = told(reader.asks(RISKS, q="fire R-5"))

    assert (page["total"], [each["key"] for each in page["items"]]) == (7, ["R-2", "R-3", "R-4"])
    assert (of_bo["total"], of_nobody["total"]) == (3, 4)
    assert [each["key"] for each in sought["items"]] == ["R-5"]
    assert page["seq"] == 7


@pytest.mark.usefixtures("acme")
def test_a_filter_on_no_field_is_refused_and_does_not_give_everything() -> None:
    answer = Program(Role.READER).asks(RISKS, where="ownr=bo")

    assert answer.status_code == 422
    assert "owner" in told(answer)["expected"]


def test_the_past_is_read_and_takes_no_change(acme: StoredLedger) -> None:
    say(acme, Risk(key="R-1", title="Fire"))  # on 2026-01-31
    lea = Program(Role.ISMS_LEAD)

    before = told(lea.asks(RISKS, as_of="2026-01-30"))
    after = told(lea.asks(RISKS, as_of="2026-01-31"))
    refused = lea.puts("risks/items/R-1", {"title": "Flood"}, 1, as_of="2026-01-31")

    assert (before["total"], after["total"]) == (0, 1)
    assert refused.status_code == 409
    assert "as of 2026-01-31" in told(refused)["error"]
    assert acme.dossier().length == 1


def test_two_days_are_compared(acme: StoredLedger) -> None:
    say(acme, Risk(key="R-1", title="Fire"))
    lea = Program(Role.ISMS_LEAD)
    lea.puts("risks/items/R-1", {"title": "Flood"}, 1)
    lea.puts("risks/items/R-2", {"title": "Theft"}, 2)

    found = told(lea.asks("comparison", from_on="2026-01-31"))

    assert found["counts"] == {"added": 1, "changed": 1, "retired": 0, "saved again": 0}
    assert found["changes"][0]["fields"] == [{"field": "title", "before": "Fire", "after": "Flood"}]
    assert told(lea.asks("comparison", from_on="2026-01-30", until_on="2026-01-31"))["total"] == 1


OF_THE_BODY: tuple[tuple[str, dict[str, object]], ...] = (
    ("stage_outcomes/items/O-1", {"stage": 1, "outcome": "ready"}),
    ("certification_decisions/items/D-1", {"decision": "certify"}),
    ("certificates/items/C-1", {}),
    ("scope_confirmations/items/S-1", {}),
    ("findings/items/F-1", {"states": "No log is kept", "raised_in": "stage 1", "grade": "minor"}),
    ("findings/items/F-2", {"states": "No log is kept", "raised_in": "stage 2"}),
    ("findings/items/F-0", {"states": "Stands", "raised_in": "stage 1", "grade": "observation"}),
    ("findings/items/F-0", {"states": "Stands", "raised_in": "stage 1", "state": "closed"}),
    ("findings/items/F-0", {"states": "Stands", "raised_in": "internal audit"}),
    ("clarifications/items/Q-1", {"question": "Which sites?", "state": "accepted"}),
)


@pytest.mark.row("R-294")
@pytest.mark.parametrize("role", [role for role in Role if not role.of_the_body])
def test_what_the_body_alone_may_do_is_refused_to_every_client_role(
    role: Role, acme: StoredLedger
) -> None:
    say(acme, Finding(key="F-0", states="Stands", raised_in=RaisedIn.STAGE_1, grade=Grade.MINOR))
    program = Program(role)

    for path, item in OF_THE_BODY:
        answer = program.puts(path, item, 1)
        assert answer.status_code == 403, (path, answer.content)
    retired = program.asks(
        "registers/findings/retire/F-0", "POST", {"because": "It annoys", "read_seq": 1}
    )
    assert retired.status_code == 403
    assert acme.dossier().length == 1


@pytest.mark.row("R-294")
def test_the_body_grades_accepts_and_decides_each_by_its_own_role(acme: StoredLedger) -> None:
    say(acme, Finding(key="F-0", states="Stands", raised_in=RaisedIn.STAGE_1))
    auditor, reviewer = Program(Role.LEAD_AUDITOR), Program(Role.REVIEWER, name="Rae Ott")
    stands = {"states": "Stands", "raised_in": "stage 1"}

    graded = auditor.puts("findings/items/F-0", {**stands, "grade": "minor"}, 1)
    by_reviewer = reviewer.puts("findings/items/F-0", {**stands, "grade": "observation"}, 2)

    assert (graded.status_code, by_reviewer.status_code) == (200, 403)
    assert told(graded)["item"]["grade"] == "minor"


@pytest.mark.row("R-293")
@pytest.mark.usefixtures("acme")
def test_every_register_says_whether_the_role_writes_it() -> None:
    for role in (Role.READER, Role.ISMS_LEAD, Role.REVIEWER):
        lines = told(Program(role, name=f"{role.name.title()} X").asks("registers"))
        assert {each["register"]: each["may_write"] for each in lines} == {
            name: may_write(role, kind) for name, kind in registers().items()
        }


def test_somebody_elses_organisation_is_not_there(acme: StoredLedger) -> None:
    say(acme, Risk(key="R-1", title="Fire"))
    kept("umbra", "Umbra")
    stranger = Program(Role.ISMS_LEAD, "umbra")

    for path in ("/organisations/acme/registers/risks", "/organisations/nowhere/registers/risks"):
        answer = stranger.asks(path)
        assert answer.status_code == 404
        assert told(answer)["error"] == "There is no such thing here"
    put = stranger.asks(
        "/organisations/acme/registers/risks/items/R-1",
        "PUT",
        {"item": {"title": "Mine"}, "read_seq": 1},
    )
    assert put.status_code == 404
