"""Stage 2: the operation held against what the documents promise, over whole populations.

The checks of Stage 2 run, and beside them those rules of Stage 1 that are asked
again: whether an internal audit and a management review were held at all does
not get better by being old.

What a newcomer would get wrong: a check whose records are missing is not tested,
and what is not tested keeps the recommendation open as surely as a minor does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from assay.assessment.finding_proposal import CheckResult, FindingProposal, result_of, wanted_by
from assay.assessment.recommendation import Recommendation, recommendation
from assay.checks.operation import Operation
from assay.checks.registry import Check, PopulationCheck, find_any_check
from assay.domain.deviation import Looked, Verdict
from assay.domain.errors import RefusedError
from assay.domain.figures import Figures, PopulationStatement
from assay.standards.profile import Profile
from assay.standards.typical_finding import WantedCheck

Step = Callable[[str, int, int], None]

_Wanted = Mapping[str, tuple[tuple[str, WantedCheck], ...]]


@dataclass(frozen=True, slots=True)
class Stage2:
    """Everything that Stage 2 came to over the populations."""

    organisation: str
    as_of: date
    from_on: date
    standards: tuple[str, ...]
    profile: Profile
    results: tuple[CheckResult, ...]
    populations: tuple[PopulationStatement, ...]
    left_out: int = 0
    sites: tuple[str, ...] = ()

    @property
    def outcome(self) -> Recommendation:
        """Return what follows from the findings and from what could not be told."""
        return recommendation(self.results, left_out=self.left_out)

    @property
    def proposals(self) -> tuple[FindingProposal, ...]:
        """Return the proposed findings, the worst first."""
        every = chain.from_iterable(result.proposals for result in self.results)
        return tuple(sorted(every, key=lambda each: each.weight))

    def results_with(self, verdict: Verdict) -> tuple[CheckResult, ...]:
        """Return the checks that came to a verdict."""
        return tuple(result for result in self.results if result.verdict is verdict)

    @property
    def figures(self) -> tuple[tuple[str, Figures], ...]:
        """Return every population test that was run, with its check."""
        return tuple(
            (result.check.name, each) for result in self.results for each in result.looked.figures
        )

    @property
    def unknown(self) -> tuple[tuple[str, str, str], ...]:
        """Return what could not be told: the check, the thing, and why."""
        return tuple(
            (result.check.name, each.key, each.why)
            for result in self.results
            for each in result.looked.unknown
        )


def assess_stage2(
    operation: Operation, only: Iterable[str] = (), *, progress: Step | None = None
) -> Stage2:
    """Run the checks that the standards ask for at Stage 2, or some of them."""
    wanted = wanted_by(operation.standards)
    again = _asked_again(operation)
    asked = {
        name: lines
        for name, lines in wanted.items()
        if isinstance(check := find_any_check(name), PopulationCheck) or check.code in again
    }
    names = sorted({_askable(name, asked) for name in only} or set(asked))
    return Stage2(
        operation.dossier.organisation,
        operation.as_of,
        operation.window.first_on,
        tuple(standard.name for standard in operation.standards),
        operation.profile,
        tuple(_results(operation, names, asked, progress)),
        tuple(
            statement
            for family in operation.populations.families()
            for statement in operation.populations.statements(family)
        ),
        left_out=len(asked) - len(names),
        sites=operation.sites,
    )


def _asked_again(operation: Operation) -> frozenset[str]:
    """Return the rules of Stage 1 that the standards' named failures put at Stage 2 as well."""
    return frozenset(
        rule
        for standard in operation.standards
        for failure in standard.failures
        if "2" in failure.stages
        for rule in failure.rules
    )


def _results(
    operation: Operation, names: Sequence[str], asked: _Wanted, progress: Step | None
) -> Iterator[CheckResult]:
    for done, name in enumerate(names):
        if progress:
            progress("Asking the records", done, len(names))
        yield _result(operation, name, asked)


def _result(operation: Operation, name: str, asked: _Wanted) -> CheckResult:
    check = find_any_check(name)
    looked = check.run(operation)
    return result_of(check, _at_sites(looked, operation.sites), asked[name], operation.profile)


def _at_sites(looked: Looked, sites: tuple[str, ...]) -> Looked:
    """Leave out what belongs to other sites; population tests asked only these to begin with."""
    if not sites:
        return looked
    return replace(
        looked,
        deviations=tuple(
            each for each in looked.deviations if each.figures or each.site in {"", *sites}
        ),
        unknown=tuple(each for each in looked.unknown if each.site in {"", *sites}),
    )


def _askable(name: str, asked: _Wanted) -> str:
    check = find_any_check(name)
    if name in asked:
        return name
    if isinstance(check, Check):
        raise RefusedError(f"{name} is a check of Stage 1; expected one of Stage 2.")
    raise RefusedError(
        f"{name}: no standard of the case asks for it; expected one of {', '.join(sorted(asked))}."
    )
