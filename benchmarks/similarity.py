"""Near-duplicate texts among 1,000, 5,000 and 20,000, beside comparing every pair.

Run it with ``python benchmarks/similarity.py``.  The texts are one to three
sentences, as risks and reasons are; a tenth of them are copies with a word or
two replaced.  Comparing every pair of 1,000 texts is the yardstick, taken in
the same process; the pairs it finds say how many of them the join found.  The
bar: 5,000 texts in under 5 s, and no pair missed.
"""

import random
import sys
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from assay.checks.facts.similarity import (
    Pair,
    best_match,
    group_alike,
    near_duplicates,
    shingles,
    similarity,
)
from assay.standards.load import load_standard

AT_LEAST = Decimal("0.8")
SIZES = (1_000, 5_000, 20_000)
YARDSTICK = 1_000
BAR_AT = 5_000
BAR_IN_SECONDS = 5
COPIES_EVERY = 10

Result = TypeVar("Result")


def main() -> int:
    rng = random.Random(27001)  # noqa: S311 - the same texts each time
    words = vocabulary(rng)
    most = invent_texts(max(SIZES), words, rng)
    library = {f"stock-{number}": text for number, text in enumerate(list(most.values())[:120])}
    print(f"{'texts':>7} {'pairs':>8} {'join':>8} {'groups':>8} {'library':>8}   seconds")
    taken = {}
    for size in SIZES:
        texts = dict(list(most.items())[:size])
        pairs, taken[size] = timed(partial(near_duplicates, texts, AT_LEAST))
        _, grouping = timed(partial(group_alike, texts, AT_LEAST))
        _, matching = timed(partial(best_match, texts, library))
        print(f"{size:>7,} {len(pairs):>8,} {taken[size]:>8.2f} {grouping:>8.2f} {matching:>8.2f}")
    missed = compare(dict(list(most.items())[:YARDSTICK]), taken[YARDSTICK])
    return int(missed > 0 or taken[BAR_AT] > BAR_IN_SECONDS)


def compare(texts: Mapping[str, str], joined_in: float) -> int:
    """Return how many of the pairs that comparing all finds the join has missed."""
    found = set(near_duplicates(texts, AT_LEAST))
    every, all_pairs_in = timed(partial(brute_force, texts))
    print(
        f"every pair of {len(texts):,} texts: {all_pairs_in:.2f} s, "
        f"{all_pairs_in / joined_in:.0f} times the join; "
        f"recall {len(found & every)} of {len(every)}, {len(found - every)} too many"
    )
    return len(every - found)


def brute_force(texts: Mapping[str, str]) -> set[Pair]:
    return {
        Pair(one, other, measured)
        for one, other in combinations(sorted(texts), 2)
        if (measured := similarity(texts[one], texts[other])) >= AT_LEAST
    }


def vocabulary(rng: random.Random) -> list[str]:
    """Return words as often as they come: those of the standards' own rows, and invented names."""
    said = [
        text
        for name in ("iso27001-2022", "iso9001-2015")
        for clause in load_standard(name).clauses
        for text in (clause.title, clause.asks)
    ]
    names = ["".join(rng.choices("abdegiklmnorstu", k=7)) for _ in range(2_000)]
    return [*" ".join(said).split(), *names]


def invent_texts(count: int, words: list[str], rng: random.Random) -> dict[str, str]:
    texts: list[str] = []
    while len(texts) < count:
        if texts and len(texts) % COPIES_EVERY == 0:
            copied = rng.choice(texts).split()
            for _ in range(rng.randint(1, 2)):
                copied[rng.randrange(len(copied))] = rng.choice(words)
            texts.append(" ".join(copied))
        else:
            texts.append(" ".join(rng.choices(words, k=rng.randint(8, 45))))
    return {f"T-{number}": text for number, text in enumerate(texts)}


def timed(run: Callable[[], Result]) -> tuple[Result, float]:
    shingles.cache_clear()
    start = time.perf_counter()
    result = run()
    return result, time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
