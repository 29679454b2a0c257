"""The one way to write to the store: a pen, held by one writer at a time.

A pen is taken up by somebody, in a role, at an instant, so nothing can be
written that nobody signs.  What is written with it is confirmed together when
the block ends, and not at all when the block raises.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from django.db import OperationalError, connection, transaction

from assay.domain.errors import RefusedError
from assay.ledger.chain import ConflictError, Head, conflicts, continued
from assay.ledger.entry import Author, Entry, Statement, written_instant
from assay.store.entry_rows import entries_after, last_entry, write_entries
from assay.store.errors import AlteredFileError, BusyStoreError, FailedWriteError
from assay.store.models import FileChunk, Intake, StoredFile, StoredOrganisation
from assay.store.organisations import is_kept, must_be_kept
from assay.store.postgresql_triggers import LEDGER_LOCK

CHUNK_SIZE = 1024 * 1024

_LOCK_NOT_AVAILABLE = "55P03"

# A server or role may be set up to confirm before it has written to disk; a
# ledger may not.  Stronger settings, such as waiting for a replica, are kept.
_TAKE_UP = f"""
SELECT set_config('lock_timeout', '20s', true),
    CASE current_setting('synchronous_commit')
        WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END,
    {LEDGER_LOCK.format(organisation="%s")}
"""


@dataclass(frozen=True, slots=True)
class Pen:
    """What somebody may write to one organisation's part of the store."""

    organisation: str
    by: Author
    recorded_at: datetime

    def __post_init__(self) -> None:
        """Refuse an instant that would be read in the zone of whatever machine this is."""
        if self.recorded_at.tzinfo is None:
            raise ValueError("an instant without its time zone")

    def add_organisation(self, name: str) -> None:
        """Begin to keep an organisation's ledger."""
        _must_be_held()
        if is_kept(self.organisation):
            raise RefusedError(f"the store keeps {self.organisation} already.")
        StoredOrganisation.objects.create(slug=self.organisation, name=name, **self._signature())

    def append(
        self,
        statements: Iterable[Statement],
        *,
        read_seq: int | None = None,
        own_seqs: Collection[int] = (),
    ) -> Sequence[Entry]:
        """Record statements, unless one speaks of an item that others changed since."""
        wanted = tuple(statements)
        head = self._head()
        if read_seq is not None and read_seq < head.seq:
            since = entries_after(self.organisation, read_seq)
            others = (entry for entry in since if entry.seq not in own_seqs)
            if clashes := conflicts(wanted, others):
                raise ConflictError(clashes)
        new = list(continued(head, wanted, by=self.by, recorded_at=self.recorded_at))
        write_entries(new)
        return new

    def take_in(self, entries: Sequence[Entry]) -> None:
        """Record entries as they were made elsewhere, and who brought them.

        They have to continue the ledger; the triggers refuse any others.
        """
        if not entries:
            return
        self._head()
        for entry in entries:
            if entry.organisation != self.organisation:
                raise RefusedError(
                    f"entry {entry.seq}: it belongs to {entry.organisation}; "
                    f"expected {self.organisation}."
                )
        write_entries(entries)
        Intake.objects.create(
            organisation=self.organisation,
            first_seq=entries[0].seq,
            last_seq=entries[-1].seq,
            last_hash=entries[-1].hash,
            **self._signature(),
        )

    def keep_file(self, name: str, content: bytes, known_as: str = "") -> bool:
        """Keep the content of a file under its SHA-256; say whether it was new."""
        return self.keep_stream(name, BytesIO(content), known_as)

    def keep_stream(self, name: str, content: BinaryIO, known_as: str = "") -> bool:
        """Keep what a stream holds under its SHA-256, in little memory; say whether it was new."""
        _must_be_held()
        kept = StoredFile.objects.filter(organisation=self.organisation, sha256=name)
        is_new = not kept.exists()
        # All of it or nothing, whatever the block does with the refusal.
        with transaction.atomic():
            found, size = self._take(name, content, write=is_new)
            if found != name:
                raise AlteredFileError(name, f"its SHA-256 is {found}", known_as)
        if is_new:
            row = StoredFile(
                organisation=self.organisation, sha256=name, size=size, **self._signature()
            )
            row.seal = row.seal_due()
            row.save(force_insert=True)
        return is_new

    def _take(self, name: str, content: BinaryIO, *, write: bool) -> tuple[str, int]:
        """Write a stream down in pieces; return its SHA-256 and its size."""
        counted, size = sha256(), 0
        for position, chunk in enumerate(iter(lambda: content.read(CHUNK_SIZE), b"")):
            counted.update(chunk)
            size += len(chunk)
            if write:
                FileChunk.objects.create(
                    organisation=self.organisation, sha256=name, position=position, content=chunk
                )
        return counted.hexdigest(), size

    def _signature(self) -> dict[str, str | bool]:
        return {
            "recorded_at": written_instant(self.recorded_at),
            "by_name": self.by.name,
            "by_role": self.by.role,
            "by_external": self.by.external,
        }

    def _head(self) -> Head:
        _must_be_held()
        last = last_entry(self.organisation)
        if last:
            return Head(self.organisation, last.seq, last.recorded_at, last.hash)
        must_be_kept(self.organisation)
        return Head(self.organisation)


@contextmanager
def writing(organisation: str, *, by: Author, recorded_at: datetime) -> Iterator[Pen]:
    """Hold the pen of an organisation until all that is written is on disk.

    It cannot be held inside another transaction: what that one rolls back later
    would have been confirmed here.
    """
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(_TAKE_UP, [organisation])
            yield Pen(organisation, by, recorded_at)
    except OperationalError as error:
        if _is_busy(error.__cause__):
            raise BusyStoreError(
                "store: somebody has been writing to it for 20 seconds; expected to be let in. "
                "Nothing was written; try again."
            ) from error
        raise FailedWriteError(
            f"store: {str(error).strip()}; expected the database to confirm what was written, "
            "which it has not."
        ) from error


def _must_be_held() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a pen writes only inside the block that took it up")


def _is_busy(cause: BaseException | None) -> bool:
    if isinstance(cause, sqlite3.OperationalError):
        # The low byte is the error, the others say what was being done.
        return cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    return getattr(cause, "sqlstate", "") == _LOCK_NOT_AVAILABLE
