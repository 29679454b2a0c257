"""Documents are not controlled in the way that the organisation itself says.

Looks at
    Whether a document in use says how documented information is controlled,
    and each rule that it states about documents: version, approval, review,
    access, retention.  Every document in use is held against every rule.

Why it matters
    How documents are kept is examined at Stage 1 by the organisation's own
    words.  A rule that its own register does not keep counts for nothing.

Does not look at
    Rules that no claim was made of; whether a rule is a good one.

Put right
    Bring the documents named into line with the rule, or change the rule.
"""

from collections.abc import Iterable, Iterator

from assay.checks.facts.clause_matrix import clause_numbers
from assay.checks.facts.document_rules import DocumentRule, document_rules
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.domain.document import DocumentType
from assay.standards.standard import Standard

_NAMED = 5
_PROCEDURE = "procedure for documents"


@check(since="2026.1")
def document_rules_unkept(material: Material) -> Looked:
    """Hold the document register against what the organisation says of documents."""
    if not material.documents:
        return looked_at((), nothing_because="no document is in use")
    rules = sorted(document_rules(material), key=lambda rule: rule.claim.key)
    if not rules:
        return _without_rules(material)
    return looked_at(
        (Member(rule.claim.key) for rule in rules),
        (_deviation(rule) for rule in rules if not rule.why_unknown and not rule.is_kept),
        unknown=(Unknown(rule.claim.key, rule.why_unknown) for rule in rules if rule.why_unknown),
        nothing_because="",
    )


def _without_rules(material: Material) -> Looked:
    procedures = [
        document.key
        for standard in material.standards
        for clauses in [_control_clauses(standard)]
        for document in material.documents
        if document.type is DocumentType.PROCEDURE
        and clause_numbers(standard, document.clauses) & clauses
    ]
    if procedures:
        why = f"no rule of {', '.join(dict.fromkeys(procedures))} is on record as a claim"
        unknown = Unknown(_PROCEDURE, why)
        return looked_at([Member(_PROCEDURE)], unknown=[unknown], nothing_because="")
    missing = Deviation(
        about=(_PROCEDURE,),
        says=f"No procedure in use says how documents are controlled ({_asked(material)}).",
        measured="0 procedures",
        evidence=("register document",),
    )
    return looked_at([Member(_PROCEDURE)], [missing], nothing_because="")


def _control_clauses(standard: Standard) -> frozenset[str]:
    """Return the clauses for which the standard asks for this very check."""
    return clause_numbers(standard, _named(standard))


def _named(standard: Standard) -> Iterator[str]:
    for line in standard.checks:
        if line.check == "document-rules-unkept":
            yield from line.clauses


def _asked(material: Material) -> str:
    return "; ".join(
        f"{', '.join(clauses)} of {standard.title}"
        for standard in material.standards
        if (clauses := list(_named(standard)))
    )


def _deviation(rule: DocumentRule) -> Deviation:
    claim = rule.claim
    return Deviation(
        about=(claim.key, *(document.key for document in rule.broken_by)),
        says=(
            f'{claim.document} says "{claim.quote}"; {len(rule.broken_by)} of {len(rule.of)} '
            f"documents do not keep that: {_some(each.key for each in rule.broken_by)}."
        ),
        measured=f"{rule.kept_percent} %",
        evidence=(
            f"document {claim.document}, section {claim.section}",
            *(f"document {document.key}" for document in rule.broken_by),
        ),
    )


def _some(keys: Iterable[str]) -> str:
    named = list(keys)
    more = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")
