"""Which processes and documents of the organisation answer which clause of a standard.

A process or a document names clauses; naming "8.4" speaks for 8.4.1 too, and
naming "8.4.1 b" speaks for 8.4.1, but naming a whole chapter speaks for none
of its clauses.  A document that satisfies an entry of the standard's catalogue
answers the clauses of that entry.

What a newcomer would get wrong: a number without a standard's name counts for
every standard, since people who run two systems as one write "7.5" once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.process import Process
from assay.standards.clause import Clause
from assay.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class ClauseAnswers:
    """One clause that asks for something, and what answers it."""

    clause: Clause
    processes: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def placed(self) -> bool:
        """Say whether anything answers the clause."""
        return bool(self.processes or self.documents)


def clause_matrix(material: Material, standard: Standard) -> tuple[ClauseAnswers, ...]:
    """Return each requirement of a standard with the processes and documents that answer it."""
    by_process: dict[str, set[str]] = {}
    by_document: dict[str, set[str]] = {}
    for process in material[Process].values():
        for number in _numbers(standard, process.clauses):
            by_process.setdefault(number, set()).add(process.key)
    for document in material.documents:
        for number in _numbers(standard, (*document.clauses, *_satisfied(standard, document))):
            by_document.setdefault(number, set()).add(document.key)
    return tuple(
        ClauseAnswers(
            clause,
            tuple(sorted(_answering(by_process, clause.number))),
            tuple(sorted(_answering(by_document, clause.number))),
        )
        for clause in standard.requirements
    )


def clause_numbers(standard: Standard, said: Iterable[str]) -> frozenset[str]:
    """Return the clauses of a standard that references speak of, with all below them."""
    numbers = set(_numbers(standard, said))
    return frozenset(
        clause.number
        for clause in standard.requirements
        if numbers & set(_itself_and_above(clause.number))
    )


def _satisfied(standard: Standard, document: Document) -> Iterator[str]:
    for entry in standard.documents:
        if {part.key for part in entry.parts} & set(document.satisfies):
            yield from entry.clauses


def _numbers(standard: Standard, said: Iterable[str]) -> Iterator[str]:
    for reference in said:
        plain = reference
        for name in (standard.name, standard.title):
            plain = plain.removeprefix(name).strip(" :,")
        number = plain.split(" ", 1)[0].strip("().")
        # "8" says nothing: everything that is done somehow belongs to chapter 8.
        if "." in number:
            yield number


def _answering(by_number: dict[str, set[str]], number: str) -> set[str]:
    return {key for named in _itself_and_above(number) for key in by_number.get(named, ())} | {
        # A part of the clause that has its own number below it speaks for the clause.
        key
        for named, keys in by_number.items()
        if named.startswith(f"{number}.")
        for key in keys
    }


def _itself_and_above(number: str) -> Iterator[str]:
    while "." in number:
        yield number
        number = number.rpartition(".")[0]
