"""Who changes a register from its pages, and answering to what somebody had read."""

from assay.actions.desk import Desk
from assay.domain.item import Item
from assay.domain.register_permission import (
    FieldNotAllowedError,
    may_write,
    register_permissions,
)
from assay.web.visit import Visit

_LONGEST_SEQ = 16


def must_write(visit: Visit, register: str) -> type[Item]:
    """Return the noun of a register that the visitor writes; refuse whoever does not."""
    kind = visit.dossier.register(register).kind
    if not may_write(visit.role, kind):
        raise FieldNotAllowedError(visit.role, kind.plural, register_permissions(kind))
    _ = visit.desk  # which there is none of in the past
    return kind


def may_change(visit: Visit, kind: type[Item]) -> bool:
    """Say whether a page offers to change a register."""
    return not visit.read_only and may_write(visit.role, kind)


def desk_of(visit: Visit) -> Desk:
    """Return the desk at which a form is answered, as of what its sender had read."""
    said = visit.request.POST.get("read_seq", "")
    read = int(said) if said.isascii() and said.isdecimal() and len(said) < _LONGEST_SEQ else None
    return visit.desk_reading(read)
