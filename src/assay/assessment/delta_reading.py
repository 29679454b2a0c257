"""What Stage 2 reads again: documents that are new, changed or flagged since Stage 1.

The ledger says which file each document had when Stage 1 closed, and by which
hash.  A document whose hash is the same was accepted at Stage 1 and is not
reread; whether it is kept to is what Stage 2 asks.

What a newcomer would get wrong: a document that cannot be compared is not
accepted.  It is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assay.checks.facts.stage_days import stage1_day
from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.file import File
from assay.domain.finding import Finding, RaisedIn
from assay.domain.item import AnyItem


class WhyRead(StrEnum):
    """Why Stage 2 reads a document."""

    NEW = "new"
    CHANGED = "changed"
    FLAGGED = "flagged"
    UNTOLD = "cannot be compared"
    ALL = "all are read again"


@dataclass(frozen=True, slots=True)
class DeltaLine:
    """One document in use; read for some reasons, or accepted at Stage 1 on a day."""

    document: str
    title: str
    version: str
    version_then: str
    sha256: str
    sha256_then: str
    findings: tuple[str, ...]
    why: tuple[WhyRead, ...]
    accepted_on: date | None

    @property
    def says(self) -> str:
        """Return what a plan says of the document."""
        if self.accepted_on:
            return f"accepted at Stage 1 on {self.accepted_on}"
        named = f" ({', '.join(self.findings)})" if self.findings else ""
        return ", ".join(self.why) + named


@dataclass(frozen=True, slots=True)
class DeltaReading:
    """Every document in use, and the day on which Stage 1 closed; nothing where it has not."""

    closed_on: date | None
    lines: tuple[DeltaLine, ...]
    why_nothing: str = ""

    @property
    def to_read(self) -> tuple[DeltaLine, ...]:
        """Return the documents that Stage 2 reads."""
        return tuple(each for each in self.lines if not each.accepted_on)

    @property
    def accepted(self) -> tuple[DeltaLine, ...]:
        """Return the documents that stay as Stage 1 accepted them."""
        return tuple(each for each in self.lines if each.accepted_on)


def delta_reading(material: Material) -> DeltaReading:
    """Return what Stage 2 reads, as of the day of asking."""
    closed_on = stage1_day(material)
    if closed_on is None:
        return DeltaReading(None, (), "nothing says when Stage 1 was held")
    if material.as_of < closed_on:
        return DeltaReading(None, (), f"Stage 1 is held until {closed_on}")
    flagged = _flagged(material)
    ordered = sorted(material.documents, key=lambda each: each.key)
    lines = (_line(material, each, closed_on, flagged.get(each.key, ())) for each in ordered)
    return DeltaReading(closed_on, tuple(lines))


def _flagged(material: Material) -> Mapping[str, tuple[str, ...]]:
    """Return the findings of Stage 1 about each document, closed ones too."""
    found: dict[str, list[str]] = {}
    for key, finding in sorted(material[Finding].items()):
        if finding.raised_in is RaisedIn.STAGE_1:
            for thing in (*finding.about, *finding.evidence):
                found.setdefault(thing.removeprefix("document "), []).append(key)
    return {document: tuple(dict.fromkeys(keys)) for document, keys in found.items()}


def _line(
    material: Material, document: Document, closed_on: date, findings: tuple[str, ...]
) -> DeltaLine:
    then = _as_of(material, Document, document.key, closed_on)
    now_hash = file.sha256 if (file := material[File].get(document.file)) else ""
    file_then = _as_of(material, File, then.file, closed_on) if then and then.file else None
    then_hash = file_then.sha256 if file_then else ""
    why = list(_why(document, then, now_hash, then_hash))
    if findings:
        why.append(WhyRead.FLAGGED)
    if not why and material.profile.choice("stage2.reread") == "all":
        why.append(WhyRead.ALL)
    return DeltaLine(
        document.key,
        document.title,
        document.version,
        then.version if then else "",
        now_hash,
        then_hash,
        findings,
        tuple(why),
        None if why else closed_on,
    )


def _why(
    document: Document, then: Document | None, now_hash: str, then_hash: str
) -> Iterator[WhyRead]:
    if then is None or then.status is not document.status:
        yield WhyRead.NEW
    elif now_hash != then_hash or document.version != then.version:
        yield WhyRead.CHANGED
    elif not now_hash:
        yield WhyRead.UNTOLD


def _as_of(material: Material, kind: type[AnyItem], key: str, day: date) -> AnyItem | None:
    """Return how an item read at the end of a day; nothing where it was not there."""
    found = None
    for revision in material.dossier.history(kind, key):
        if revision.entry.recorded_at.date() <= day:
            found = revision.after
    return found
