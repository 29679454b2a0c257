"""Not everybody has read a document that is for everybody.

Looks at
    Every document in use that staff are to read, and the acknowledgements of its
    current version by the people in scope whom it is for.

Why it matters
    People cannot keep rules that they have not seen, and they will be asked.

Does not look at
    Whether they understood it; people who joined after the audit date.

Put right
    Have the people named read the current version, and record that they did.
"""

from collections.abc import Mapping

from assay.checks.facts.readers import readers_of
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.document import Document

_NAMED = 5


@check(since="2026.1", code="DOC-UNREAD")
def document_unread(material: Material) -> Looked:
    """Hold the acknowledgements of each document against its readers."""
    documents = [each for each in material.documents if each.staff_facing]
    read = _read_by(material)
    known = {document for document, _ in read}
    return looked_at(
        documents,
        (
            _deviation(material, document, unread, readers)
            for document in documents
            if document.key in known
            for readers in [len(readers_of(material, document))]
            for unread in [_unread(material, document, read)]
            if 100 * (readers - len(unread)) < material.profile.whole("doc.ack_target") * readers
        ),
        unknown=(
            Unknown(each.key, "nobody recorded who has read it", each.site)
            for each in documents
            if each.key not in known
        ),
        nothing_because="no document in use is said to be for staff",
    )


def _read_by(material: Material) -> Mapping[tuple[str, str], set[str]]:
    read: dict[tuple[str, str], set[str]] = {}
    for each in material[Acknowledgement].values():
        if each.read_on is None or each.read_on <= material.as_of:
            read.setdefault((each.document, each.version), set()).add(each.person)
    return read


def _unread(
    material: Material, document: Document, read: Mapping[tuple[str, str], set[str]]
) -> list[str]:
    # An acknowledgement that names no version was of whatever was in force.
    have = read.get((document.key, document.version), set()) | read.get((document.key, ""), set())
    return sorted(person.key for person in readers_of(material, document) if person.key not in have)


def _deviation(
    material: Material, document: Document, unread: list[str], readers: int
) -> Deviation:
    more = f" and {rest} more" if (rest := len(unread) - _NAMED) > 0 else ""
    return Deviation(
        about=(document.key,),
        says=(
            f"{document.key} ({document.title}) version {document.version} was read by "
            f"{readers - len(unread)} of {readers}; not by {', '.join(unread[:_NAMED])}{more}."
        ),
        measured=f"{100 * (readers - len(unread)) // readers} %",
        threshold=material.threshold("doc.ack_target"),
        evidence=tuple(f"person {key}" for key in unread),
        site=document.site,
    )
