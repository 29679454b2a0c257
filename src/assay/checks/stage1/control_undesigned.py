"""An included control has no document in force that shows how it is designed.

Looks at
    Each included control: a policy, procedure or standard in force, named by its
    row or naming the control itself.

Why it matters
    Stage 1 asks of an included control at least a design.  What nobody wrote
    down differs from person to person.

Does not look at
    Records of the control at work, which Stage 2 asks for; controls in place
    that have to be written down by the standard's own words, which
    control-without-policy looks at.

Put right
    Write down how the control works, approve it, and link it to the control.
"""

from collections.abc import Iterator

from assay.checks.facts.statements import (
    NOTHING_INCLUDED,
    Position,
    documents_of_controls,
    included,
    shows_design,
)
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.document import Document


@check(since="2026.1")
def control_undesigned(material: Material) -> Looked:
    """Look for the design of each included control."""
    every = [each for each in included(material) if not each.asks_for_document]
    documents = documents_of_controls(material)
    return looked_at(
        (each.row for each in every),
        (
            deviation
            for each in every
            for deviation in _deviation(each, documents.get(each.control.number, ()))
        ),
        nothing_because=NOTHING_INCLUDED,
    )


def _deviation(position: Position, documents: tuple[Document, ...]) -> Iterator[Deviation]:
    if any(shows_design(document) for document in documents):
        return
    shown = ", ".join(f"{each.key} is {each.status or 'without status'}" for each in documents)
    unknown = [key for key in position.row.documents if key not in {one.key for one in documents}]
    lost = f"{', '.join(unknown)} is in no register" if unknown else ""
    found = "; ".join(text for text in (shown, lost) if text) or "no document is linked to it"
    yield Deviation(
        about=(position.control.number,),
        says=f"{position.name} is included without a design in force: {found}.",
        measured=f"0 of {len(documents) + len(unknown)} documents in force",
        evidence=(position.evidence, *(f"document {each.key}" for each in documents)),
        site=position.row.site,
    )
