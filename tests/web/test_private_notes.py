"""What was said in a rehearsal, asked for by every way that there is of asking."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.urls import URLResolver

from assay.actions.membership import let_in
from assay.api.operator import API
from assay.domain.interview import Interview, InterviewKind
from assay.domain.interview_answer import InterviewAnswer
from assay.domain.role_assignment import Role
from assay.store.ledger import StoredLedger
from assay.web.room import room_addresses
from tests.api.programs import Program
from tests.store.databases import Database
from tests.store.fixtures import kept
from tests.web.people import Comer, say

SECRETS = ("stumbled", "leavers wait a week", "partly understood", "no queue watched", "to be dug")
REHEARSAL = Interview(
    key="I-1",
    kind=InterviewKind.DRY_RUN,
    person="ana",
    interviewer="bo",
    minutes=30,
    note="Ana stumbled over the queue",
)
ANSWER = InterviewAnswer(
    key="I-1 / Q-7",
    interview="I-1",
    question="Q-7",
    answer="Our leavers wait a week",
    understood="partly understood",
    gap="no queue watched",
)
AUDIT = Interview(key="I-2", kind=InterviewKind.AUDIT, person="ana", note="An audited note")


@dataclass(frozen=True)
class Asker:
    """Somebody who belongs to the organisation, and who of its people they are."""

    role: Role
    person: str = ""


OTHERS = (
    Asker(Role.ISMS_LEAD),
    Asker(Role.CONTROL_OWNER, "cleo"),
    Asker(Role.LEAD_AUDITOR),
    Asker(Role.ADMINISTRATOR),
)
PLACES = {
    "organisation": ("acme",),
    "register": ("interviews", "interview_answers"),
    "name": ("interviews", "interview_answers"),
    "key": ("I-1", "I-1 / Q-7"),
    "seq": ("1", "2", "4"),
}
TWO = (Asker(Role.CONTROL_OWNER, "ana"), Asker(Role.CONTROL_OWNER, "bo"))
INTERVIEWER = Asker(Role.INTERVIEWER)


@pytest.fixture
def ledger(sqlite_database: Database, tmp_path: Path) -> Iterator[StoredLedger]:  # noqa: ARG001
    kept_ledger = kept("acme", "Acme")
    say(kept_ledger, REHEARSAL, ANSWER, AUDIT)
    say(kept_ledger, REHEARSAL.changed(minutes=31), because="Ana has to be dug at again")
    with override_settings(STATIC_ROOT=tmp_path, ASSAY_HOME=tmp_path):
        yield kept_ledger


def coming(asker: Asker) -> Comer:
    comer = Comer(asker.role)
    let_in("ana@acme.example", "Ana Ferreira", "acme", asker.role, person=asker.person)
    return comer


def pages_asked() -> Iterator[str]:
    """Yield every page with every argument that leads to the notes."""
    for room in room_addresses():
        assert isinstance(room, URLResolver)
        for pattern in room.url_patterns:
            yield from {_filled(f"/{room.pattern}{pattern.pattern}", at) for at in range(3)}


def _filled(path: str, at: int) -> str:
    def value(found: re.Match[str]) -> str:
        values = PLACES.get(found[1], ("1",))
        return values[at % len(values)]

    return re.sub(r"[<{](?:\w+:)?(\w+)[>}]", value, path)


def said_by_pages(comer: Comer) -> str:
    queries: list[tuple[str, dict[str, str]]] = [(each, {}) for each in pages_asked()]
    queries += [
        ("ledger/", {"q": "leavers"}),
        ("registers/interview_answers/", {"q": "week"}),
        ("compare/", {"from": "2020-01-01"}),
    ]
    answers = [comer.gets(path, **query) for path, query in queries]
    assert {each.status_code for each in answers} <= {200, 302, 403, 404, 405}
    assert sum(each.status_code == 200 for each in answers) > 20
    return "\n".join(_text(each) for each in answers)


def said_by_api(asker: Asker) -> str:
    program = Program(asker.role)
    let_in("ana@acme.example", "Ana Ferreira", "acme", asker.role, person=asker.person)
    said = []
    for path, methods in API.get_openapi_schema()["paths"].items():
        for at in range(3) if "get" in methods and "{organisation}" in path else ():
            filled = _filled(path, at)
            answer = program.asks(filled.removeprefix("/api/v1"), "GET", None, from_on="2020-01-01")
            said.append(_text(answer))
    return "\n".join(said)


def _text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode(errors="replace"))


def test_what_was_said_is_shown_to_whoever_was_in_it_and_to_nobody_else(
    ledger: StoredLedger,
) -> None:
    for asker in (*TWO, INTERVIEWER):
        said = said_by_pages(coming(asker))
        assert [each for each in SECRETS if each not in said] == []
    for asker in OTHERS:
        said = said_by_pages(coming(asker))
        assert [each for each in SECRETS if each in said] == [], asker
        assert "An audited note" in said
        assert "for whoever was in the rehearsal" in said
    assert ledger.dossier().length == 4


@pytest.mark.usefixtures("ledger")
def test_a_program_reads_what_its_member_reads() -> None:
    for asker in (*TWO, INTERVIEWER):
        said = said_by_api(asker)
        assert [each for each in SECRETS if each not in said] == []
    for asker in OTHERS:
        said = said_by_api(asker)
        assert [each for each in SECRETS if each in said] == [], asker
        assert "An audited note" in said


def test_nobody_changes_what_they_may_not_read(ledger: StoredLedger) -> None:
    lead = coming(OTHERS[0])
    form = {"key": "I-1", "kind": "audit", "person": "ana", "read_seq": "4"}

    refused = lead.posts("registers/change/interviews/I-1/", form)
    gone = lead.posts("registers/retire/interviews/I-1/", {"because": "Tidying up"})

    assert "what was said is for whoever was in the rehearsal" in _text(refused)
    assert "what was said is for whoever was in the rehearsal" in _text(gone)
    assert ledger.dossier().length == 4
    assert coming(TWO[0]).posts("registers/change/interviews/I-1/", form).status_code == 302
    # What was once a rehearsal stays one to the others.
    said = said_by_pages(coming(OTHERS[0]))
    assert [each for each in SECRETS if each in said] == []
