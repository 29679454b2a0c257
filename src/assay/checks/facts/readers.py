"""Where documents are kept, and who can open them there."""

from dataclasses import dataclass

from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.document_location import DocumentLocation
from assay.domain.person import Person


@dataclass(frozen=True, slots=True)
class Access:
    """What is known of one document's place: whether it works, and who is shut out."""

    location: DocumentLocation | None
    shut_out: tuple[Person, ...] = ()

    @property
    def is_known(self) -> bool:
        """Say whether anybody tested the place."""
        return self.location is not None and self.location.reachable is not None


def access_to(material: Material, document: Document) -> Access:
    """Return who of the people that a document is for cannot open it where it is kept."""
    places = [
        place
        for place in material[DocumentLocation].values()
        if document.location.startswith(place.path)
    ]
    # Of a folder and a folder in it, the inner one decides.
    location = max(places, key=lambda place: (len(place.path), place.key), default=None)
    if location is None:
        return Access(None)
    open_to = {group.casefold() for group in location.readable_by}
    shut_out = [
        person
        for person in readers_of(material, document)
        if not open_to & {group.casefold() for group in person.groups}
    ]
    return Access(location, tuple(shut_out))


def readers_of(material: Material, document: Document) -> tuple[Person, ...]:
    """Return the staff that a document is for: its audience, or everybody where none is named."""
    audience = {group.casefold() for group in document.audience}
    if not audience:
        return material.staff
    return tuple(
        person
        for person in material.staff
        if audience & {group.casefold() for group in person.groups}
    )
