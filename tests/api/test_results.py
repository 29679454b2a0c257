"""Results over the API: made by a job, never an earlier one that looks current, two figures."""

from datetime import UTC, datetime

import pytest

from assay.actions.jobs.worker import work_once
from assay.domain.case import Case
from assay.domain.claim import Claim, ClaimKind
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from assay.store.jobs.models import Job
from assay.store.ledger import StoredLedger
from tests.api.programs import Program, told
from tests.store.databases import Database
from tests.store.fixtures import kept
from tests.web.people import say

DAY = "2026-06-30"
RESULTS = ("stage1", "stage2", "readiness", "claims", "populations")


@pytest.fixture
def ledger(sqlite_database: Database) -> StoredLedger:  # noqa: ARG001 - it is kept there
    """Give a test an organisation of which nothing has been said."""
    return kept("acme", "Acme")


def work() -> None:
    while work_once("a worker", lambda: datetime.now(UTC)):
        pass


@pytest.mark.row("R-306", "R-307")
def test_there_are_two_figures_and_nothing_unknown_is_green(ledger: StoredLedger) -> None:
    say(ledger, Case(key="case", name="Certification", standards=("iso27001-2022",)))
    lea = Program(Role.ISMS_LEAD)
    lea.asks("readiness", as_of=DAY)
    work()

    figures = told(lea.asks("readiness", as_of=DAY))

    # No record was handed in, so nothing of Stage 2 conforms; there is no third figure.
    assert set(figures) == {"day", "stage1", "stage2"}
    for figure in (figures["stage1"], figures["stage2"]):
        known = figure["conforming"] + figure["deviating"]
        assert figure["checks"] == known + figure["unknown"] > 0
        assert figure["percent"] == 100 * figure["conforming"] // figure["checks"]
    assert figures["stage2"]["conforming"] == figures["stage2"]["percent"] == 0
    assert figures["stage2"]["unknown"] > 0


@pytest.mark.row("R-306")
@pytest.mark.usefixtures("ledger")
def test_a_stage_of_which_nothing_was_asked_has_no_figure() -> None:
    lea = Program(Role.ISMS_LEAD)
    lea.asks("readiness")
    work()

    figures = told(lea.asks("readiness"))

    assert [figures[stage]["percent"] for stage in ("stage1", "stage2")] == [None, None]


def test_what_is_not_made_yet_is_answered_with_the_job_that_makes_it(ledger: StoredLedger) -> None:
    say(ledger, Risk(key="R-1", title="Fire"))
    lea = Program(Role.ISMS_LEAD)

    first = {path: lea.asks(path, as_of=DAY) for path in RESULTS}
    jobs = {told(answer)["job"]["number"] for answer in first.values()}
    assert {answer.status_code for answer in first.values()} == {202}
    assert len(jobs) == 1
    work()
    (number,) = jobs
    assert told(lea.asks(f"jobs/{number}"))["state"] == "done"
    made = {path: lea.asks(path, as_of=DAY) for path in RESULTS}
    assert {answer.status_code for answer in made.values()} == {200}
    assert told(made["stage1"])["result"]["as_of"] == DAY

    # The ledger moves on: the earlier result is not passed off as current.
    say(ledger, Risk(key="R-2", title="Flood"))
    assert lea.asks("stage1").status_code == 202


def test_the_records_behind_a_promise_wait_for_their_result(ledger: StoredLedger) -> None:
    say(ledger, Claim(key="C-1", document="POL-01", kind=ClaimKind.DEADLINE, family="ticket"))
    lea = Program(Role.ISMS_LEAD)

    assert lea.asks("claim-records/C-2").status_code == 404
    assert lea.asks("claim-records/C-1").status_code == 202
    work()
    page = told(lea.asks("claim-records/C-1"))

    # No records were handed in: nothing is tested, so nothing conforms.
    assert page["not_tested_because"]
    assert (page["population"], page["records"]) == (0, [])
    assert set(page["counts"].values()) == {0}


def test_a_rehearsal_is_a_job_that_is_cancelled_and_writes_nothing(ledger: StoredLedger) -> None:
    lea = Program(Role.ISMS_LEAD)

    put = lea.asks("rehearsals", "POST", {"seed": "7"})
    number = told(put)["number"]
    cancelled = lea.asks(f"jobs/{number}/cancel", "POST")

    assert put.status_code == 202
    assert told(cancelled)["state"] == Job.State.CANCELLED
    assert [each["number"] for each in told(lea.asks("jobs", kind="rehearse"))] == [number]
    assert lea.asks("jobs/999").status_code == 404
    assert ledger.dossier().length == 0


def test_a_verification_is_a_job_that_tells_what_does_not_fit(ledger: StoredLedger) -> None:
    say(ledger, Risk(key="R-1", title="Fire"))
    reader = Program(Role.READER)

    number = told(reader.asks("ledger/verifications", "POST"))["number"]
    work()
    job = told(reader.asks(f"jobs/{number}"))

    assert (job["state"], job["result"]["entries"], job["result"]["faults"]) == ("done", 1, [])
