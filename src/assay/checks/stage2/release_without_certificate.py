"""Goods were released without a certificate of conformity.

Population
    Every release of the window.

Deviation
    No certificate is on record with it.

Why it matters
    The certificate is what the customer has in hand to show that the goods conform.

Does not look at
    What the certificate says, and whether this customer had asked for one.

Put right
    Write the certificates that are missing from the inspection records, or take
    back what cannot be certified.
"""

from assay.checks.asking import Answer, ask_promises
from assay.checks.joined_records import as_promised
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of, named_first
from assay.claims.answers import Answers
from assay.domain.claim import ClaimKind
from assay.domain.deviation import Looked

ANSWERS = (Answers(ClaimKind.COVERAGE, "release", then="certificate"),)


@population_check(since="2026.2", answers=ANSWERS)
def release_without_certificate(operation: Operation) -> Looked:
    """Look for the certificate of each release."""
    return looked_of(
        ask_promises(operation, ANSWERS),
        _says,
        nothing_because="no document promises a certificate with every release",
    )


def _says(answer: Answer) -> str:
    return (
        f"{counted(answer, 'releases')} carried no certificate: "
        f"{named_first(answer)}{as_promised(answer)}."
    )
