"""Looking for entries, newest first, without looking at all of them.

What a newcomer would get wrong: a page goes on from the number of its last entry
and never counts pages, so page one thousand costs what page one costs.  Where
words have to be looked for in bodies, one page looks at so many and says how far it came.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict

from assay.actions.postings import postings_of
from assay.domain.item import registers
from assay.ledger.entry import Entry
from assay.web.visit import Visit

PAGE_SIZE: Final = 50
MOST_LOOKED_AT: Final = 5_000
_LONGEST: Final = 300

Test = Callable[[Entry], bool]


@dataclass(frozen=True)
class Sought:
    """What entries are asked for; empty where nothing is said."""

    words: str = ""
    person: str = ""
    role: str = ""
    side: str = ""  # outside or inside
    register: str = ""
    key: str = ""
    from_on: date | None = None
    until_on: date | None = None
    before: int = 0


@dataclass(frozen=True)
class Found:
    """The entries of one page, how many were looked at, and where the next page begins."""

    entries: Sequence[Entry]
    looked_at: int
    before: int


def sought_in(query: QueryDict) -> Sought:
    """Return what an address asks for; what it cannot mean is left out."""
    before = query.get("before", "")
    register = query.get("register", "")
    return Sought(
        words=query.get("q", "").strip()[:_LONGEST],
        person=query.get("person", ""),
        role=query.get("role", ""),
        side=query.get("side", ""),
        register=next(
            (name for name, kind in registers().items() if register in {name, kind.plural}), ""
        ),
        key=query.get("key", "").strip(),
        from_on=_day(query.get("from", "")),
        until_on=_day(query.get("until", "")),
        before=int(before) if before.isascii() and before.isdecimal() else 0,
    )


def find_entries(visit: Visit, sought: Sought) -> Found:
    """Return one page of the entries that are sought, the newest first."""
    entries = visit.dossier.entries
    tests = list(_tests(sought))
    found: list[Entry] = []
    looked_at = 0
    for place in _places(visit, sought):
        looked_at += 1
        entry = entries[place]
        if all(test(entry) for test in tests):
            found.append(entry)
        if len(found) == PAGE_SIZE or looked_at == MOST_LOOKED_AT:
            return Found(found, looked_at, entry.seq)
    return Found(found, looked_at, 0)


def _places(visit: Visit, sought: Sought) -> Iterator[int]:
    """Yield where to look, backwards: through the shortest list that holds all that is sought."""
    start = _length_before(visit, sought.from_on) if sought.from_on else 0
    end = visit.length_at(sought.until_on) if sought.until_on else visit.dossier.length
    if sought.before:
        end = min(end, sought.before - 1)
    lists = list(_lists(visit, sought))
    if not lists:
        yield from range(end - 1, start - 1, -1)
        return
    shortest = min(lists, key=len)
    for at in range(bisect_left(shortest, end) - 1, -1, -1):
        if shortest[at] < start:
            return
        yield shortest[at]


def _lists(visit: Visit, sought: Sought) -> Iterator[Sequence[int]]:
    postings = postings_of(visit.dossier)
    if sought.person:
        yield postings.of_person(sought.person)
    if sought.role:
        yield postings.of_role(sought.role)
    if sought.side:
        yield postings.of_outside(sought.side == "outside")
    if sought.register:
        yield postings.of_register(sought.register)
    if sought.register and sought.key:
        told = visit.dossier.history(registers()[sought.register], sought.key)
        yield [revision.entry.seq - 1 for revision in told]


def _tests(sought: Sought) -> Iterator[Test]:
    """Yield what an entry has to stand; the quick ones first."""
    if sought.person:
        yield lambda entry: entry.by.name == sought.person
    if sought.role:
        yield lambda entry: entry.by.role == sought.role
    if sought.side:
        yield lambda entry: entry.by.external is (sought.side == "outside")
    if sought.register:
        yield lambda entry: entry.register == sought.register
    if sought.key:
        yield lambda entry: entry.key == sought.key
    words = sought.words.casefold().split()
    if words:
        yield lambda entry: _holds(words, entry)


def _holds(words: list[str], entry: Entry) -> bool:
    said = f"{entry.key}\n{entry.because}\n{entry.by.name}\n{entry.body or ''}".casefold()
    return all(word in said for word in words)


def _length_before(visit: Visit, day: date) -> int:
    return visit.length_at(date.fromordinal(max(day.toordinal() - 1, 1)))


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if date(1900, 1, 1) <= day <= date(9000, 1, 1) else None
