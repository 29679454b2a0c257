"""A treated risk leads to nothing that shows it was treated.

Population
    Every risk that is to be modified, or that a treatment names.

Deviation
    Its best treatment does not reach from the risk over a control and a record
    of the window to a measure before and after.

Why it matters
    A risk assessment that ends in a plan has changed nothing yet.

Does not look at
    Whether the measure moved far enough; opportunities; risks kept as they are.

Put right
    Name what is missing: the control, the records it leaves, and what is
    measured before and after.
"""

from assay.checks.facts.risk_chains import Chain, risk_chains
from assay.checks.operation import Operation
from assay.checks.registry import population_check
from assay.domain.deviation import Deviation, Looked, looked_at


@population_check(since="2026.2")
def risk_chain_broken(operation: Operation) -> Looked:
    """Follow each treated risk to its measure."""
    chains = risk_chains(operation)
    whole = sum(each.whole for each in chains)
    share = f"{whole} of {len(chains)} chains are whole"
    return looked_at(
        [each.risk for each in chains],
        (_broken(each, share) for each in chains if not each.whole),
        nothing_because="no risk is treated",
    )


def _broken(chain: Chain, share: str) -> Deviation:
    risk, treatment = chain.risk, chain.treatment
    by = f", by way of {treatment.key}," if treatment else ""
    return Deviation(
        about=(risk.key,),
        says=f"{risk.title} ({risk.key}){by} reaches no {chain.reached.missing_next}; {share}.",
        measured=f"{int(chain.reached)} of 4 links; {share}",
        evidence=(f"risk {risk.key}", *([f"treatment {treatment.key}"] if treatment else [])),
        site=risk.site,
        reason=f"no {chain.reached.missing_next}",
    )
