"""What a procedure for documents promises about documents, and which of them keep it.

A promise about documents is a claim whose family is "document".  It is held
against the document register the way it is stated: that every document has
something, that two people differ, that a review comes round in time, that
something is kept for so long.

What a newcomer would get wrong: a promise in words that nothing here can hold
against the register is not kept.  It is unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from assay.checks.facts.document_reviews import last_reviews
from assay.checks.material import Material
from assay.domain.claim import Claim, ClaimKind
from assay.domain.document import Document

DOCUMENT_FAMILY = "document"
_WHOLE = Decimal(100)
_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}

Keeps = Callable[[Document], bool]


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """One promise, the documents it speaks of, and those that break it.

    Without documents told of (``why_unknown``), nothing can be said.
    """

    claim: Claim
    of: tuple[Document, ...]
    broken_by: tuple[Document, ...]
    kept_from_percent: Decimal = _WHOLE
    why_unknown: str = ""

    @property
    def kept_percent(self) -> int:
        """Return the share of documents that keep the promise."""
        return 100 * (len(self.of) - len(self.broken_by)) // len(self.of) if self.of else 0

    @property
    def is_kept(self) -> bool:
        """Say whether as many documents keep it as was promised."""
        kept = len(self.of) - len(self.broken_by)
        return 100 * kept >= self.kept_from_percent * len(self.of)


def document_rules(material: Material) -> Iterator[DocumentRule]:
    """Yield each promise about documents that a document in use makes."""
    in_use = {document.key for document in material.documents}
    for claim in material[Claim].values():
        if claim.family == DOCUMENT_FAMILY and claim.document in in_use:
            yield _rule(material, claim)


def _rule(material: Material, claim: Claim) -> DocumentRule:
    of = _spoken_of(material, claim)
    if of is None:
        condition = " and ".join(claim.where)
        return DocumentRule(claim, (), (), why_unknown=f"its condition {condition} is not known")
    keeps = _KINDS.get(claim.kind, _cannot_tell)(material, claim)
    if keeps is None:
        return DocumentRule(claim, of, (), why_unknown="its words fit no column of the register")
    if not of:
        return DocumentRule(claim, (), (), why_unknown="it speaks of no document in use")
    broken_by = tuple(document for document in of if not keeps(document))
    promised = claim.limit if claim.kind is ClaimKind.COVERAGE and claim.limit else _WHOLE
    return DocumentRule(claim, of, broken_by, promised)


def _spoken_of(material: Material, claim: Claim) -> tuple[Document, ...] | None:
    """Return the documents that a promise speaks of; nothing where its condition is not known."""
    found = material.documents
    for condition in claim.where:
        name, equals, value = (part.strip() for part in condition.partition("="))
        if not equals or name not in Document.model_fields:
            return None
        found = tuple(each for each in found if _worded(getattr(each, name)) == value.lower())
    return found


def _worded(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).lower()


def _has_it(_: Material, claim: Claim) -> Keeps | None:
    names = [name for name in (claim.first, claim.then) if name]
    if not names or any(name not in Document.model_fields for name in names):
        return None
    # A plain "no" is an answer; nothing said, an empty text and an empty list are none.
    return lambda document: all(getattr(document, name) not in {None, "", ()} for name in names)


def _two_people(_: Material, claim: Claim) -> Keeps | None:
    first, then = claim.first, claim.then
    if not {first, then} <= {"author", "owner", "approver"}:
        return None
    return lambda document: bool(
        getattr(document, first)
        and getattr(document, then)
        and getattr(document, first) != getattr(document, then)
    )


def _comes_round(material: Material, claim: Claim) -> Keeps | None:
    if claim.every is None or claim.every.days is None:
        return None
    last = last_reviews(material)
    earliest = material.as_of - timedelta(claim.every.days)
    return lambda document: document.key in last and last[document.key] >= earliest


def _kept_so_long(_: Material, claim: Claim) -> Keeps | None:
    if claim.limit is None or claim.unit not in _MONTHS:
        return None
    months = claim.limit * _MONTHS[claim.unit]
    return lambda document: (
        document.retention_months is not None and document.retention_months >= months
    )


def _cannot_tell(_: Material, __: Claim) -> Keeps | None:
    return None


_KINDS: Mapping[ClaimKind, Callable[[Material, Claim], Keeps | None]] = {
    ClaimKind.COVERAGE: _has_it,
    ClaimKind.SEGREGATION: _two_people,
    ClaimKind.FREQUENCY: _comes_round,
    ClaimKind.RETENTION: _kept_so_long,
}
