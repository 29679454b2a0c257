"""What one system handed over is not what the other one has.

Population
    Every interface of the register with its hand-overs of the window; the
    hand-overs over an interface that the register lacks; and what a document
    promises of hand-overs.

Deviation
    Quantity or revision is another one on the other side, or nothing has arrived
    of what was sent on a day before the records were taken out; or a promised
    time or share is missed.

Why it matters
    What is lost or changed between two systems is missed by both, until a customer
    counts.

Does not look at
    What never left the sending system; whether the interface has a check, which is
    for Stage 1.

Put right
    Settle the hand-overs named on both sides, and compare the sides at the rhythm
    in which things pass.
"""

from collections.abc import Iterator

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised, first_extraction, named_with
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.claims.expressions import negated, one_of
from assay.claims.kinds.agreement import agreement
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Looked
from assay.domain.figures import ListedRecord
from assay.domain.interface import Interface

_PAIRS = (("sent_quantity", "received_quantity"), ("sent_revision", "received_revision"))
_NOT_REGISTERED = "interfaces that are not registered"


def _is_of_hand_overs(claim: Claim) -> bool:
    return "hand-over" in claim.quote.lower() or "handover" in claim.quote.lower()


ANSWERS = (
    Answers(ClaimKind.DEADLINE, "transfer"),
    Answers(ClaimKind.RESPONSE, "transfer"),
    Answers(ClaimKind.COVERAGE, "transfer"),
    Answers(ClaimKind.THRESHOLD, "key_measure", also=_is_of_hand_overs),
)


@population_check(since="2026.2", answers=ANSWERS)
def hand_over_not_reconciled(operation: Operation) -> Looked:
    """Compare both sides of each hand-over, interface by interface."""
    return looked_of(
        (*ask_promises(operation, ANSWERS), *_interfaces(operation)),
        _says,
        nothing_because="there is no interface on record, and nothing was handed over",
    )


def _interfaces(operation: Operation) -> Iterator[Answer]:
    registered = sorted(operation[Interface])
    for key in registered:
        yield _ask(operation, key, [key], among=True)
    if operation.members("transfer") is None and registered:
        return
    others = _ask(operation, _NOT_REGISTERED, registered, among=False)
    if not registered or others.tally.decided + others.tally.undecidable:
        yield others


def _ask(operation: Operation, name: str, interfaces: list[str], *, among: bool) -> Answer:
    def agree(handed: Members, terms: Terms) -> PopulationTest:
        through = one_of(handed.value("interface"), interfaces) if interfaces else None
        scope = through if among or through is None else negated(through)
        arrived_by = first_extraction(operation, "transfer")
        own = Terms(scope, terms.excepted)
        return agreement(handed, _PAIRS, passed=("sent_at", "received_at", arrived_by), terms=own)

    return ask_without_promise(operation, name, "transfer", "sent_at", agree)


def _says(answer: Answer) -> str:
    if answer.promise and answer.family != "transfer":
        return f"{counted(answer, 'values')} missed it: {named_first(answer)}{as_promised(answer)}."
    if answer.promise:
        what = f"{counted(answer, 'hand-overs')} did not arrive as promised"
        return f"{what}: {named_first(answer)}{as_promised(answer)}."
    named = named_with(answer, _differs)
    return f"Over {answer.name}, {counted(answer, 'hand-overs')} do not agree: {named}."


def _differs(handed: ListedRecord) -> str:
    facts = handed.facts
    parts = [
        f"{facts.get(one, 'nothing')} sent, {facts.get(other, 'nothing')} received"
        for one, other in _PAIRS
        if facts.get(one) != facts.get(other)
    ]
    return f"{handed.key} ({'; '.join(parts) or 'never received'})"
