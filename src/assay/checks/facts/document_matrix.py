"""The document matrix: what has to be in writing, and how each stands in five respects.

Present, finished, versioned, approved, dated: five verdicts of their own, for a
document can have a date and no version.  An entry of several parts stands only
as well as the worst of them, so the customary fourteen stay fourteen.

What a newcomer would get wrong: a register that holds the matter itself is
asked only what its rows can say.  A risk register carries no approval, so none
is asked of it; a Statement of Applicability does, so its own row answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from assay.checks.facts.required_documents import Standing, standings
from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.scope import VersionStatus


class Respect(StrEnum):
    """What is asked of each document, one thing at a time."""

    PRESENT = "present"
    FINISHED = "finished"
    VERSIONED = "versioned"
    APPROVED = "approved"
    DATED = "dated"


Verdicts = tuple[bool | None, ...]
"""One for each respect, in their order; nothing where it cannot be asked."""


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """One document or record of an entry, and what there is for it."""

    key: str
    title: str
    documents: tuple[str, ...]
    registers: tuple[str, ...]
    verdicts: Verdicts


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """One entry of a catalogue; its verdicts are the worst of its parts'."""

    standard: str
    key: str
    title: str
    number: int | None
    clauses: tuple[str, ...]
    parts: tuple[MatrixPart, ...]

    @property
    def verdicts(self) -> Verdicts:
        """Return the five verdicts; one part that falls short is enough."""
        return tuple(map(_worst, zip(*(part.verdicts for part in self.parts), strict=True)))

    @property
    def stands(self) -> bool:
        """Say whether the entry is there and falls short in nothing that can be asked of it."""
        return bool(self.verdicts[0]) and False not in self.verdicts

    @property
    def lacks(self) -> tuple[Respect, ...]:
        """Return the respects in which it falls short."""
        return tuple(
            respect
            for respect, verdict in zip(Respect, self.verdicts, strict=True)
            if verdict is False
        )


def document_matrix(material: Material) -> tuple[MatrixEntry, ...]:
    """Return how every required document stands, in the order of the catalogues."""
    return tuple(
        _entry(material, list(parts))
        for _, parts in groupby(standings(material), lambda it: (it.standard.name, it.entry.key))
    )


def asked_entries(material: Material) -> tuple[MatrixEntry, ...]:
    """Return the entries that readiness is measured by.

    They are those of the customary numbered list where a standard has one, and
    its whole catalogue where it has none.
    """
    every = document_matrix(material)
    numbered = {entry.standard for entry in every if entry.number is not None}
    return tuple(
        entry for entry in every if entry.number is not None or entry.standard not in numbered
    )


def _entry(material: Material, parts: Sequence[Standing]) -> MatrixEntry:
    first = parts[0]
    return MatrixEntry(
        first.standard.name,
        first.entry.key,
        first.entry.title,
        first.entry.number,
        first.entry.clauses,
        tuple(
            MatrixPart(
                standing.part.key,
                standing.part.title,
                tuple(document.key for document in standing.documents),
                standing.registers,
                _verdicts(material, standing),
            )
            for standing in parts
        ),
    )


def _worst(verdicts: Sequence[bool | None]) -> bool | None:
    if False in verdicts:
        return False
    return True if True in verdicts else None


def _verdicts(material: Material, standing: Standing) -> Verdicts:
    candidates = [
        *(_of_document(document) for document in standing.documents),
        *(
            _of_register(tuple(material.dossier.register(name).values()))
            for name in standing.registers
        ),
    ]
    # Of several things that may meet an entry, the one that stands best speaks for it.
    return max(
        candidates,
        key=lambda each: (-each.count(False), each.count(True)),
        default=(False,) * len(Respect),
    )


def _of_document(document: Document) -> Verdicts:
    return (
        True,
        document.status is VersionStatus.APPROVED,
        bool(document.version),
        bool(document.approver),
        document.approved_on is not None,
    )


def _of_register(items: Sequence[Item]) -> Verdicts:
    """Return the verdicts on a register: those of its best row, where rows carry such a thing."""
    return (True, *max(map(_of_row, items), key=lambda each: each.count(True)))


def _of_row(item: Item) -> Verdicts:
    return tuple(_verdicts_of_row(item))


def _verdicts_of_row(item: Item) -> Iterator[bool | None]:
    fields = type(item).model_fields
    status = getattr(item, "status", None)
    yield status is VersionStatus.APPROVED if isinstance(status, VersionStatus) else None
    for name in ("version", "approved_by", "approved_on"):
        yield bool(getattr(item, name)) if name in fields else None
