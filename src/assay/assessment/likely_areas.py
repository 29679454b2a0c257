"""Where Stage 2 will probably find something, by what is known now, with the reasons.

The order follows from counted facts and from nothing else: what Stage 1 saw,
what could not be told, what earlier audits left open, which promises need not
be kept for the moment, and how old the last records are.  The same material
gives the same order.  The weight ranks; it foretells nothing about how Stage 2
will end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assay.assessment.finding_proposal import Reference
from assay.assessment.stage1 import Stage1
from assay.checks.facts.calendar import window_before
from assay.checks.facts.clause_matrix import clause_numbers
from assay.checks.facts.record_days import record_days
from assay.checks.material import Material
from assay.domain.claim import Claim
from assay.domain.claim_exception import ClaimException
from assay.domain.finding import Finding
from assay.domain.grade import Grade
from assay.domain.process import Process
from assay.domain.soa_row import SoaRow
from assay.standards.standard import Standard

# What one finding of each weight adds; what could not be told weighs as much as a concern.
_WEIGHT = {
    Grade.MAJOR: 8,
    Grade.MINOR: 4,
    Grade.CONCERN: 2,
    Grade.OBSERVATION: 1,
    Grade.OPPORTUNITY: 0,
}
_UNKNOWN = 2
_LEFT_OPEN = 3
_EXCEPTED = 1
_OLD_RECORDS = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that speaks for a finding, and how much it weighs."""

    says: str
    weight: int


@dataclass(slots=True)
class LikelyArea:
    """One clause or control, and what speaks for a finding there."""

    reference: Reference
    reasons: list[Reason] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """Return how much speaks for it."""
        return sum(reason.weight for reason in self.reasons)


def likely_areas(stage1: Stage1, material: Material, most: int = 10) -> tuple[LikelyArea, ...]:
    """Return the clauses and controls for which the most speaks, the worst first."""
    areas: dict[Reference, LikelyArea] = {}
    for reference, reason in _reasons(stage1, material):
        if reason.weight:
            areas.setdefault(reference, LikelyArea(reference)).reasons.append(reason)
    ranked = sorted(areas.values(), key=lambda area: (-area.weight, area.reference))
    return tuple(ranked[:most])


def _reasons(stage1: Stage1, material: Material) -> Iterator[tuple[Reference, Reason]]:
    for standard in material.standards:
        yield from _seen(stage1, standard)
        yield from _left_open(material, standard)
        yield from _excepted(material, standard)
        yield from _grown_old(material, standard)


def _seen(stage1: Stage1, standard: Standard) -> Iterator[tuple[Reference, Reason]]:
    for result in stage1.results:
        name, many = result.check.name, len(result.proposals)
        weight = sum(_WEIGHT[proposal.grade] for proposal in result.proposals)
        untold = bool(result.looked.unknown) or not result.looked.population
        said = [each.clause for each in result.clauses if each.standard == standard.name]
        for reference in _known(standard, said):
            yield reference, Reason(f"{name} found {many}", weight)
            if untold:
                yield reference, Reason(f"{name} could not tell everything", _UNKNOWN)


def _left_open(material: Material, standard: Standard) -> Iterator[tuple[Reference, Reason]]:
    for _, finding in sorted(material[Finding].items()):
        if finding.state is None or not finding.state.still_open:
            continue
        if finding.standard not in {"", standard.name}:
            continue
        for reference in _known(standard, [finding.clause]):
            says = f"{finding.raised_in} finding {finding.key} is {finding.state}"
            yield reference, Reason(says, _LEFT_OPEN)


def _excepted(material: Material, standard: Standard) -> Iterator[tuple[Reference, Reason]]:
    claims = material[Claim]
    for _, exception in sorted(material[ClaimException].items()):
        claim = claims.get(exception.claim)
        over = exception.until_on is not None and exception.until_on < material.as_of
        if claim is not None and not over:
            for reference in _known(standard, (*claim.clauses, *claim.controls)):
                says = f"{exception.key} lets a promise go unkept"
                yield reference, Reason(says, _EXCEPTED)


def _grown_old(material: Material, standard: Standard) -> Iterator[tuple[Reference, Reason]]:
    """Yield the areas whose records stopped before the months that Stage 2 looks at."""
    if material.records is None:
        return
    window = window_before(material.as_of, material.profile.whole("sampling.window_months"))
    last_on = {family: days[-1] for family, days in record_days(material).items() if days}
    for said, families in _kept(material):
        days = [last_on[family] for family in families if family in last_on]
        if days and max(days) < window.first_on:
            for reference in _known(standard, said):
                says = f"the last records are of {max(days)}, before {window.first_on}"
                yield reference, Reason(says, _OLD_RECORDS)


def _kept(material: Material) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the clauses or the control of each row that names its records, and the families."""
    for _, row in sorted(material[SoaRow].items()):
        yield (row.key,), row.families
    for _, process in sorted(material[Process].items()):
        yield process.clauses, process.records


def _known(standard: Standard, said: Sequence[str]) -> list[Reference]:
    """Return the clauses and controls of a standard among what somebody wrote."""
    controls = {control.number for control in standard.controls}
    named = {each for each in said if each in controls}
    clauses = clause_numbers(standard, [each for each in said if each not in controls])
    return [Reference(standard.name, each) for each in sorted(named | clauses)]
