"""What checks saw, as proposals of findings: with clause, grade, label and evidence.

A proposal is no finding.  In a real case an auditor makes it one or does not;
in a rehearsal the simulated auditor does.  The grade under the label is kept,
whatever a certification body calls its Stage 1 findings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assay.checks.registry import AnyCheck
from assay.domain.deviation import Deviation, Looked, Threshold, Verdict
from assay.domain.grade import HEAVIEST_FIRST, Grade
from assay.standards.profile import Profile
from assay.standards.standard import Standard
from assay.standards.typical_finding import WantedCheck

_NOTHING = "none"  # what a profile says where a failure is no finding to it


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A clause or control of a standard."""

    standard: str
    clause: str

    def __str__(self) -> str:
        return f"{self.standard} {self.clause}"


@dataclass(frozen=True, slots=True)
class FindingProposal:
    """One deviation with what the standards and the profile make of it."""

    check: str
    deviation: Deviation
    clauses: tuple[Reference, ...]
    grade: Grade
    label: str
    blocks: bool

    @property
    def evidence(self) -> tuple[str, ...]:
        """Return where to look; of what is missing altogether, the name under which it was sought.

        A finding without evidence is none, so this is never empty.
        """
        return self.deviation.evidence or self.deviation.about

    @property
    def threshold(self) -> Threshold | None:
        """Return what was measured against: a setting, or else what the standard itself asks."""
        if self.deviation.threshold or not self.deviation.measured:
            return self.deviation.threshold
        return Threshold("what is asked for", ", ".join(map(str, self.clauses)))

    @property
    def breaches(self) -> tuple[Reference, ...]:
        """Return the requirements held to be broken; what is no nonconformity breaks none."""
        return self.clauses if self.grade.nonconformity else ()

    @property
    def weight(self) -> tuple[bool, int, str, tuple[str, ...]]:
        """Return what puts the worst first, and the same things always in the same order."""
        return (
            not self.blocks,
            HEAVIEST_FIRST.index(self.grade),
            self.check,
            self.deviation.about,
        )


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: what it looked at, for which clauses, and the findings it proposes."""

    check: AnyCheck
    looked: Looked
    clauses: tuple[Reference, ...]
    proposals: tuple[FindingProposal, ...]

    @property
    def verdict(self) -> Verdict:
        """Return what the check came to."""
        return self.looked.verdict


def wanted_by(standards: Iterable[Standard]) -> Mapping[str, tuple[tuple[str, WantedCheck], ...]]:
    """Return which standards ask for a check, and in which words."""
    wanted: dict[str, list[tuple[str, WantedCheck]]] = {}
    for standard in standards:
        for line in standard.checks:
            wanted.setdefault(line.check, []).append((standard.name, line))
    return {name: tuple(lines) for name, lines in wanted.items()}


def result_of(
    check: AnyCheck, looked: Looked, wanted: Iterable[tuple[str, WantedCheck]], profile: Profile
) -> CheckResult:
    """Return what a check came to, in the terms of the standards that ask for it."""
    lines = tuple(wanted)
    clauses = tuple(sorted(set(_references(lines))))
    proposals = (
        _proposal(check, deviation, clauses, _grade(deviation, lines, profile), profile)
        for deviation in looked.deviations
    )
    return CheckResult(check, looked, clauses, tuple(proposals))


def _references(lines: Iterable[tuple[str, WantedCheck]]) -> Iterator[Reference]:
    for standard, line in lines:
        for clause in (*line.clauses, *line.controls):
            yield Reference(standard, clause)


def _grade(
    deviation: Deviation, lines: Iterable[tuple[str, WantedCheck]], profile: Profile
) -> Grade:
    if deviation.signal:
        return Grade.CONCERN
    if deviation.grade:
        return deviation.grade
    proposed = [_proposed(line, profile) for _, line in lines]
    return min(proposed, key=HEAVIEST_FIRST.index, default=Grade.CONCERN)


def _proposed(line: WantedCheck, profile: Profile) -> Grade:
    if not line.grade_setting:
        return line.grade
    said = profile.choice(line.grade_setting)
    return Grade.CONCERN if said == _NOTHING else Grade(said)


def _proposal(
    check: AnyCheck,
    deviation: Deviation,
    clauses: tuple[Reference, ...],
    grade: Grade,
    profile: Profile,
) -> FindingProposal:
    # A profile names the rules that may stop Stage 1; others never do, whatever they measure.
    blocks = deviation.blocks and check.code in profile.choices("stage1.blockers")
    return FindingProposal(
        check.name, deviation, clauses, grade, stage1_label(grade, profile), blocks
    )


def stage1_label(grade: Grade, profile: Profile) -> str:
    """Return what the certification body calls a Stage 1 finding of this weight."""
    match profile.choice("finding.stage1_policy"):
        case "observational":
            return "area of attention" if grade.nonconformity else str(grade)
        case "concerns":
            return str(Grade.CONCERN)
        case _:
            return f"{grade} nonconformity" if grade.nonconformity else str(grade)
