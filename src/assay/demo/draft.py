"""A company before it is written down: what its people said, its documents, its records.

A draft can be changed, a ledger cannot.  The generators fill a draft with a
clean company; each planted defect then changes one fact of it; sealing turns
it into a ledger in the order in which things were recorded, and into files.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from assay.domain.file import File
from assay.domain.item import AnyItem, Item
from assay.domain.record_family import FAMILIES
from assay.ledger.entry import Author, retiring, saying
from assay.ledger.ledger import Ledger

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of one item, by whom, and when it was recorded."""

    at: datetime
    by: Author
    item: Item
    because: str = ""
    retires: bool = False


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file, and who put it there when."""

    content: bytes
    at: datetime
    by: Author


@dataclass
class Draft:
    """A company that can still be changed."""

    organisation: str
    as_of: date
    said: list[Said] = field(default_factory=list)
    files: dict[str, Shelved] = field(default_factory=dict)
    records: dict[str, list[Row]] = field(default_factory=dict)

    def say(self, item: Item, *, by: Author, at: datetime, because: str = "") -> None:
        """Have somebody say how an item reads."""
        self.said.append(Said(at, by, item, because))

    def shelve(self, path: str, content: bytes, *, by: Author, at: datetime) -> None:
        """Put a file into the folder."""
        self.files[path] = Shelved(content, at, by)

    def record(self, family: str, rows: Iterable[Row]) -> None:
        """Add records of a family; columns that no family knows are refused."""
        known = {column.name for column in FAMILIES[family].columns}
        kept = self.records.setdefault(family, [])
        for row in rows:
            if strange := set(row) - known:
                raise ValueError(f"{family} has no column {', '.join(sorted(strange))}")
            kept.append(row)

    def all(self, kind: type[AnyItem]) -> Mapping[str, AnyItem]:
        """Return the items of a register as they read in the end."""
        found: dict[str, AnyItem] = {}
        for said in self._in_order():
            if isinstance(said.item, kind):
                if said.retires:
                    found.pop(said.item.key, None)
                else:
                    found[said.item.key] = said.item
        return found

    def change(self, kind: type[AnyItem], key: str, **fields: object) -> None:
        """Change how an item reads, in every entry about it: it never was otherwise."""
        touched = False
        for position, said in enumerate(self.said):
            if isinstance(said.item, kind) and said.item.key == key:
                self.said[position] = replace(said, item=said.item.changed(**fields))
                touched = True
        if not touched:
            raise KeyError(f"{kind.register} {key}")

    def drop(self, kind: type[AnyItem], *keys: str) -> None:
        """Leave items out, as if nobody had ever spoken of them."""
        missing = set(keys) - {said.item.key for said in self.said if isinstance(said.item, kind)}
        if missing:
            raise KeyError(f"{kind.register} {', '.join(sorted(missing))}")
        self.said = [
            said
            for said in self.said
            if not (isinstance(said.item, kind) and said.item.key in keys)
        ]

    def sealed(self) -> Ledger:
        """Return the ledger in the order in which things were recorded."""
        ledger = Ledger(self.organisation)
        for said in self._in_order():
            statement = (retiring if said.retires else saying)(said.item, said.because)
            ledger.append([statement], by=said.by, recorded_at=said.at)
        return ledger

    def _in_order(self) -> Iterator[Said]:
        shelved = (
            Said(
                kept.at,
                kept.by,
                File(key=path, sha256=sha256(kept.content).hexdigest(), size=len(kept.content)),
            )
            for path, kept in sorted(self.files.items())
        )
        # sorted() keeps the order in which things of one instant were said
        yield from sorted((*self.said, *shelved), key=lambda said: said.at.astimezone(UTC))
