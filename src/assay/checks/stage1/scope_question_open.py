"""A question about the scope has no accepted answer.

Looks at
    The approved scope, and the clarifications that are about a version of it, a
    clause of its boundary, or something in the inventory.

Why it matters
    Stage 1 exists to settle what is covered.  With a question open it cannot
    end as ready, and no plan of Stage 2 can be frozen.

Does not look at
    Whether an answer that was accepted is a good one; questions about other
    things than the scope.

Put right
    Answer the question, change the scope where the answer asks for it, and
    have whoever asked accept it.
"""

from assay.checks.facts.inventory import INVENTORY
from assay.checks.facts.scope_boundary import NO_SCOPE
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.boundary import Boundary
from assay.domain.clarification import Clarification, ClarificationState
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.item import Item
from assay.domain.scope import Scope


@check(since="2026.1")
def scope_question_open(material: Material) -> Looked:
    """Look for questions about the scope that nobody has settled."""
    things = _things_of_scope(material)
    questions = [each for each in material[Clarification].values() if _is_about_scope(each, things)]
    # That nobody asked anything is said of the scope, which is there to be asked about.
    scope = [material.scope] if material.scope else []
    return looked_at(
        (*scope, *questions),
        (_deviation(each) for each in questions if each.state is not ClarificationState.ACCEPTED),
        nothing_because=f"{NO_SCOPE}, and nobody asked",
    )


def _things_of_scope(material: Material) -> frozenset[str]:
    kinds: tuple[type[Item], ...] = (Scope, Boundary, *INVENTORY.values())
    keys = {key for kind in kinds for key in material[kind]}
    # A hosting account has no register; it is known by the clause that names it.
    return frozenset(keys | {clause.item for clause in material[Boundary].values()})


def _is_about_scope(question: Clarification, things: frozenset[str]) -> bool:
    # Questions are written "scope", "the scope 2.0" or with the key of what they are about.
    words = question.about.casefold().split()
    return not words or "scope" in words or question.about in things


def _deviation(question: Clarification) -> Deviation:
    since = f" raised on {question.raised_on}" if question.raised_on else ""
    state = question.state or "in no stated state"
    about = f" about {question.about}" if question.about else ""
    return Deviation(
        about=(question.key,),
        says=f"Question {question.key}{about}{since} is {state}, not accepted: {question.question}",
        measured=str(state),
        evidence=(f"clarification {question.key}",),
        site=question.site,
    )
