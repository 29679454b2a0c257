"""A standard as data: everything the product knows of it, with lookups and no rules.

A standard that extends another (an overlay, or a new edition told as its
difference from the last) holds the rows of both once it is loaded.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from pydantic import Field

from assay.domain.errors import NotFoundError
from assay.standards.audit_time import AuditTimeBand
from assay.standards.clause import Clause, ClauseKind
from assay.standards.contradiction import Contradiction
from assay.standards.control import Control
from assay.standards.moved_clause import MovedClause
from assay.standards.question import Question, StockRisk
from assay.standards.requested_item import UNION, RequestedItem
from assay.standards.required_document import DocumentPart, RequiredDocument
from assay.standards.review import ReviewInput, ReviewOutput
from assay.standards.row import Confidence, Part, Said, Texts
from assay.standards.trait import Trait, TraitKey
from assay.standards.typical_finding import NamedFailure, TypicalFinding, WantedCheck

Thing = TypeVar("Thing")


class Counts(Part):
    """How many rows of each kind the standard declares, so that none gets lost unnoticed."""

    clauses: int
    requirements: int
    documents: int
    numbered_documents: int = 0
    inputs: int
    controls: int = 0
    themes: dict[str, int] = Field(default_factory=dict)
    findings: int = 0


class Carried(Part):
    """What holds for the rows that are taken over from the standard this one extends."""

    confidence: Confidence
    source: Said


class StandardHead(Part):
    """What a standard says of itself, above its rows."""

    title: Said
    about: Said
    edition: Said
    amendments: Texts = ()
    family: Said
    valid_from: date
    valid_to: date | None = None
    valid_to_confidence: Confidence | None = None
    confidence: Confidence
    source: Said
    extends: str = ""
    carried: Carried | None = None
    withdrawn: Texts = ()
    """Numbers of clauses of the extended standard that are gone."""
    counts: Counts


class Standard(StandardHead):
    """One standard, loaded and consistent."""

    name: Said
    traits: tuple[Trait, ...] = ()
    clauses: tuple[Clause, ...] = ()
    documents: tuple[RequiredDocument, ...] = ()
    inputs: tuple[ReviewInput, ...] = ()
    outputs: tuple[ReviewOutput, ...] = ()
    controls: tuple[Control, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    findings: tuple[TypicalFinding, ...] = ()
    failures: tuple[NamedFailure, ...] = ()
    checks: tuple[WantedCheck, ...] = ()
    requests: tuple[RequestedItem, ...] = ()
    questions: tuple[Question, ...] = ()
    stock_risks: tuple[StockRisk, ...] = ()
    audit_time: tuple[AuditTimeBand, ...] = ()
    moves: tuple[MovedClause, ...] = ()

    @cached_property
    def _clauses(self) -> Mapping[str, Clause]:
        return {clause.number: clause for clause in self.clauses}

    @cached_property
    def _controls(self) -> Mapping[str, Control]:
        return {control.number: control for control in self.controls}

    @cached_property
    def _documents(self) -> Mapping[str, RequiredDocument]:
        return {document.key: document for document in self.documents}

    @property
    def requirements(self) -> tuple[Clause, ...]:
        """Return the clauses that ask for something themselves."""
        return tuple(one for one in self.clauses if one.kind is ClauseKind.REQUIREMENT)

    @property
    def numbered_documents(self) -> tuple[RequiredDocument, ...]:
        """Return the entries of the customary numbered list, in its order."""
        numbered = ((one.number, one) for one in self.documents if one.number is not None)
        return tuple(one for _, one in sorted(numbered, key=lambda pair: pair[0]))

    @property
    def themes(self) -> Mapping[str, tuple[Control, ...]]:
        """Return the controls by theme, in the order in which the themes are declared."""
        return {
            theme: tuple(one for one in self.controls if one.theme == theme)
            for theme in self.counts.themes
        }

    def clause(self, reference: str) -> Clause:
        """Return the clause that a reference such as '6.1.3 d' speaks of."""
        return _found(self._clauses, reference.split(" ", 1)[0], f"clause of {self.title}")

    def children(self, number: str) -> tuple[Clause, ...]:
        """Return the clauses directly under a clause; '' gives the chapters."""
        return tuple(one for one in self.clauses if one.parent_number == number)

    def control(self, number: str) -> Control:
        """Return one control."""
        return _found(self._controls, number, f"control of {self.title}")

    def document(self, key: str) -> RequiredDocument:
        """Return one entry of the catalogue of required documented information."""
        return _found(self._documents, key, f"required document of {self.title}")

    def part(self, key: str) -> DocumentPart:
        """Return one part of an entry, by the key that documents name as satisfied."""
        parts = {part.key: part for one in self.documents for part in one.parts}
        return _found(parts, key, f"required document of {self.title}")

    def input(self, said: str) -> ReviewInput:
        """Return one input of the management review by its key or by its letter."""
        inputs = {one.number: one for one in self.inputs} | {one.key: one for one in self.inputs}
        return _found(inputs, said, f"review input of {self.title}")

    def requested(self, which: str) -> tuple[RequestedItem, ...]:
        """Return what one of the request lists asks for; the union asks for all of it."""
        return tuple(one for one in self.requests if which in {UNION, one.list})

    def has(self, trait: TraitKey) -> bool:
        """Tell whether a trait is stated and true."""
        return any(one.value for one in self.traits if one.key is trait)

    def clauses_now(self, before: str) -> tuple[str, ...]:
        """Return where a clause of the extended edition stands in this one."""
        return clauses_now(before, self.moves)


def clauses_now(before: str, moves: Iterable[MovedClause]) -> tuple[str, ...]:
    """Return where a reference to an earlier edition points now: the same place, or others."""
    number, _, item = before.partition(" ")
    now = tuple(dict.fromkeys(one.now for one in moves if one.before == number))
    if not now:
        return (before,)
    # A lettered item stays with its clause only where the clause stayed.
    return tuple(f"{one} {item}" if item and one == number else one for one in now)


def _found(things: Mapping[str, Thing], key: str, what: str) -> Thing:
    if key not in things:
        raise NotFoundError(f"There is no {what} named {key}.")
    return things[key]
