"""A clause of the standard is answered by no process and no document.

Looks at
    Each requirement of each standard against the clauses that processes and
    documents in use name, and against the entries of the standard's catalogue
    that documents satisfy.  Where a standard lets requirements not apply,
    those that the approved scope declares so with a reason count as answered.

Why it matters
    A requirement that nothing in the design takes up is a gap that no amount
    of good work will close: nobody knows that it is theirs.

Does not look at
    Whether what is linked really answers the clause; that is what reading the
    document and walking the process are for.

Put right
    Link the process or document that takes the clause up, write what is
    missing, or state why the requirement does not apply.
"""

from collections.abc import Iterator

from assay.checks.facts.clause_matrix import ClauseAnswers, clause_matrix, clause_numbers
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at
from assay.standards.standard import Standard
from assay.standards.trait import TraitKey


@check(since="2026.1")
def clause_unplaced(material: Material) -> Looked:
    """Look for requirements that neither a process nor a document takes up."""
    population: list[Member] = []
    deviations: list[Deviation] = []
    unknown: list[Unknown] = []
    for standard in material.standards:
        rows = clause_matrix(material, standard)
        population += [Member(_key(standard, row)) for row in rows]
        if not any(row.placed for row in rows):
            why = "no process and no document says which clauses it is for"
            unknown += [Unknown(_key(standard, row), why) for row in rows]
            continue
        deviations += _deviations(material, standard, rows)
    return looked_at(
        population, deviations, unknown=unknown, nothing_because="no standard is named"
    )


def _deviations(
    material: Material, standard: Standard, rows: tuple[ClauseAnswers, ...]
) -> Iterator[Deviation]:
    declared = material.scope.not_applicable if material.scope else ()
    reason = material.scope.not_applicable_because if material.scope else ""
    excused = clause_numbers(standard, declared)
    may_not_apply = standard.has(TraitKey.CLAUSES_MAY_NOT_APPLY)
    gaps = sum(not row.placed for row in rows)
    for row in rows:
        excusable = may_not_apply and row.clause.number in excused
        if row.placed or (excusable and reason):
            continue
        how = "is declared not applicable without a reason" if excusable else "is taken up nowhere"
        yield Deviation(
            about=(_key(standard, row),),
            says=(
                f"Clause {row.clause.number} of {standard.title} ({row.clause.title}) {how}: "
                f"no process and no document in use names it."
            ),
            measured=f"{gaps} of {len(rows)} clauses unplaced",
            reason="unexplained" if excusable else "gap",
        )


def _key(standard: Standard, row: ClauseAnswers) -> str:
    return f"{standard.name} {row.clause.number}"
