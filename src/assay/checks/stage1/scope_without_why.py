"""Of something in scope it is not said what is protected, why, or by whom.

Looks at
    Every service and information set (asset) that the approved scope takes in:
    whether the clause that does so says what is protected, why it matters and
    who answers for it, and whether one text is used for all of them.

Why it matters
    Who cannot say what is protected and why has drawn a boundary around
    nothing.  It is the first thing asked in an interview.

Does not look at
    Whether the reasons are good ones; sites, units and systems, which are in
    for the sake of what they serve.

Put right
    Say in a sentence each what is protected there and what would follow if it
    were not, and name who answers for it.
"""

from collections.abc import Iterable, Iterator, Sequence

from assay.checks.facts.inventory import called, inventory
from assay.checks.facts.scope_boundary import NO_SCOPE, Standing, approved_boundary
from assay.checks.facts.similarity import normalised_text
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.boundary import Boundary, Stance
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item

_KINDS = frozenset({InventoryKind.SERVICE, InventoryKind.ASSET})
_ASKED = {"protects": "what is protected", "why": "why", "owner": "who answers for it"}
_TEXTS = ("protects", "why")


@check(since="2026.1", code="SCOPE-WHY")
def scope_without_why(material: Material) -> Looked:
    """Look for services and information in scope without a reason of their own."""
    boundary = approved_boundary(material)
    if boundary is None:
        return looked_at((), nothing_because=NO_SCOPE)
    clauses = [
        clause
        for clause in boundary.clauses
        if clause.kind in _KINDS and clause.stance is Stance.IN
    ]
    spoken_for = {clause.key for clause in clauses}
    unspoken = [
        (kind, item)
        for kind, item in inventory(material.dossier, material.as_of)
        if kind in _KINDS
        for placed in [boundary.in_scope(item)]
        if placed.standing is Standing.IN and not spoken_for & set(placed.clauses)
    ]
    return looked_at(
        (*clauses, *(item for _, item in unspoken)),
        (
            *_silent(clauses),
            *_unspoken(boundary.scope.key, unspoken),
            *_all_the_same(boundary.scope.key, clauses),
        ),
        nothing_because="the scope takes in no service and no information",
    )


def _silent(clauses: Sequence[Boundary]) -> Iterator[Deviation]:
    for clause in clauses:
        missing = [words for field, words in _ASKED.items() if not getattr(clause, field)]
        if missing:
            thing = f"{clause.kind} {clause.item}"
            yield Deviation(
                about=(clause.key,),
                says=(
                    f"Scope {clause.scope} takes in "
                    f"{f'every {clause.kind}' if clause.item == '*' else thing} "
                    f"and does not say {', '.join(missing)}."
                ),
                measured=f"{len(missing)} of {len(_ASKED)} not said",
                evidence=(f"boundary {clause.key}",),
                site=clause.site,
                reason="empty",
            )


def _unspoken(scope: str, things: Iterable[tuple[InventoryKind, Item]]) -> Iterator[Deviation]:
    for kind, item in things:
        yield Deviation(
            about=(item.key,),
            says=(
                f"{called(kind, item)} is in scope {scope} only through what it belongs to, and "
                f"no clause says {', '.join(_ASKED.values())}."
            ),
            measured=f"{len(_ASKED)} of {len(_ASKED)} not said",
            evidence=(f"{kind} {item.key}",),
            site=item.site,
            reason="empty",
        )


def _all_the_same(scope: str, clauses: Sequence[Boundary]) -> Iterator[Deviation]:
    for field in _TEXTS:
        texts = [normalised_text(getattr(clause, field)) for clause in clauses]
        if len(texts) > 1 and texts[0] and len(set(texts)) == 1:
            said = getattr(clauses[0], field)
            yield Deviation(
                about=(scope,),
                says=(
                    f"Scope {scope} says of all {len(clauses)} services and information sets "
                    f'{_ASKED[field]} in the same words: "{said}"'
                ),
                measured=f"1 text for {len(clauses)} things",
                evidence=tuple(f"boundary {clause.key}" for clause in clauses),
                reason=f"same-{field}",
            )
