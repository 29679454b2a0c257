"""From each treated risk to what shows that its treatment worked.

A chain has five links: the risk, its treatment, a control, a record of the
control at work in the window, and a measure before and after.  Where the
standards have no controls, a treatment counts as its own control and record.

What a newcomer would get wrong: a risk with several treatments has a whole
chain as soon as one of them is whole; what is told is how far the best one came.
"""

from dataclasses import dataclass
from enum import IntEnum

from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.claims.expressions import equal, negated, number
from assay.claims.kinds.absence import absence
from assay.domain.evidence import Evidence
from assay.domain.record_family import FAMILIES, ColumnType
from assay.domain.record_source import RecordSource
from assay.domain.risk import Risk, RiskDecision, RiskKind
from assay.domain.soa_row import SoaRow
from assay.domain.treatment import Treatment, TreatmentStatus

_TIMES = {ColumnType.INSTANT, ColumnType.DATE}


class Link(IntEnum):
    """How far a chain came; each link needs those before it."""

    RISK = 0
    TREATMENT = 1
    CONTROL = 2
    RECORD = 3
    MEASURE = 4

    @property
    def missing_next(self) -> str:
        """Return what comes next and is not there."""
        return {
            Link.RISK: "treatment",
            Link.TREATMENT: "control",
            Link.CONTROL: "record of the window",
            Link.RECORD: "measure before and after",
        }.get(self, "")


@dataclass(frozen=True, slots=True)
class Chain:
    """One treated risk, its best treatment, and how far that one came."""

    risk: Risk
    treatment: Treatment | None
    reached: Link

    @property
    def whole(self) -> bool:
        """Say whether the chain reaches its measure."""
        return self.reached is Link.MEASURE


def risk_chains(operation: Operation) -> tuple[Chain, ...]:
    """Return the chain of each risk that is to be modified, or that any treatment names."""
    treatments = [
        each
        for each in operation[Treatment].values()
        if each.status is not TreatmentStatus.CANCELLED
    ]
    named = {risk for each in treatments for risk in each.risks}
    recorded = _recorded_controls(operation)
    chains = []
    for risk in operation[Risk].values():
        treated = risk.decision is RiskDecision.MODIFY or risk.key in named
        if risk.kind is not RiskKind.RISK or not treated:
            continue
        own = [each for each in treatments if risk.key in each.risks]
        reached = [(_reached(operation, each, recorded), each) for each in own]
        link, best = max(reached, key=lambda pair: pair[0], default=(Link.RISK, None))
        chains.append(Chain(risk, best, link))
    return tuple(chains)


def _reached(operation: Operation, treatment: Treatment, recorded: frozenset[str]) -> Link:
    if any(standard.controls for standard in operation.standards):
        if not treatment.controls:
            return Link.TREATMENT
        if not recorded & set(treatment.controls):
            return Link.CONTROL
    told = treatment.measure and treatment.before and treatment.after
    return Link.MEASURE if told else Link.RECORD


def _recorded_controls(operation: Operation) -> frozenset[str]:
    """Return the controls of which some record of the window tells."""
    linked = [(row.key, family) for row in operation[SoaRow].values() for family in row.families]
    for source in operation[RecordSource].values():
        linked += [(control, source.family) for control in source.controls]
    families = {family for _, family in linked if family in FAMILIES}
    alive = {family for family in families if _has_records(operation, family)}
    shown = {control for control, family in linked if family in alive}
    for each in operation[Evidence].values():
        if each.created_on in operation.window:
            shown |= set(each.controls)
    return frozenset(shown)


def _has_records(operation: Operation, family: str) -> bool:
    at = next((each.name for each in FAMILIES[family].columns if each.type in _TIMES), "")
    never = negated(equal(number(1), number(1)))
    if not at:
        return False
    asked = ask_without_promise(
        operation, f"{family} on record", family, at, lambda members, _: absence(members, never)
    )
    return asked.tally.population > 0
