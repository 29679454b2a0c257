"""How much of two texts is the same, and which of many texts are nearly the same.

The method.  A text is brought to one form (NFKC, case folded, punctuation and
invisible characters gone) and cut into every run of five characters, the
shingles of Broder, "On the resemblance and containment of documents" (1997).
A shingle that occurs again counts again, so long texts do not grow alike by
sharing all common shingles.  The similarity of two texts is the share of
shingles that they have in common, 2 |a and b| / (|a| + |b|) (Dice 1945): one
for equal texts, and about the share of a sentence that was left as it was
where a word has been replaced.  Shingles of characters rather than of words
keep one sentence comparable, survive inflection and typing errors, and need no
language, no model and no list of words.

Among many texts, pairs are found by an exact join with size, prefix and
position filters (Chaudhuri, Ganti, Kaushik 2006; Bayardo, Ma, Srikant 2007;
Xiao et al. 2008): two texts can only be alike if they share one of the rarest
shingles of each.  MinHash with banding would find the same pairs nearly
always; the join finds them always, and draws nothing by chance, so the same
texts give the same pairs on any machine.

What a newcomer would get wrong: a text that merely contains another is not
similar to it; ``contained`` says how much of the other it holds.  And where
all texts are alike, the pairs themselves are quadratic in number:
``group_alike`` is there for that.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import NamedTuple, TypeVar

_SHINGLE = 5
_SHARED_AT_FIRST = 4
_PLACES = Decimal("0.0001")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# Left out rather than turned into blanks: they stand within words.
_WITHIN_WORDS = re.compile("['\u2019\u02bc\u00ad\u200b-\u200f\u2060\ufeff]")

Shingle = tuple[str, int]
Bag = frozenset[Shingle]
Element = TypeVar("Element")


class Match(NamedTuple):
    """The text of a library that comes nearest: how alike, and how much of it is held."""

    key: str
    similarity: Decimal
    contained: Decimal


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two texts that are nearly the same; the keys are in order."""

    one: str
    other: str
    similarity: Decimal


def normalised_text(text: str) -> str:
    """Return a text without what does not change what it says: case, punctuation, blanks."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _BETWEEN_WORDS.sub(" ", _WITHIN_WORDS.sub("", folded)).strip()


def similarity(one: str, other: str) -> Decimal:
    """Return how much of two texts is the same, from 0 to 1; nothing is like nothing else."""
    return _dice(*(shingles(normalised_text(text)) for text in (one, other)))


def containment(part: str, whole: str) -> Decimal:
    """Return how much of one text stands in another, from 0 to 1."""
    held = shingles(normalised_text(part))
    return _share(len(held & shingles(normalised_text(whole))), len(held))


@lru_cache(maxsize=50_000)
def shingles(normal: str) -> Bag:
    """Return the shingles of a normalised text, each with the count of its occurrence."""
    if not normal:
        return frozenset()
    # The blanks at both ends let a text of one word have its beginning and its end.
    padded = f" {normal} "
    last = max(len(padded) - _SHINGLE + 1, 1)
    counted = Counter(padded[start : start + _SHINGLE] for start in range(last))
    return frozenset((text, nth) for text, count in counted.items() for nth in range(count))


def near_duplicates(texts: Mapping[str, str], at_least: Decimal) -> tuple[Pair, ...]:
    """Return every pair of texts that are at least so similar, equal ones among them."""
    alike = _Alike(_by_text(texts), at_least)
    pairs = [_pair(one, other, Decimal(1)) for keys in alike.keys for one, other in _twos(keys)]
    for left, right, measured in alike.find_pairs():
        pairs += [
            _pair(one, other, measured) for one in alike.keys[left] for other in alike.keys[right]
        ]
    return tuple(sorted(pairs))


def group_alike(texts: Mapping[str, str], at_least: Decimal) -> tuple[tuple[str, ...], ...]:
    """Return the texts in groups of two and more, each at least so similar to the group's first.

    A chain of small steps does not join what is far apart, and a thousand
    copies cost a thousand comparisons.
    """
    groups = _Alike(_by_text(texts), at_least).group()
    return tuple(sorted(group for group in groups if len(group) > 1))


def best_match(texts: Mapping[str, str], library: Mapping[str, str]) -> Mapping[str, Match]:
    """Return for each text the text of a library that is most similar, where any is at all."""
    known = {key: shingles(normalised_text(text)) for key, text in sorted(library.items())}
    holding: dict[Shingle, list[str]] = {}
    for key, bag in known.items():
        for shingle in bag:
            holding.setdefault(shingle, []).append(key)
    best: dict[str, Match] = {}
    for key, text in texts.items():
        bag = shingles(normalised_text(text))
        shared = Counter(other for shingle in bag for other in holding.get(shingle, ()))
        if not shared:
            continue
        # The nearest one; of equals the one that holds more, then the first by key.
        best[key] = min(
            (
                Match(
                    other,
                    _share(2 * count, len(bag) + len(known[other])),
                    _share(count, len(known[other])),
                )
                for other, count in shared.items()
            ),
            key=lambda match: (-match.similarity, -match.contained, match.key),
        )
    return best


def _share(part: int, whole: int) -> Decimal:
    # Rounded down: what is just below a threshold never shows as the threshold.
    if not whole:
        return Decimal(0)
    return (Decimal(part) / Decimal(whole)).quantize(_PLACES, rounding=ROUND_FLOOR)


def _dice(one: frozenset[Element], other: frozenset[Element]) -> Decimal:
    return _share(2 * len(one & other), len(one) + len(other))


def _pair(one: str, other: str, measured: Decimal) -> Pair:
    return Pair(min(one, other), max(one, other), measured)


def _twos(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    for position, one in enumerate(keys):
        for other in keys[position + 1 :]:
            yield one, other


def _by_text(texts: Mapping[str, str]) -> Mapping[str, list[str]]:
    by_text: dict[str, list[str]] = {}
    for key in sorted(texts):
        if normal := normalised_text(texts[key]):
            by_text.setdefault(normal, []).append(key)
    return by_text


class _Alike:
    """The different texts among many, the shortest first, with their shingles by rarity."""

    def __init__(self, by_text: Mapping[str, list[str]], at_least: Decimal) -> None:
        if not 0 < at_least <= 1:
            raise ValueError(f"{at_least} is no similarity to ask for; expected above 0 up to 1")
        self.at_least = at_least
        bags = [(shingles(text), text, keys) for text, keys in by_text.items()]
        bags.sort(key=lambda each: (len(each[0]), each[1]))
        self.keys = [tuple(keys) for _, _, keys in bags]
        counts = Counter(shingle for bag, _, _ in bags for shingle in bag)
        rarest_first = sorted(counts, key=lambda shingle: (counts[shingle], shingle))
        rank = {shingle: place for place, shingle in enumerate(rarest_first)}
        self.ranks = [sorted(rank[shingle] for shingle in bag) for bag, _, _ in bags]
        self.bags = [frozenset(ranks) for ranks in self.ranks]
        self.sizes = [len(bag) for bag in self.bags]
        # Of Dice t follows: the smaller has at least t / (2 - t) of the larger's size,
        # and at least that part of the shingles of either is shared.
        self.least = Fraction(at_least) / (2 - Fraction(at_least))

    def find_pairs(self) -> Iterator[tuple[int, int, Decimal]]:
        """Yield the positions of all texts that are alike, and how much."""
        listed: dict[int, list[int]] = {}
        for position in range(len(self.bags)):
            for other in self._candidates(position, listed):
                measured = _dice(self.bags[position], self.bags[other])
                if measured >= self.at_least:
                    yield other, position, measured
            self._list(position, listed)

    def group(self) -> Iterator[tuple[str, ...]]:
        """Yield groups; each text joins the first that is alike, or begins one."""
        listed: dict[int, list[int]] = {}
        members: dict[int, list[str]] = {}
        for position in range(len(self.bags)):
            first = next(
                (
                    other
                    for other in sorted(self._candidates(position, listed))
                    if _dice(self.bags[position], self.bags[other]) >= self.at_least
                ),
                None,
            )
            if first is None:
                self._list(position, listed)
                first = position
            members.setdefault(first, []).extend(self.keys[position])
        yield from (tuple(sorted(group)) for group in members.values())

    def _list(self, position: int, listed: dict[int, list[int]]) -> None:
        # What comes later is as long or longer, so at least t of this one's shingles are shared.
        size = self.sizes[position]
        least = ceil(Fraction(self.at_least) * size)
        for rank in self.ranks[position][: size - least + _SHARED_AT_FIRST]:
            listed.setdefault(rank, []).append(position)

    def _candidates(self, position: int, listed: Mapping[int, list[int]]) -> list[int]:
        size = self.sizes[position]
        least = ceil(self.least * size)
        # One rare shingle is shared by chance, several hardly.
        needed = min(_SHARED_AT_FIRST, least)
        # Lists grow by size, so what is too short to be alike is a run at their beginning.
        shortest = bisect_left(self.sizes, least)
        lists = (listed.get(rank, ()) for rank in self.ranks[position][: size - least + needed])
        shared = Counter(
            chain.from_iterable(others[bisect_left(others, shortest) :] for others in lists)
        )
        return [other for other, count in shared.items() if count >= needed]
