"""Who may approve a right: the owner of the system, deputies, and who stands above an owner.

The owner may have changed in the window: whoever owned a system at any time in
it counts, for the records name the one of that day.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Final

from assay.checks.operation import Operation
from assay.domain.person import Person
from assay.domain.record_family import ColumnType
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.system import System

OWNERS: Final = "owners of systems"
ABOVE: Final = "who stands in for owners"
OWNER_COLUMNS: Final = (("owned", ColumnType.TEXT), ("owner", ColumnType.TEXT))
ABOVE_COLUMNS: Final = (("above", ColumnType.TEXT),)


def hold_approvers(operation: Operation) -> tuple[str, str]:
    """Keep both lists beside the records, and return the names of their relations."""
    operation.populations.hold(OWNERS, OWNER_COLUMNS, sorted(set(_owners(operation))))
    above = [(person,) for person in sorted(set(_above(operation)))]
    operation.populations.hold(ABOVE, ABOVE_COLUMNS, above)
    return OWNERS, ABOVE


def _owners(operation: Operation) -> Iterator[tuple[str, str]]:
    begins = datetime.combine(operation.window.first_on, time(), UTC)
    for system in operation[System].values():
        if system.owner:
            yield system.key, system.owner
        for revision in operation.dossier.history(System, system.key):
            before = revision.before
            if revision.entry.recorded_at >= begins and before is not None and before.owner:
                yield system.key, before.owner
    for held in operation[RoleAssignment].values():
        if held.role is Role.DEPUTY and held.about in operation[System]:
            yield held.about, held.person


def _above(operation: Operation) -> Iterator[str]:
    first_on, last_on = operation.days()
    for held in operation[RoleAssignment].values():
        ended = held.until_on is not None and held.until_on < first_on
        begun = held.from_on is None or held.from_on <= last_on
        if held.role is Role.TOP_MANAGEMENT and begun and not ended:
            yield held.person
    yield from (each.key for each in operation[Person].values() if each.manages)
