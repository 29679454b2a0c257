"""What has been said since somebody's last visit.

A visit ends with half an hour away: whoever reloads a page still sees what is
new to them, and does not lose it by looking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from assay.domain.item import registers
from assay.ledger.dossier import Dossier
from assay.store.people.models import Membership

AWAY: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Changed:
    """One register in which something was said: how often, and by whom."""

    register: str
    title: str
    entries: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """Everything that was said after an entry."""

    seq: int
    registers: tuple[Changed, ...]

    @property
    def entries(self) -> int:
        """Return how many entries there are."""
        return sum(each.entries for each in self.registers)


def since_last_visit(
    membership: Membership, dossier: Dossier, now: datetime, seen_before: int | None
) -> Since:
    """Return what is new to somebody; ``seen_before`` is where this visit began, once it has."""
    begins = seen_before
    away = membership.last_visit_at is None or now - membership.last_visit_at > AWAY
    if begins is None or away:
        begins = membership.last_visit_seq if membership.last_visit_at else dossier.length
    Membership.objects.filter(pk=membership.pk).update(
        last_visit_seq=dossier.length, last_visit_at=now
    )
    return Since(begins, tuple(_changed(dossier, begins)))


def _changed(dossier: Dossier, begins: int) -> Iterable[Changed]:
    found: dict[str, list[str]] = {}
    for entry in dossier.entries[begins : dossier.length]:
        found.setdefault(entry.register, []).append(entry.by.name)
    kinds = registers()
    for register, people in sorted(found.items(), key=lambda each: (-len(each[1]), each[0])):
        title = kinds[register].heading() if register in kinds else register
        yield Changed(register, title, len(people), tuple(sorted(set(people))))
