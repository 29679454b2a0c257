"""Where a batch came from and where it went: lots, batches, deliveries, and each link between."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assay.domain.trace import Node

LOT: Final = "material lot"
"""What a lot is called as a node: it is named by receipts and batches, and no record of its own."""


@dataclass(frozen=True, slots=True)
class Parentage:
    """One thing went into another; ``broken`` says why nobody can show that it did."""

    parent: Node
    child: Node
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Genealogy:
    """All that a thing was made of, and all that was made of it."""

    start: Node
    made_of: tuple[Parentage, ...]
    became: tuple[Parentage, ...]

    @property
    def broken(self) -> tuple[Parentage, ...]:
        """Return each link that leads nowhere."""
        return tuple(each for each in (*self.made_of, *self.became) if each.broken)

    def all_of(self, family: str) -> frozenset[str]:
        """Return the keys of everything of one family in it."""
        links: Iterable[Parentage] = (*self.made_of, *self.became)
        nodes = {node for each in links for node in (each.parent, each.child)} | {self.start}
        return frozenset(node.key for node in nodes if node.family == family)
