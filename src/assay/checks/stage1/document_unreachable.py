"""Staff cannot get at a document that they work by.

Looks at
    Every document in use that staff are to read: that its place was tested and
    works, and that everybody in its audience may open it there.

Why it matters
    A document that people cannot find is not a document that they follow.

Does not look at
    Documents that are not for staff; whether anybody has read it.

Put right
    Put the document where its readers are, and give them access.
"""

from collections.abc import Iterator

from assay.checks.facts.readers import access_to
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.document import Document

_NAMED = 5


@check(since="2026.1", code="DOC-ACCESS")
def document_unreachable(material: Material) -> Looked:
    """Look at the place of each document that staff are to read."""
    documents = [each for each in material.documents if each.staff_facing]
    return looked_at(
        documents,
        (deviation for document in documents for deviation in _deviation(material, document)),
        unknown=(
            Unknown(each.key, "nobody tested the place where it is kept", each.site)
            for each in documents
            if not access_to(material, each).is_known
        ),
        nothing_because="no document in use is said to be for staff",
    )


def _deviation(material: Material, document: Document) -> Iterator[Deviation]:
    access = access_to(material, document)
    if access.location is None or not access.is_known:
        return
    if access.location.reachable is False:
        says, reason = "does not work", "gone"
    elif access.shut_out:
        names = ", ".join(person.key for person in access.shut_out[:_NAMED])
        more = f" and {rest} more" if (rest := len(access.shut_out) - _NAMED) > 0 else ""
        says, reason = f"cannot be opened by {names}{more}", "shut"
    else:
        return
    yield Deviation(
        about=(document.key,),
        says=f"{document.key} ({document.title}) is kept at {document.location}, which {says}.",
        measured=f"{len(access.shut_out)} people shut out",
        evidence=(f"document location {access.location.key}",),
        site=document.site,
        reason=reason,
    )
