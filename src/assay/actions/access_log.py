"""What is kept of who let whom in: one line for each thing done, and no line is ever changed."""

from datetime import datetime

from assay.ledger.entry import Author
from assay.store.people.models import AccessLog


def note(
    organisation: str, by: Author, did: str, about: str, said: str = "", *, now: datetime
) -> None:
    """Write one line."""
    AccessLog.objects.create(
        organisation=organisation,
        recorded_at=now,
        by_name=by.name,
        by_role=by.role,
        did=did,
        about=about,
        said=said,
    )


def lines_of(organisation: str, most: int = 200) -> list[AccessLog]:
    """Return the latest lines of an organisation."""
    return list(AccessLog.objects.filter(organisation=organisation).order_by("-id")[:most])
