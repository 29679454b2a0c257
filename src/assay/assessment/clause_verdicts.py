"""The verdict on each clause and each control, and the checks that it rests on.

A check speaks for the clauses that a standard names beside it, and for what
stands below them.  A check that looks at controls one by one speaks for each
of them by what it saw of that one.

What a newcomer would get wrong: a clause for which no check speaks is not
tested.  So is one of whose checks a single one could not tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assay.assessment.finding_proposal import CheckResult, Reference
from assay.assessment.stage1 import Stage1
from assay.checks.facts.clause_matrix import clause_numbers
from assay.checks.material import Material
from assay.domain.deviation import Looked, Verdict
from assay.standards.standard import Standard

_Spoken = Mapping[str, list[tuple[str, Verdict]]]
_WORST_FIRST = (Verdict.DEVIATES, Verdict.NOT_TESTED, Verdict.CONFORMS)
_NO_CHECK = "no check of Stage 1 speaks for it"


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """One clause or control: what Stage 1 says of it, by which checks."""

    reference: Reference
    title: str
    verdict: Verdict
    checks: tuple[tuple[str, Verdict], ...]

    @property
    def why(self) -> str:
        """Return what the verdict rests on, in a line."""
        same = [name for name, verdict in self.checks if verdict is self.verdict]
        return ", ".join(same) or _NO_CHECK


def clause_verdicts(stage1: Stage1, material: Material) -> tuple[ClauseVerdict, ...]:
    """Return the verdict on every requirement and control of the standards."""
    return tuple(
        verdict for standard in material.standards for verdict in _verdicts(stage1, standard)
    )


def _verdicts(stage1: Stage1, standard: Standard) -> Iterator[ClauseVerdict]:
    spoken: defaultdict[str, list[tuple[str, Verdict]]] = defaultdict(list)
    controls = {control.number for control in standard.controls}
    for result in stage1.results:
        for number, verdict in _spoken_by(result, standard, controls):
            spoken[number].append((result.check.name, verdict))
    for clause in standard.requirements:
        yield _verdict(standard, clause.number, clause.title, spoken)
    for control in standard.controls:
        yield _verdict(standard, control.number, control.title, spoken)


def _spoken_by(
    result: CheckResult, standard: Standard, controls: set[str]
) -> Iterator[tuple[str, Verdict]]:
    said = [each.clause for each in result.clauses if each.standard == standard.name]
    if not said:
        return
    for number in sorted(clause_numbers(standard, said)):
        yield number, result.verdict
    one_by_one = {each.key for each in result.looked.population} & controls
    for number in sorted(one_by_one | (controls & set(said))):
        yield number, _of_one(result.looked, number) if number in one_by_one else result.verdict


def _of_one(looked: Looked, key: str) -> Verdict:
    if any(key in deviation.about for deviation in looked.deviations):
        return Verdict.DEVIATES
    if any(each.key == key for each in looked.unknown):
        return Verdict.NOT_TESTED
    return Verdict.CONFORMS


def _verdict(standard: Standard, number: str, title: str, spoken: _Spoken) -> ClauseVerdict:
    checks = tuple(spoken.get(number, ()))
    return ClauseVerdict(
        Reference(standard.name, number), title, _worst(each for _, each in checks), checks
    )


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=_WORST_FIRST.index, default=Verdict.NOT_TESTED)
