"""Work was done to a revision that was not the one in force that day.

Population
    Every job that was begun in the window, with the revisions of its part.

Deviation
    The revision of the job had been superseded when the job was begun, or had not
    been released yet, or was never released while another one was in force.

Why it matters
    Parts to an old drawing conform to what the customer does not want any more.

Does not look at
    A revision that came while the job was running; parts of which no released
    drawing is on record.

Put right
    Hold the parts of the jobs named, compare the two revisions with the customer,
    and take the old papers out of the works.
"""

from assay.checks.asking import Answer
from assay.checks.joined_records import named_with, records_of
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.kinds.validity import Spans, validity
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.deviation import Looked
from assay.domain.figures import ListedRecord


@population_check(since="2026.2")
def obsolete_revision_used(operation: Operation) -> Looked:
    """Look at which revision was in force when each job was begun."""

    def in_force(jobs: Members, terms: Terms) -> PopulationTest:
        drawings = records_of(operation, "design_release")
        spans = Spans(drawings, "part", "revision", "released_at", "superseded_at")
        return validity(jobs, "part", ["revision"], "started_at", spans, terms=terms)

    begun = ask_without_promise(
        operation, "revisions of jobs", "work_order", "started_at", in_force
    )
    return looked_of([begun], _says, nothing_because="there are no jobs")


def _says(answer: Answer) -> str:
    named = named_with(answer, _told)
    return f"{counted(answer, 'jobs')} used a revision that was not in force: {named}."


def _told(job: ListedRecord) -> str:
    facts = job.facts
    in_force = f", {facts['current']} in force" if "current" in facts else ""
    return (
        f"{job.key} ({facts['part']} to {facts['revision']} on {facts['then_at'][:10]}{in_force})"
    )
