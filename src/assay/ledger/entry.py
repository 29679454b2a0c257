"""One entry of the ledger: who said what of which item, and when that was recorded.

``recorded_at`` is when the ledger took the entry down.  It is never the date
that somebody claims in the entry's body; the two are compared, not mixed.

The canonical form is RFC 8785: keys sorted, no blanks, text as it is, no
floating point numbers.  Anyone can take ``hash`` off an entry as it stands in
``ledger.jsonl``, write the rest in that form and compute the SHA-256 again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from assay.domain.errors import UserError
from assay.domain.item import UNSTORABLE, Item

GENESIS = "0" * 64
"""What stands in place of a previous hash before the first entry."""

# RFC 8785 writes numbers as ECMAScript does, which counts exactly this far.
LARGEST_EXACT_NUMBER = 2**53 - 1

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class UnsignedError(UserError, ValueError):
    """Nobody signs, or signs in no role."""


class UnstorableTextError(UserError, ValueError):
    """Text that no database keeps as it is."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who made an entry, in which role, and whether from outside the organisation."""

    name: str
    role: str
    external: bool = False

    def __post_init__(self) -> None:
        """Refuse an author that names nobody, or no role."""
        if not self.name.strip() or not self.role.strip():
            raise UnsignedError(
                f"author: the name is {self.name!r}, the role is {self.role!r}; expected both."
            )
        _must_be_storable(self.name, self.role)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody wants said of an item: how it reads now, or that it is retired."""

    register: str
    key: str
    body: str | None
    because: str = ""

    def __post_init__(self) -> None:
        """Refuse text that one database would keep and another would not."""
        _must_be_storable(self.key, self.because)


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as the ledger keeps it."""

    organisation: str
    seq: int
    recorded_at: datetime
    by: Author
    register: str
    key: str
    body: str | None
    because: str
    previous: str
    hash: str = ""

    @property
    def retires(self) -> bool:
        """Say whether the entry takes its item out of the register."""
        return self.body is None


def _must_be_storable(*texts: str) -> None:
    for text in texts:
        if UNSTORABLE.search(text):
            raise UnstorableTextError(
                f"{text!r}: it holds NUL or half a character; expected text without."
            )


def canonical(value: Mapping[str, Any]) -> str:
    """Return the one way in which a flat mapping is written."""
    return _CANONICAL.encode(value)


def body_of(item: Item) -> str:
    """Return the canonical text of how an item reads.

    Fields that say nothing are left out, so a register that gains a field later
    does not make its old entries look changed.
    """
    values = item.model_dump(mode="json", exclude_defaults=True)
    for name, value in values.items():
        if isinstance(value, int) and abs(value) > LARGEST_EXACT_NUMBER:
            raise ValueError(f"{name} is {value}; a whole number counts up to 2^53 - 1")
    return canonical(values)


def saying(item: Item, because: str = "") -> Statement:
    """Return the statement that an item reads as it does."""
    return Statement(item.register, item.key, body_of(item), because)


def retiring(item: Item, because: str = "") -> Statement:
    """Return the statement that an item is retired."""
    return Statement(item.register, item.key, None, because)


def written_instant(instant: datetime) -> str:
    """Return an instant as entries hold it: UTC, to the microsecond, always as long."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def sealed(entry: Entry) -> Entry:
    """Return the entry with the hash that belongs to what it says."""
    return replace(entry, hash=hash_of(entry))


def hash_of(entry: Entry) -> str:
    """Return the SHA-256 over the canonical form of everything but the hash."""
    return sha256(_canonical_form(entry).encode()).hexdigest()


def render_entry(entry: Entry) -> str:
    """Return an entry as one line of ``ledger.jsonl``: the canonical form with its hash."""
    return _canonical_form(entry, f'"hash":{json.dumps(entry.hash)},')


def _canonical_form(entry: Entry, hash_member: str = "") -> str:
    # The body is canonical already; parsing it only to write it again would
    # double the cost of every append and every verification.
    by, text = entry.by, _CANONICAL.encode
    external = "true" if by.external else "false"
    body = "null" if entry.body is None else entry.body
    return (
        f'{{"because":{text(entry.because)},"body":{body},"by":{{"external":{external},'
        f'"name":{text(by.name)},"role":{text(by.role)}}},{hash_member}"key":{text(entry.key)},'
        f'"organisation":{text(entry.organisation)},"previous":{text(entry.previous)},'
        f'"recorded_at":"{written_instant(entry.recorded_at)}",'
        f'"register":{text(entry.register)},"seq":{entry.seq}}}'
    )


def parse_entry(line: str) -> Entry:
    """Return the entry that a line of ``ledger.jsonl`` holds; raise ValueError where it is none.

    The body is written canonically again, so a body in any other form does not
    carry its hash and verification names the entry.
    """
    said = json.loads(line, parse_float=_refuse_float, parse_constant=_refuse_float)
    if not isinstance(said, dict) or not isinstance(said.get("by"), dict):
        raise ValueError("not an entry with its author")  # noqa: TRY004 - a malformed line
    by, body, seq = said["by"], said.get("body"), said.get("seq")
    if not isinstance(body, dict | None) or type(seq) is not int:
        raise ValueError("a body that is no object, or a seq that is no whole number")
    return Entry(
        organisation=_text_in(said, "organisation"),
        seq=seq,
        recorded_at=datetime.strptime(_text_in(said, "recorded_at"), "%Y-%m-%dT%H:%M:%S.%f%z"),
        by=Author(_text_in(by, "name"), _text_in(by, "role"), by.get("external") is True),
        register=_text_in(said, "register"),
        key=_text_in(said, "key"),
        body=None if body is None else canonical(body),
        because=_text_in(said, "because"),
        previous=_text_in(said, "previous"),
        hash=_text_in(said, "hash"),
    )


def _text_in(said: Mapping[str, Any], name: str) -> str:
    text = said.get(name)
    if not isinstance(text, str):
        raise ValueError(f"no text stands under {name}")  # noqa: TRY004 - a malformed line
    _must_be_storable(text)
    return text


def _refuse_float(number: str) -> float:
    raise ValueError(f"{number} is no whole number")
