"""A batch cannot be followed back to its material, or a delivery to its batches.

Population
    Every batch of the window, and every delivery of it.

Deviation
    No receipt names the material lot of a batch; no job is known by the number
    that a batch names; no batch was made in the job that was delivered.

Why it matters
    When a lot turns out bad, only this chain says which parts are made of it, and
    who has them.

Does not look at
    Whether the instants along the chain are in order, and which of several batches
    went into which parcel.  A receipt from before the export of receipts begins
    cannot be seen.

Put right
    Find out from the traveller and the certificates what the named batches were
    made from, and hold what cannot be told.
"""

from assay.checks.asking import Answer
from assay.checks.joined_records import records_of
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.kinds.matching import Others, matching
from assay.claims.members import Members, Terms
from assay.claims.population_test import PopulationTest
from assay.domain.deviation import Looked

# What is followed | a family, its moment, its column | to a family, by its column
_LINKS = (
    ("lots of batches", "batch", "made_at", "lot", "goods_receipt", "lot"),
    ("jobs of batches", "batch", "made_at", "job", "work_order", "job_id"),
    ("batches of deliveries", "delivery", "delivered_at", "job", "batch", "job"),
)
_SAYS = {
    "lots of batches": "batches were made from a lot that no receipt names",
    "jobs of batches": "batches were made in a job that is not on record",
    "batches of deliveries": "deliveries are of a job of which no batch is on record",
}


@population_check(since="2026.2")
def batch_lot_unknown(operation: Operation) -> Looked:
    """Look for the lot and the job of each batch, and for the batches of each delivery."""
    return looked_of(
        (_follow(operation, *link) for link in _LINKS),
        lambda each: f"{counted(each, _SAYS[each.name])}: {named_first(each)}.",
        nothing_because="there are no batches",
    )


def _follow(
    operation: Operation, name: str, family: str, at: str, by: str, to: str, theirs: str
) -> Answer:
    def belongs(members: Members, terms: Terms) -> PopulationTest:
        return matching(members, [by], Others(records_of(operation, to), (theirs,)), terms=terms)

    return ask_without_promise(operation, name, family, at, belongs)
