"""Readiness for Stage 2: six conditions that data answers, and the checks behind them.

Nothing here can be ticked.  A condition is met by findings that are closed or
planned, by records that reach back far enough, by evidence that was provided
and is unaltered, by interviews that were rehearsed, by technical tests that can
be held, by contacts who are there.  What has no data is unknown, never met; and
no figure mixes the two stages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assay.assessment.readiness import ReadinessLine
from assay.assessment.stage2 import Stage2
from assay.assessment.technical_plan import technical_plan
from assay.checks.material import Material
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.deviation import Verdict
from assay.domain.evidence_request import EvidenceRequest, RequestState
from assay.domain.finding import Finding, FindingState, RaisedIn
from assay.domain.grade import Grade
from assay.domain.interview import Interview, InterviewKind
from assay.domain.interview_answer import InterviewAnswer
from assay.domain.meeting import Meeting, MeetingKind
from assay.domain.process import Process
from assay.domain.role_assignment import Role
from assay.domain.soa_row import Applicability, SoaRow
from assay.domain.stage_outcome import StageOutcome
from assay.domain.stage_plan import Stage

SPANS = ("evidence-span-short", "control-status-untrue", "rhythm-unkept",
         "new-control-without-cycle")  # fmt: skip
PACK = ("evidence-uncontrolled", "evidence-altered", "export-outdated")


@dataclass(frozen=True, slots=True)
class Stage2Readiness:
    """How ready the organisation is for Stage 2, in lines that can be followed up."""

    conditions: tuple[ReadinessLine, ...]
    conforming: int
    deviating: int
    not_tested: int
    unknown: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Say whether every condition is met; what could not be told is not."""
        return all(line.verdict is Verdict.CONFORMS for line in self.conditions)

    @property
    def percent(self) -> int:
        """Return the share of checks that conform; unknown counts against it."""
        whole = self.conforming + self.deviating + self.not_tested
        return 100 * self.conforming // whole if whole else 0


def stage2_readiness(stage2: Stage2, material: Material) -> Stage2Readiness:
    """Return how ready the organisation is for Stage 2."""
    return Stage2Readiness(
        (
            _findings(material),
            _by_checks(stage2, "records reach back three months without a gap", SPANS),
            _pack(stage2, material),
            _owners(material),
            *_technical(material),
            _contacts(material),
        ),
        len(stage2.results_with(Verdict.CONFORMS)),
        len(stage2.results_with(Verdict.DEVIATES)),
        len(stage2.results_with(Verdict.NOT_TESTED)),
        tuple(
            f"{result.check.name}: {result.looked.why_not_tested}"
            for result in stage2.results
            if result.looked.unknown or not result.looked.population
        ),
    )


def _findings(material: Material) -> ReadinessLine:
    says = "majors of Stage 1 are closed, and minors are planned"
    own = [each for each in material[Finding].values() if each.raised_in is RaisedIn.STAGE_1]
    outcome = any(each.stage is Stage.STAGE_1 for each in material[StageOutcome].values())
    if not own and not outcome:
        return ReadinessLine(says, Verdict.NOT_TESTED, ("Stage 1 has no outcome on record",))
    ungraded = [each.key for each in own if each.grade is None]
    open_ones = [why for each in own if (why := _unanswered(material, each))]
    many = f"{len(own) - len(open_ones) - len(ungraded)} of {len(own)} are answered"
    unknown = [f"{key} has no grade" for key in ungraded]
    return _line(says, many, open_ones, unknown)


def _unanswered(material: Material, finding: Finding) -> str:
    """Return why a finding stands in the way; nothing where it does not."""
    if finding.grade is None or not finding.grade.nonconformity:
        return ""
    if finding.state is FindingState.CLOSED:
        return ""
    if finding.grade is Grade.MAJOR:
        return f"{finding.key} is major and {finding.state or 'of no known state'}"
    if not material.profile.flag("gap.carry_minor"):
        return f"{finding.key} is minor and not closed"
    plans = [each for each in material[CorrectiveAction].values() if each.finding == finding.key]
    if any(each.action and each.owner and each.due_on for each in plans):
        return ""
    return f"{finding.key} is minor, and no plan names action, owner and day"


def _by_checks(
    stage2: Stage2, says: str, names: Sequence[str], also: ReadinessLine | None = None
) -> ReadinessLine:
    """Return a line told by checks: the worst of what they came to, and none run is unknown."""
    results = [each for each in stage2.results if each.check.name in names]
    lines = [also] if also else []
    verdicts = {*(each.verdict for each in results), *(each.verdict for each in lines)}
    if not results:
        verdicts.add(Verdict.NOT_TESTED)
    sources = [
        f"{each.check.name} {each.verdict}: {len(each.looked.deviations)} found in "
        f"{len(each.looked.population)} looked at"
        for each in results
    ] or ["none of the checks that tell it was run"]
    return ReadinessLine(says, _worst(verdicts), (*(lines[0].because if lines else ()), *sources))


def _worst(verdicts: set[Verdict]) -> Verdict:
    worst_first = (Verdict.DEVIATES, Verdict.NOT_TESTED, Verdict.CONFORMS)
    return next(verdict for verdict in worst_first if verdict in verdicts)


def _pack(stage2: Stage2, material: Material) -> ReadinessLine:
    says = "what the auditors ask for is put together, controlled and unaltered"
    asked = [each for each in material[EvidenceRequest].values() if each.stage is Stage.STAGE_2]
    open_ones = [
        f"{each.key} is {each.state or 'of no known state'}: {each.asks}"
        for each in asked
        if each.state in {None, RequestState.REQUESTED}
    ]
    many = f"{len(asked) - len(open_ones)} of {len(asked)} requests are answered"
    unknown = [] if asked else ["no request of Stage 2 is on record"]
    return _by_checks(stage2, says, PACK, _line(says, many, open_ones, unknown))


def _owners(material: Material) -> ReadinessLine:
    says = "owners are briefed and have rehearsed"
    owners = sorted(set(_owner_names(material)))
    fewest = material.profile.whole("interview.min_rehearsals")
    briefed = {
        person
        for each in material[Meeting].values()
        if each.kind is MeetingKind.BRIEFING
        and each.held_at is not None
        and each.held_at.date() <= material.as_of
        for person in each.attendees
    }
    lacks = []
    for owner in owners:
        rehearsed = sum(1 for _ in _rehearsals(material, owner))
        if rehearsed < fewest:
            lacks.append(f"{owner} has rehearsed {rehearsed} of {fewest} times")
        if owner not in briefed:
            lacks.append(f"{owner} was in no briefing")
    nothing = not material[Interview] and not briefed
    if not owners or nothing:
        why = "no briefing and no rehearsal is on record" if owners else "nothing names an owner"
        return ReadinessLine(says, Verdict.NOT_TESTED, (why,))
    return _line(says, f"{len(owners)} owners", lacks, [])


def _owner_names(material: Material) -> Iterator[str]:
    for row in material[SoaRow].values():
        if row.applicability is Applicability.INCLUDED and row.owner:
            yield row.owner
    for process in material[Process].values():
        if process.owner:
            yield process.owner


def _rehearsals(material: Material, owner: str) -> Iterator[Interview]:
    """Yield the rehearsals that count: long enough, with answers, and not with oneself."""
    shortest = material.profile.whole("interview.dryrun_counts_min")
    answered = {each.interview for each in material[InterviewAnswer].values() if each.answer}
    for each in material[Interview].values():
        if (
            each.kind is InterviewKind.DRY_RUN
            and each.person == owner
            and each.interviewer not in {"", owner}
            and each.key in answered
            and (each.minutes or 0) >= shortest
            and each.held_on is not None
            and each.held_on <= material.as_of
        ):
            yield each


def _technical(material: Material) -> Iterator[ReadinessLine]:
    """Yield the line on technical tests, where a standard of the case has technical controls."""
    says = "technical tests can be held"
    plan = technical_plan(material)
    if not plan.lines:
        return
    unready = [f"{each.test.key} lacks {', '.join(each.lacks)}" for each in plan.unready]
    unknown = [f"{each.control} has no test planned" for each in plan.unplanned]
    unknown += [f"{each.control}: {each.why}" for each in plan.lines if each.chosen is None]
    if not plan.chosen and not unknown:
        unknown = ["no technical control is looked at"]
    planned = sum(len(each.planned) for each in plan.lines)
    yield _line(says, f"{planned} tests are planned", unready, unknown)


def _contacts(material: Material) -> ReadinessLine:
    says = "there are contacts, and deputies for them"
    day = material.as_of
    contacts, deputies = material.holders(Role.CONTACT, day), material.holders(Role.DEPUTY, day)
    if not contacts and not deputies:
        return ReadinessLine(says, Verdict.NOT_TESTED, ("nobody is named as contact or deputy",))
    lacks = [] if contacts else ["nobody is named as contact"]
    lacks += [] if deputies else ["nobody is named as deputy"]
    lacks += [f"{each} has left" for each in sorted(contacts | deputies)
              if material.works_here(each) is False]  # fmt: skip
    return _line(says, f"{len(contacts)} contacts, {len(deputies)} deputies", lacks, [])


def _line(says: str, many: str, lacks: Sequence[str], unknown: Sequence[str]) -> ReadinessLine:
    verdict = Verdict.DEVIATES if lacks else Verdict.NOT_TESTED if unknown else Verdict.CONFORMS
    return ReadinessLine(says, verdict, (many, *lacks, *unknown))
