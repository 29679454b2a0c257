"""Material was used that nobody had verified, or goods were verified late.

Population
    Every receipt and every case of the event log for which a document promises
    that goods are verified; and every batch of the window made from a lot that
    was received.

Deviation
    Goods were verified later than promised, or never; a job was started, or a
    batch was made, before its material had been verified.

Why it matters
    What is wrong with the material is in every part that is made from it.

Does not look at
    What was looked at on receipt; lots of which there is no receipt at all.

Put right
    Verify what is on the shelf, stop what was made from the rest until it is
    known to be good, and let nothing leave the stores before.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised, records_of, together
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.kinds.matching import Others, matching
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (
    Answers(ClaimKind.DEADLINE, "goods_receipt", then="verified_at"),
    Answers(ClaimKind.RESPONSE, "goods_receipt", then="verified_at"),
    Answers(ClaimKind.COVERAGE, "goods_receipt", then="verified_at"),
    Answers(ClaimKind.PRECEDENCE, "event", first="material verified"),
)


@population_check(since="2026.2", answers=ANSWERS)
def receipt_not_verified(operation: Operation) -> Looked:
    """Look at when goods were verified, and at what was made of them."""

    def verified_first(batches: Members, terms: Terms) -> PopulationTest:
        lots = Others(records_of(operation, "goods_receipt"), ("lot",), "verified_at")
        return matching(batches, ["lot"], lots, then="made_at", alone_is_asked=False, terms=terms)

    used = ask_without_promise(operation, "lots in batches", "batch", "made_at", verified_first)
    return looked_of(
        together(ask_promises(operation, ANSWERS), used),
        _says,
        nothing_because="no document promises that goods are verified, and nothing was made",
    )


def _says(answer: Answer) -> str:
    match answer.family:
        case "batch":
            what = f"{counted(answer, 'batches')} used a lot before it was verified"
        case "event":
            what = f"{counted(answer, 'jobs')} went on before the material was verified"
        case _:
            what = f"{counted(answer, 'receipts')} waited too long to be verified"
    return f"{what}: {named_first(answer)}{as_promised(answer)}."
