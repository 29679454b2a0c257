"""Words that people use for one another, read from the lists beside this module.

The lists are text, because they grow by people who know a language and not Python.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

YES: Final = frozenset(
    {
        *("yes", "y", "true", "1", "x", "on", "\u2713", "\u2714", "\u2611"),
        *("ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "s", "verdadero"),
        *("sì", "vero", "sim"),
    }
)
NO: Final = frozenset(
    {
        *("no", "n", "false", "0", "off", "\u2717", "\u2718", "\u2610"),
        *("nein", "falsch", "non", "faux", "falso", "não", "nee"),
    }
)


@cache
def words_alike(word: str) -> tuple[frozenset[str], ...]:
    """Return the meanings that a word in a cell may have, each as all the words for it."""
    return tuple(words for words in _meanings("words.txt") if word in words)


@cache
def headings_alike(spelling: Callable[[str], str]) -> Mapping[str, frozenset[str]]:
    """Return what each heading may be called otherwise, all in one way of spelling."""
    alike: dict[str, set[str]] = {}
    for words in _meanings("headings.txt"):
        spelled = {spelling(word) for word in words}
        for word in spelled:
            alike.setdefault(word, set()).update(spelled)
    return {word: frozenset(others) for word, others in alike.items()}


@cache
def _meanings(name: str) -> tuple[frozenset[str], ...]:
    listed = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(
        frozenset(word.strip() for word in line.split(","))
        for line in listed.splitlines()
        if line and not line.startswith("#")
    )
