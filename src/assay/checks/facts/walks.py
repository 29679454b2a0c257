"""Procedures walked with those who work by them: as written, as told, as recorded.

The latest walk of each step by the audit date counts.  Where somebody said what
the comparison showed, that holds; else the texts are compared word by word, and
a step told or recorded in the words of another one says that the two change
places.  A mismatch that was answered, with the record of the answer, is settled.

A procedure that nobody walked is unknown, and so is a step left out of a walk.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assay.checks.facts.names import parse_words
from assay.checks.material import Material
from assay.domain.document import Document, DocumentType
from assay.domain.procedure_step import ProcedureStep
from assay.domain.walkthrough import StepVerdict, Walkthrough


@dataclass(frozen=True, slots=True)
class WalkedStep:
    """One step of a procedure with its walk; without a verdict nobody can tell."""

    step: ProcedureStep
    walk: Walkthrough | None
    verdict: StepVerdict | None
    like: int | None = None

    @property
    def mismatch(self) -> bool:
        """Say whether the three readings part, and nobody has brought them together."""
        settled = bool(self.walk and self.walk.answer and self.walk.answered_by_record)
        return self.verdict in {StepVerdict.DIFFERS, StepVerdict.NOT_DONE} and not settled


@dataclass(frozen=True, slots=True)
class WalkedProcedure:
    """One procedure and its steps in order."""

    document: Document
    steps: tuple[WalkedStep, ...]

    @property
    def held_on(self) -> date | None:
        """Return the day of the latest walk; nothing where there was none."""
        return max((each.walk.held_on for each in self.steps if each.walk), default=None)

    @property
    def mismatches(self) -> tuple[WalkedStep, ...]:
        """Return the steps where the three readings part."""
        return tuple(each for each in self.steps if each.mismatch)

    @property
    def untold(self) -> tuple[WalkedStep, ...]:
        """Return the steps of which nobody can tell."""
        return tuple(each for each in self.steps if each.verdict is None)


def walked_procedures(material: Material) -> tuple[WalkedProcedure, ...]:
    """Return every procedure in use, and every other document in use that has steps."""
    steps: defaultdict[str, list[ProcedureStep]] = defaultdict(list)
    for step in material[ProcedureStep].values():
        steps[step.document].append(step)
    walks = _latest(material)
    found = []
    for document in sorted(material.documents, key=lambda each: each.key):
        own = sorted(steps.get(document.key, ()), key=lambda each: (each.position, each.key))
        if own or document.type is DocumentType.PROCEDURE:
            written = {_plain(each.does): each.position for each in own}
            walked = (_walked(each, walks.get(each.key), written) for each in own)
            found.append(WalkedProcedure(document, tuple(walked)))
    return tuple(found)


def _latest(material: Material) -> Mapping[str, Walkthrough]:
    held = [each for each in material[Walkthrough].values() if each.held_on <= material.as_of]
    return {each.step: each for each in sorted(held, key=lambda each: (each.held_on, each.key))}


def _walked(
    step: ProcedureStep, walk: Walkthrough | None, written: Mapping[str, int]
) -> WalkedStep:
    if walk is None:
        return WalkedStep(step, None, None)
    others = [
        place
        for text in (walk.as_recorded, walk.as_told)
        if (place := written.get(_plain(text))) not in {None, step.position}
    ]
    like = next(iter(others), None)
    return WalkedStep(step, walk, walk.verdict or _compared(step, walk), like)


def _compared(step: ProcedureStep, walk: Walkthrough) -> StepVerdict | None:
    if not walk.as_told and not walk.as_recorded:
        return None
    if not walk.as_recorded:
        return StepVerdict.NOT_DONE
    said = {_plain(text) for text in (walk.as_told or step.does, walk.as_recorded)}
    return StepVerdict.MATCH if said == {_plain(step.does)} else StepVerdict.DIFFERS


def _plain(text: str) -> str:
    return " ".join(word.text for word in parse_words(text))


def told_steps(steps: tuple[WalkedStep, ...]) -> Iterator[str]:
    """Yield what is to be said of each step: its number, its words, and how it parts."""
    for each in steps:
        how = "is not done" if each.verdict is StepVerdict.NOT_DONE else "differs"
        place = f", as step {each.like} is written" if each.like else ""
        yield f'step {each.step.position} ("{each.step.does}") {how}{place}'
