"""Nobody can show where a document says something that it has to say.

Looks at
    Every element of content that a standard asks for, in each approved document
    that is said to meet the entry: an anchor with a section or a quotation, set by
    one person and confirmed by another; and, where the text could be read, that
    the quotation stands in it.

Why it matters
    A title proves nothing.  Pointing at the place is the only way to show that a
    document says what it has to, and anybody can follow the finger.

Does not look at
    Elements that only practice expects; entries that a register meets; whether
    the text is any good.

Put right
    Point at the place, have a second person confirm it, or write what is missing.
"""

from collections.abc import Iterator, Mapping

from assay.checks.facts.required_documents import Standing, standings
from assay.checks.facts.similarity import normalised_text
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.content_anchor import ContentAnchor
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.document import Document
from assay.standards.required_document import ContentElement, Explicitness

_Anchors = Mapping[tuple[str, str], list[ContentAnchor]]


@check(since="2026.1")
def content_unanchored(material: Material) -> Looked:
    """Look for a confirmed anchor of each element."""
    anchors: dict[tuple[str, str], list[ContentAnchor]] = {}
    for anchor in material[ContentAnchor].values():
        for requirement in {anchor.requirement, ""}:
            anchors.setdefault((requirement, anchor.element), []).append(anchor)
    asked = [
        (standing, element)
        for standing in standings(material)
        if standing.in_use
        for element in standing.part.elements
        if element.explicitness is not Explicitness.PRACTICE
    ]
    return looked_at(
        (Member(f"{one.part.key}: {element.key}", one.in_use[0].site) for one, element in asked),
        (
            deviation
            for standing, element in asked
            for deviation in _deviation(material, standing, element, anchors)
        ),
        nothing_because="no approved document is said to meet anything that a standard asks for",
    )


def _deviation(
    material: Material, standing: Standing, element: ContentElement, anchors: _Anchors
) -> Iterator[Deviation]:
    documents = {each.key: each for each in standing.in_use}
    there = [
        each
        for each in anchors.get((standing.part.key, element.key), [])
        if each.document in documents
    ]
    faults = [_fault(material, each, documents[each.document]) for each in there]
    if "" in faults:
        return
    says = faults[0] if faults else "no place that anybody points at"
    yield Deviation(
        about=(*documents, element.key),
        says=(
            f"{' and '.join(documents)}, as {standing.part.title}, has for "
            f"{element.key.replace('_', ' ')} {says}."
        ),
        evidence=tuple(f"content anchor {each.key}" for each in there),
        site=standing.in_use[0].site,
        reason="unanchored" if not there else "unconfirmed",
    )


def _fault(material: Material, anchor: ContentAnchor, document: Document) -> str:
    if not anchor.section and not anchor.quote:
        return "an anchor that names no section and no words"
    if not anchor.confirmed_by or anchor.confirmed_on is None:
        return "an anchor that nobody confirmed"
    if anchor.confirmed_by == anchor.anchored_by:
        return f"an anchor that {anchor.anchored_by} set and confirmed alone"
    text = material.text_of(document)
    if text and anchor.quote and normalised_text(anchor.quote) not in normalised_text(text.text):
        return f"an anchor whose words do not stand in {document.file}"
    return ""
