"""Which names in the books are suppliers of the register, under whatever form of the name.

"Acme Ltd." is "ACME Limited": legal form, case, accents and punctuation do not
count.  What is not the same then, but nearly, is for a person to confirm: all
words of the one stand in the other, or the letters differ by little.

What a newcomer would get wrong: a near name is no match.  Taken for one, it
would hide a supplier that nobody assessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from assay.checks.facts.generic_words import GENERIC_WORDS
from assay.checks.facts.names import normalised_name
from assay.domain.supplier import Supplier
from assay.domain.supplier_listing import SupplierListing

_NEARLY: Final = 0.85


@dataclass(frozen=True, slots=True)
class Listed:
    """One company of the books, with every line that names it."""

    name: str
    lines: tuple[SupplierListing, ...]


@dataclass(frozen=True, slots=True)
class ThreeLists:
    """Who is only in the books, who only in the register, and whom somebody has to confirm."""

    only_listed: tuple[Listed, ...]
    only_registered: tuple[Supplier, ...]
    to_confirm: tuple[tuple[Listed, tuple[Supplier, ...]], ...]


def compare_names(listings: Iterable[SupplierListing], suppliers: Iterable[Supplier]) -> ThreeLists:
    """Return the three lists; a supplier that a near name may be is in neither of the others."""
    register: dict[str, list[Supplier]] = {}
    for supplier in suppliers:
        register.setdefault(_plain(supplier.name), []).append(supplier)
    books: dict[str, list[SupplierListing]] = {}
    for line in listings:
        books.setdefault(_plain(line.name), []).append(line)
    only_listed, near, met = [], [], set(books)
    for name, lines in sorted(books.items()):
        if name in register:
            continue
        listed = Listed(lines[0].name, tuple(sorted(lines, key=lambda line: line.key)))
        alike = [other for other in sorted(register) if other not in books and _near(name, other)]
        met.update(alike)
        found = tuple(supplier for other in alike for supplier in register[other])
        if found:
            near.append((listed, found))
        else:
            only_listed.append(listed)
    left = [each for name, all_ in sorted(register.items()) if name not in met for each in all_]
    return ThreeLists(tuple(only_listed), tuple(left), tuple(near))


def _plain(name: str) -> str:
    return normalised_name(name) or name.casefold().strip()


def _near(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    short = min(words, others, key=len)
    if words & others == short and any(word not in GENERIC_WORDS for word in short):
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _NEARLY and matcher.ratio() >= _NEARLY
