"""The chain of entries: extending it, and finding the first one that does not fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assay.domain.errors import RefusedError
from assay.ledger.entry import GENESIS, Author, Entry, Statement, hash_of, sealed

BEFORE_EVERYTHING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger ends: what the next entry has to continue."""

    organisation: str
    seq: int = 0
    recorded_at: datetime = BEFORE_EVERYTHING
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Conflict:
    """An item that was changed after it was read, in both versions."""

    register: str
    key: str
    wanted: str | None
    stands: Entry


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first entry that does not fit the chain, and why."""

    position: int
    entry: Entry
    why: str

    def __str__(self) -> str:
        return (
            f"entry {self.entry.seq} ({self.entry.register} {self.entry.key}, "
            f"place {self.position} in the chain): {self.why}"
        )


class ConflictError(RefusedError):
    """Somebody else changed the same items meanwhile; both versions are at hand."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__("\n".join(_both_versions(conflict) for conflict in conflicts))


def _both_versions(conflict: Conflict) -> str:
    theirs = conflict.stands
    return (
        f"{conflict.register} {conflict.key}: {theirs.by.name} changed it meanwhile "
        f"(entry {theirs.seq}, recorded {theirs.recorded_at:%Y-%m-%d %H:%M} UTC).\n"
        f"  stands: {theirs.body or 'retired'}\n"
        f"  yours:  {conflict.wanted or 'retired'}"
    )


def head_of(organisation: str, entries: Sequence[Entry]) -> Head:
    """Return where a sequence of entries ends."""
    if not entries:
        return Head(organisation)
    last = entries[-1]
    return Head(organisation, last.seq, last.recorded_at, last.hash)


def continued(
    head: Head, statements: Iterable[Statement], *, by: Author, recorded_at: datetime
) -> Iterator[Entry]:
    """Yield the entries that statements become at the end of a ledger."""
    if recorded_at.tzinfo is None:
        raise ValueError("an instant without its time zone")
    # A clock set back between two appends must not put a later entry before an
    # earlier one: an as-of read is the fold of a prefix.
    instant = max(recorded_at.astimezone(UTC), head.recorded_at)
    seq, previous = head.seq, head.hash
    for statement in statements:
        seq += 1
        entry = sealed(
            Entry(
                organisation=head.organisation,
                seq=seq,
                recorded_at=instant,
                by=by,
                register=statement.register,
                key=statement.key,
                body=statement.body,
                because=statement.because,
                previous=previous,
            )
        )
        yield entry
        previous = entry.hash


def conflicts(statements: Iterable[Statement], since: Iterable[Entry]) -> tuple[Conflict, ...]:
    """Return which statements speak of items that entries since the reading touched."""
    touched = {(entry.register, entry.key): entry for entry in since}
    return tuple(
        Conflict(statement.register, statement.key, statement.body, stands)
        for statement in statements
        if (stands := touched.get((statement.register, statement.key)))
    )


def first_misfit(
    organisation: str, entries: Iterable[Entry], after: Head | None = None
) -> Misfit | None:
    """Walk the chain and return the first entry that does not fit, or nothing.

    The entries are those after a head, or all of them.
    """
    head = after or Head(organisation)
    for position, entry in enumerate(entries, start=head.seq + 1):
        if why := _misfit(head, entry):
            return Misfit(position, entry, why)
        head = Head(organisation, entry.seq, entry.recorded_at, entry.hash)
    return None


def _misfit(head: Head, entry: Entry) -> str:
    if entry.organisation != head.organisation:
        return f"it belongs to {entry.organisation}, this is the ledger of {head.organisation}"
    if entry.seq != head.seq + 1:
        return f"it is numbered {entry.seq}; expected {head.seq + 1}"
    if entry.previous != head.hash:
        return "it does not continue the entry before it"
    if entry.recorded_at < head.recorded_at:
        return "it was recorded before the entry in front of it"
    if entry.hash != hash_of(entry):
        return "what it says is not what was hashed"
    return ""
