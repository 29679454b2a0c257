"""Stage 1 in three lists: worries, likely nonconformities, and points to clear up.

Each line says what it would come to at Stage 2 and who can do something about
it.  The same facts as the findings, seen from where they lead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assay.assessment.finding_proposal import FindingProposal
from assay.assessment.owners import Owners
from assay.assessment.stage1 import Stage1
from assay.checks.material import Material
from assay.domain.clarification import Clarification, ClarificationState
from assay.domain.grade import Grade


class ListKind(StrEnum):
    """Which list a line stands on."""

    WORRY = "worry"
    LIKELY_NONCONFORMITY = "likely nonconformity"
    TO_CLEAR_UP = "to clear up"


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line: what it is about, what it would come to, and who answers for it."""

    kind: ListKind
    check: str
    says: str
    at_stage2: str
    owner: str


def three_lists(stage1: Stage1, material: Material) -> tuple[ListLine, ...]:
    """Return the lines of the three lists, the worst first in each."""
    every = list(_lines(stage1, material))
    return tuple(line for kind in ListKind for line in every if line.kind is kind)


def _lines(stage1: Stage1, material: Material) -> Iterator[ListLine]:
    owners = Owners(material)
    for proposal in stage1.proposals:
        yield ListLine(
            ListKind.LIKELY_NONCONFORMITY if proposal.grade.nonconformity else ListKind.WORRY,
            proposal.check,
            proposal.deviation.says,
            _consequence(proposal),
            owners.owner_of(proposal.deviation),
        )
    for _, question in sorted(material[Clarification].items()):
        if question.state is not ClarificationState.ACCEPTED:
            waits = "the plan of Stage 2 waits for the answer"
            yield ListLine(ListKind.TO_CLEAR_UP, "", question.question, waits, owners.leads)
    for result in stage1.results:
        if result.looked.unknown or not result.looked.population:
            name = result.check.name
            why = f"{name}: {result.looked.why_not_tested}."
            unforeseen = "nothing can be foreseen while it is not known"
            yield ListLine(ListKind.TO_CLEAR_UP, name, why, unforeseen, owners.leads)


def _consequence(proposal: FindingProposal) -> str:
    if proposal.blocks:
        return "Stage 2 does not take place while it stands"
    match proposal.grade:
        case Grade.MAJOR | Grade.MINOR:
            return f"a {proposal.grade} nonconformity if it still stands"
        case Grade.CONCERN:
            return "a nonconformity if it turns out to be so"
        case Grade.OBSERVATION:
            return "an observation, or a minor nonconformity if a requirement is broken by then"
        case _:
            return "a remark on what could be better"
