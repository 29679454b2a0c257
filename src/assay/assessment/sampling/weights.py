"""Where Stage 2 looks harder: what Stage 1 saw, what has changed, what is at risk.

Each control weighs something to begin with.  What Stage 1 had against it, that
it changed since, and the risks that it treats come on top, each with its
reason.  A flagged control is sampled at the most that the profile allows.

What a newcomer would get wrong: a weight ranks controls against each other.
It is no chance of anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assay.assessment.stage1 import Stage1
from assay.checks.facts.risk_register import RiskRegister
from assay.checks.facts.statements import Position, included
from assay.checks.material import Material
from assay.domain.grade import Grade
from assay.domain.risk import Risk
from assay.domain.soa_row import SoaRow

_BASE = 1
_CHANGED = 2
_RISK = 2
_FLAG = {
    Grade.MAJOR: 8,
    Grade.MINOR: 4,
    Grade.CONCERN: 2,
    Grade.OBSERVATION: 1,
    Grade.OPPORTUNITY: 0,
}


@dataclass(frozen=True, slots=True)
class ControlFacts:
    """What weighs on one control: grades of Stage 1, its last change, and risks above the line."""

    control: str
    flags: tuple[Grade, ...] = ()
    changed_on: date | None = None
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanWeight:
    """How much one control weighs, and because of what."""

    control: str
    weight: int
    flagged: bool
    reasons: tuple[str, ...]


def plan_weights(facts: Iterable[ControlFacts], since_on: date) -> tuple[PlanWeight, ...]:
    """Return the weights, the heaviest first; a change counts from a day on."""
    found = [_weighed(each, since_on) for each in facts]
    return tuple(sorted(found, key=lambda each: (-each.weight, each.control)))


def _weighed(of: ControlFacts, since_on: date) -> PlanWeight:
    reasons: list[tuple[int, str]] = []
    for grade, many in sorted(Counter(of.flags).items()):
        reasons.append((_FLAG[grade] * many, f"Stage 1 saw {many} of grade {grade}"))
    if of.changed_on is not None and of.changed_on >= since_on:
        reasons.append((_CHANGED, f"it changed on {of.changed_on}"))
    if of.risks:
        reasons.append((_RISK * len(of.risks), f"it treats {', '.join(of.risks)}"))
    told = [(weight, says) for weight, says in reasons if weight]
    return PlanWeight(
        of.control,
        _BASE + sum(weight for weight, _ in told),
        any(_FLAG[grade] for grade in of.flags),
        tuple(says for _, says in told),
    )


def control_facts(material: Material, stage1: Stage1) -> Iterator[ControlFacts]:
    """Yield what the dossier and Stage 1 say of each included control."""
    flags = _flags(stage1)
    register = RiskRegister.of(material)
    risks = _risks(register)
    for position in included(material):
        number = position.control.number
        yield ControlFacts(
            number,
            tuple(sorted(flags.get(number, ()))),
            _changed_on(position, register),
            tuple(sorted(risks.get(number, ()))),
        )


def _flags(stage1: Stage1) -> Mapping[str, list[Grade]]:
    """Return the grades that Stage 1 proposed, by whatever clause, control or thing they name."""
    found: dict[str, list[Grade]] = {}
    for proposal in stage1.proposals:
        named = {*proposal.deviation.about, *(each.clause for each in proposal.clauses)}
        for name in named:
            found.setdefault(name, []).append(proposal.grade)
    return found


def _changed_on(position: Position, register: RiskRegister) -> date | None:
    row: SoaRow = position.row
    days = [row.operating_since_on, register.changed_on(row, ("status", "frequency", "owner"))]
    return max((day for day in days if day is not None), default=None)


def _risks(register: RiskRegister) -> Mapping[str, set[str]]:
    """Return the risks above the line of acceptance, by the controls that treat them."""
    found: dict[str, set[str]] = {}
    for risk in register.risks:
        if _above(risk, register):
            for treatment in register.treatments.get(risk.key, ()):
                for control in treatment.controls:
                    found.setdefault(control, set()).add(risk.key)
    return found


def _above(risk: Risk, register: RiskRegister) -> bool:
    line = register.methodology.accept_up_to if register.methodology else None
    score = register.score(risk)
    return line is not None and score is not None and score > line
