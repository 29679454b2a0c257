"""Readiness for Stage 1: gates that data answers, and what the organisation says of itself.

Each line is computed from checks that ran on records and registers.  What
somebody merely ticked never makes a line green: an answer stays self-reported
until what it names as its proof is found in the folder.  There is no figure
here that mixes the two stages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from assay.assessment.stage1 import Stage1
from assay.assessment.stage1_requests import stage1_requests
from assay.checks.facts.document_matrix import asked_entries
from assay.checks.material import Material
from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.file import File
from assay.domain.questionnaire_answer import QuestionnaireAnswer
from assay.standards.trait import TraitKey


class Backing(StrEnum):
    """What stands behind an answer."""

    RECORDS = "record-backed"
    NOBODY_BUT_US = "self-reported"


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """One condition, trait or typical problem: its verdict and where that comes from."""

    name: str
    verdict: Verdict
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the questionnaire; green only with records behind it."""

    question: str
    answer: str
    backing: Backing
    green: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready the organisation is for Stage 1, in lines that can be followed up."""

    conditions: tuple[ReadinessLine, ...]
    traits: tuple[ReadinessLine, ...]
    problems: tuple[ReadinessLine, ...]
    answers: tuple[Answer, ...]
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


class Asked(NamedTuple):
    """What a line says, the checks that tell it, and the trait without which it is not asked."""

    says: str
    checks: tuple[str, ...]
    only_with: TraitKey | None = None


CONDITIONS = (
    Asked(
        "the Statement of Applicability is complete",
        ("soa-missing", "soa-incomplete"),
        TraitKey.STATEMENT_OF_APPLICABILITY,
    ),
    Asked(
        "an internal audit covered the full scope",
        ("audit-unheld", "audit-coverage-short"),
    ),
    Asked(
        "a management review was held with its inputs",
        ("review-unheld", "review-input-missing"),
    ),
    Asked(
        "the risks are assessed and their treatment is under way",
        (
            "risk-assessment-missing",
            "risk-assessment-inadequate",
            "risk-register-idle",
            "opportunity-missing",
        ),
    ),
)
TRAITS = (
    Asked("understood by the team", ("document-unread", "document-unreachable")),
    Asked("used consistently", ("procedure-unused", "process-undescribed", "description-outdated")),
    Asked("backed by records", ("operation-unseen", "scope-without-records")),
    Asked("reviewed regularly", ("document-past-review", "review-unheld", "audit-unheld")),
)
PROBLEMS = (
    Asked(
        "documents do not match reality",
        ("description-outdated", "scope-unlike-operations", "system-hosted-elsewhere"),
    ),
    Asked("staff do not know the documents", ("document-unread", "document-unreachable")),
    Asked(
        "records are poor",
        ("operation-unseen", "scope-without-records", "procedure-unused"),
    ),
    Asked(
        "the internal audit was poor",
        ("audit-unheld", "audit-weak", "audit-without-findings", "auditor-of-own-work"),
    ),
    Asked(
        "the management review was a form",
        ("review-unheld", "review-perfunctory", "review-undecided"),
    ),
)


def stage1_readiness(stage1: Stage1, material: Material) -> Readiness:
    """Return how ready the organisation is for Stage 1."""
    return Readiness(
        (
            _documents(material),
            *_lines(stage1, material, CONDITIONS),
            _handed_in(material),
        ),
        tuple(_lines(stage1, material, TRAITS)),
        tuple(_lines(stage1, material, PROBLEMS)),
        tuple(_answer(each, material) for _, each in sorted(material[QuestionnaireAnswer].items())),
        len(stage1.results_with(Verdict.CONFORMS)),
        len(stage1.results_with(Verdict.DEVIATES)),
        len(stage1.results_with(Verdict.NOT_TESTED)),
        tuple(
            f"{result.check.name}: {result.looked.why_not_tested}"
            for result in stage1.results
            if result.looked.unknown or not result.looked.population
        ),
    )


def _documents(material: Material) -> ReadinessLine:
    asked = asked_entries(material)
    falling = [entry for entry in asked if not entry.stands]
    many = f"{len(asked) - len(falling)} of {len(asked)} stand in every respect"
    lacks = (f"{entry.title}: not {', not '.join(entry.lacks)}" for entry in falling)
    return ReadinessLine(
        "the required documents are there, finished, versioned, approved and dated",
        _verdict(asked=len(asked), falling=len(falling)),
        (many, *lacks),
    )


def _handed_in(material: Material) -> ReadinessLine:
    requests = stage1_requests(material)
    lacking = [each for each in requests if each.missing]
    many = f"there is something for {len(requests) - len(lacking)} of {len(requests)} requests"
    lacks = (f"{each.asks} Nothing for {', '.join(each.missing)}" for each in lacking)
    return ReadinessLine(
        "what the auditors ask for is put together",
        _verdict(asked=len(requests), falling=len(lacking)),
        (many, *lacks),
    )


def _verdict(*, asked: int, falling: int) -> Verdict:
    if falling:
        return Verdict.DEVIATES
    return Verdict.CONFORMS if asked else Verdict.NOT_TESTED


def _lines(stage1: Stage1, material: Material, lines: tuple[Asked, ...]) -> Iterator[ReadinessLine]:
    for asked in lines:
        trait = asked.only_with
        if trait is None or any(standard.has(trait) for standard in material.standards):
            yield _line(stage1, asked)


def _line(stage1: Stage1, asked: Asked) -> ReadinessLine:
    results = [result for result in stage1.results if result.check.name in asked.checks]
    if not results:
        none_ran = "none of the checks that tell it was run"
        return ReadinessLine(asked.says, Verdict.NOT_TESTED, (none_ran,))
    verdicts = {result.verdict for result in results}
    worst = next(
        verdict
        for verdict in (Verdict.DEVIATES, Verdict.NOT_TESTED, Verdict.CONFORMS)
        if verdict in verdicts
    )
    sources = (
        f"{result.check.name} {result.verdict}: "
        f"{len(result.looked.deviations)} found in {len(result.looked.population)} looked at"
        for result in results
    )
    return ReadinessLine(asked.says, worst, tuple(sources))


def _answer(answer: QuestionnaireAnswer, material: Material) -> Answer:
    found = bool(answer.backed_by) and all(_is_there(each, material) for each in answer.backed_by)
    return Answer(
        answer.question,
        answer.answer,
        Backing.RECORDS if found else Backing.NOBODY_BUT_US,
        found and answer.affirms is True,
    )


def _is_there(named: str, material: Material) -> bool:
    """Say whether what an answer names as its proof exists: a file, a document, records, a row."""
    if named in material[File] or named in material[Document]:
        return True
    if any(each.family == named and each.whole.count for each in material.records or ()):
        return True
    register, _, key = named.partition(" ")
    return any(
        each.kind.register == register and key in each for each in material.dossier.registers
    )
