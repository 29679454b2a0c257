"""A new revision was made without a first article that had been accepted.

Population
    Every drawing revision released in the window to which a job was finished.

Deviation
    No first article of that revision was accepted, or not before the first job
    to it was finished.

Why it matters
    The first part is the proof that the drawing, the program and the tools make
    what the customer ordered; without it a whole batch is the trial.

Does not look at
    What was measured on the first article; a new machine, place or program at the
    same revision.

Put right
    Inspect a part of each revision named in full, and decide about those that
    were delivered without.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised, records_of, together
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.conditions import parse_conditions
from assay.claims.kinds.matching import Others, Through, matching
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.PRECEDENCE, "event", first="first article accepted"),)
_BY = ("part", "revision")
_ACCEPTED = ("kind = first article", "result = accepted")


@population_check(since="2026.2", answers=ANSWERS)
def first_article_missing(operation: Operation) -> Looked:
    """Look for the first article of each new revision."""

    def proven_first(revisions: Members, terms: Terms) -> PopulationTest:
        jobs, looks = records_of(operation, "work_order"), records_of(operation, "inspection")
        accepted = parse_conditions(_ACCEPTED, looks)
        articles = Others(looks, _BY, "inspected_at", accepted, Through(jobs, "job"))
        return matching(
            revisions, _BY, articles, then=Others(jobs, _BY, "finished_at"), terms=terms
        )

    made = ask_without_promise(
        operation, "revisions and first articles", "design_release", "released_at", proven_first
    )
    return looked_of(
        together(ask_promises(operation, ANSWERS), made),
        _says,
        nothing_because="there are no released drawings",
    )


def _says(answer: Answer) -> str:
    if answer.promise:
        what = f"{counted(answer, 'jobs')} went on without a first article"
    else:
        what = f"{counted(answer, 'new revisions')} went into work without a first article"
    return f"{what}: {named_first(answer)}{as_promised(answer)}."
