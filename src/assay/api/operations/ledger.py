"""The ledger: its entries in order, and whether all of it still holds."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from ninja import Query, Router, Status

from assay.actions.jobs.line import put_in_line
from assay.actions.postings import postings_of
from assay.api.answers import EntriesPage, EntryLine, JobLine
from assay.api.caller import Caller, Limit, Seq, operation
from assay.api.operations.jobs import job_line
from assay.api.refusals import said_by
from assay.domain.errors import NotFoundError
from assay.ledger.entry import GENESIS, Entry

router = Router()

MOST_LOOKED_AT = 20_000
"""How many entries one page looks at; where filters find few, the next page goes on."""

Said = Annotated[str, Query(max_length=300)]


@operation(router, "GET", "/ledger", answers=EntriesPage)
def list_entries(
    caller: Caller,
    after: Annotated[int, Query(description="The seq behind which to begin.", ge=0, le=2**53)] = 0,
    of: Annotated[str, Query(alias="register", max_length=300)] = "",
    key: Said = "",
    person: Said = "",
    role: Said = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Read entries in the order in which they were recorded."""
    dossier = caller.dossier
    only = dossier.register(of).kind.register if of else ""
    wanted = {"register": only, "key": key, "name": person, "role": role}
    found: list[Entry] = []
    last = 0
    for looked, place in enumerate(_places(caller, after, only), 1):
        entry = dossier.entries[place]
        if _is_wanted(entry, wanted):
            found.append(entry)
        if len(found) == limit or looked == MOST_LOOKED_AT:
            last = entry.seq
            break
    return {
        "length": dossier.length,
        "head": dossier.entries[dossier.length - 1].hash if dossier.length else GENESIS,
        "entries": [_line(entry) for entry in found],
        "after": last if 0 < last < dossier.length else None,
    }


def _places(caller: Caller, after: int, register: str) -> Iterator[int]:
    length = caller.dossier.length
    if not register:
        yield from range(min(after, length), length)
        return
    for place in postings_of(caller.dossier).of_register(register):
        if after <= place < length:
            yield place


def _is_wanted(entry: Entry, wanted: dict[str, str]) -> bool:
    said = {
        "register": entry.register,
        "key": entry.key,
        "name": entry.by.name,
        "role": entry.by.role,
    }
    return all(not value or said[name] == value for name, value in wanted.items())


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "recorded_at": entry.recorded_at,
        "by": said_by(entry.by),
        "register": entry.register,
        "key": entry.key,
        "item": None if entry.body is None else json.loads(entry.body),
        "because": entry.because,
        "previous": entry.previous,
        "hash": entry.hash,
    }


@operation(router, "GET", "/ledger/{int:seq}", answers=EntryLine)
def read_entry(caller: Caller, seq: Seq) -> dict[str, Any]:
    """Read one entry."""
    dossier = caller.dossier
    if not 1 <= seq <= dossier.length:
        raise NotFoundError(f"ledger: there is no entry {seq}; expected 1 to {dossier.length}.")
    return _line(dossier.entries[seq - 1])


@operation(router, "POST", "/ledger/verifications", answers={202: JobLine}, changes=True)
def verify(caller: Caller) -> Status[dict[str, Any]]:
    """Have the chain walked, and every kept file read again, in the background."""
    job = put_in_line("verify-ledger", caller.organisation, {}, by=caller.standing.author)
    return Status(202, job_line(job))
