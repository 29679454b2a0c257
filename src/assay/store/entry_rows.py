"""Rows of the entry table and entries of the ledger, the one made from the other.

Plain tuples on purpose: a ledger is read as a whole, and a model instance for
each row takes six times as long.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from sys import intern
from typing import Any

from django.db import connection

from assay.ledger.entry import Author, Entry, written_instant
from assay.ledger.ledger import BrokenLedgerError

_COLUMNS = (
    "organisation, seq, recorded_at, by_name, by_role, by_external,"
    " register, key, body, because, previous, hash"
)
_SELECT = f"SELECT {_COLUMNS} FROM entry WHERE organisation = %s"  # noqa: S608 - our own names
_AFTER = f"{_SELECT} AND seq > %s ORDER BY seq"
# An instant is later in text where it is later in time, and nothing is recorded
# before what stands in front of it, so the entries up to an instant are a prefix.
_AFTER_UNTIL = f"{_SELECT} AND seq > %s AND recorded_at <= %s ORDER BY seq"
_LAST = f"{_SELECT} ORDER BY seq DESC LIMIT 1"
_INSERT = f"INSERT INTO entry ({_COLUMNS}) VALUES ({', '.join(['%s'] * 12)})"  # noqa: S608 - the same

_ROWS_AT_ONCE = 2000


def entries_after(organisation: str, seq: int, until: datetime | None = None) -> Iterator[Entry]:
    """Yield the entries of an organisation that follow a seq, oldest first."""
    query = _AFTER if until is None else _AFTER_UNTIL
    instant = [] if until is None else [written_instant(until)]
    # A whole ledger is drawn from the server bit by bit.  What is new since a
    # moment ago is little, and a server-side cursor costs two more round trips.
    opened = connection.chunked_cursor() if seq == 0 else connection.cursor()
    authors: dict[tuple[str, str, bool], Author] = {}
    with opened as cursor:
        cursor.execute(query, [organisation, seq, *instant])
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            for row in rows:
                yield _entry(row, authors)


def last_entry(organisation: str) -> Entry | None:
    """Return where the ledger of an organisation ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [organisation])
        row = cursor.fetchone()
    return _entry(row, {}) if row else None


def write_entries(entries: Iterable[Entry]) -> None:
    """Insert entries in their order; the triggers look at each."""
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, [_row(entry) for entry in entries])


def _row(entry: Entry) -> tuple[Any, ...]:
    by = entry.by
    return (
        entry.organisation,
        entry.seq,
        written_instant(entry.recorded_at),
        by.name,
        by.role,
        by.external,
        entry.register,
        entry.key,
        entry.body,
        entry.because,
        entry.previous,
        entry.hash,
    )


def _entry(row: tuple[Any, ...], authors: dict[tuple[str, str, bool], Author]) -> Entry:
    organisation, seq, recorded_at, *signed, register, key, body, because, previous, own = row
    name, role, external = signed
    try:
        by = authors.get((name, role, external))
        if by is None:
            by = authors[name, role, external] = Author(name, role, bool(external))
        return Entry(
            organisation=intern(organisation),
            seq=seq,
            recorded_at=datetime.fromisoformat(recorded_at),
            by=by,
            register=intern(register),
            key=key,
            body=body,
            because=because,
            previous=previous,
            hash=own,
        )
    except (TypeError, ValueError) as error:
        # The store writes no such row: somebody else did.
        raise BrokenLedgerError(
            f"the ledger of {organisation} is broken: "
            f"entry {seq} ({register} {key}): it is no entry ({error})."
        ) from error
