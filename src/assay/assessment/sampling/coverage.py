"""Whether the plan of Stage 2 reaches everything: each chapter, each theme, each included control.

A control need not be sampled, but whoever leaves it out has to say why.  What
nobody planned anything for stays in the matrix, with nothing beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assay.assessment.sampling.planned_sample import PlannedSample
from assay.checks.facts.statements import Position, included
from assay.checks.material import Material
from assay.standards.clause import ClauseKind
from assay.standards.standard import Standard


class Kind(StrEnum):
    """What a line of the matrix is about."""

    CLAUSE = "clause"
    THEME = "theme"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing that Stage 2 will do, and which clauses and controls it speaks for."""

    what: str
    clauses: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One chapter, theme or control with what is planned for it.

    ``sampled`` says whether records are drawn; ``because`` says why not.
    """

    standard: str
    kind: Kind
    name: str
    title: str
    items: tuple[str, ...]
    sampled: bool
    because: str = ""

    @property
    def covered(self) -> bool:
        """Say whether anything is planned, or a control is left out for a reason."""
        return bool(self.items) or (self.kind is Kind.CONTROL and bool(self.because))


@dataclass(frozen=True, slots=True)
class PlanCoverage:
    """The matrix, and what is missing from the plan."""

    lines: tuple[CoverageLine, ...]

    @property
    def missing(self) -> tuple[CoverageLine, ...]:
        """Return the lines that nothing is planned for."""
        return tuple(each for each in self.lines if not each.covered)

    @property
    def complete(self) -> bool:
        """Say whether the plan reaches everything; a plan over nothing reaches nothing."""
        return bool(self.lines) and not self.missing


def plan_items(material: Material, samples: Iterable[PlannedSample]) -> tuple[PlanItem, ...]:
    """Return what Stage 2 will do: draw where there is a source, and ask what standards ask."""
    drawn = (
        PlanItem(f"{each.size.wanted} of {each.title}", each.clauses, each.controls, sample=True)
        for each in samples
        if each.sources
    )
    asked = (
        PlanItem(f"question {question.key}", question.clauses, question.controls)
        for standard in material.standards
        for question in standard.questions
    )
    return (*drawn, *asked)


def plan_coverage(
    material: Material, items: Iterable[PlanItem], left_out: Mapping[str, str] | None = None
) -> PlanCoverage:
    """Return the matrix of a plan; ``left_out`` says of a control why it is not sampled."""
    known = tuple(items)
    positions = included(material)
    return PlanCoverage(
        tuple(
            line
            for standard in material.standards
            for line in _lines(standard, known, positions, left_out or {})
        )
    )


def _lines(
    standard: Standard,
    items: Sequence[PlanItem],
    positions: Sequence[Position],
    left_out: Mapping[str, str],
) -> Iterator[CoverageLine]:
    # Chapters are the headings without a dot: 4 to 10 in every management system standard.
    for clause in standard.clauses:
        if clause.kind is ClauseKind.HEADING and "." not in clause.number:
            found = [
                each for each in items if any(_within(one, clause.number) for one in each.clauses)
            ]
            yield _line(standard, Kind.CLAUSE, (clause.number, clause.title), found)
    numbers = {control.number for control in standard.controls}
    own = [each for each in positions if each.control.number in numbers]
    for theme, controls in standard.themes.items():
        of_theme = {control.number for control in controls}
        yield _line(
            standard,
            Kind.THEME,
            (theme, theme),
            [each for each in items if of_theme & {*each.controls}],
        )
    for position in own:
        control = position.control
        found = [each for each in items if control.number in each.controls]
        because = "" if _any_sample(found) else left_out.get(control.number) or _why_not(position)
        yield _line(standard, Kind.CONTROL, (control.number, control.title), found, because)


def _line(
    standard: Standard,
    kind: Kind,
    named: tuple[str, str],
    found: Sequence[PlanItem],
    because: str = "",
) -> CoverageLine:
    what = tuple(each.what for each in found)
    return CoverageLine(standard.name, kind, *named, what, _any_sample(found), because)


def _any_sample(items: Iterable[PlanItem]) -> bool:
    return any(each.sample for each in items)


def _within(number: str, chapter: str) -> bool:
    return number.partition(" ")[0].partition(".")[0] == chapter


def _why_not(position: Position) -> str:
    """Return why records of a control are not drawn, where its customs or its sources tell."""
    families = sorted({*position.control.families, *position.row.families})
    if families:
        return f"no source is registered for {', '.join(families)}"
    verbs = dict.fromkeys(each.verb.lower() for each in position.control.tests)
    return f"no family of records shows it; usual: {', '.join(verbs)}" if verbs else ""
