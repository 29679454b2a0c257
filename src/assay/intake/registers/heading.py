"""Decides which field a heading names, by how sure a way.

Headings come as people keep them: ``Risk owner*``, ``DueDate``,
``Review interval (months)``.  A guess is only made where one field is much closer than
any other, and never across words that turn the meaning round: *approved by* is
not *approved on*.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from assay.domain.item import Item, column_names
from assay.domain.reading import MatchedBy
from assay.intake.plain_letters import without_accents
from assay.intake.registers.words import headings_alike

_CAMEL: Final = re.compile("(?<=[a-z0-9])(?=[A-Z])")
_BRACKETED: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")
_NO_WORD: Final = re.compile(r"[^\w]+|_+")
LONGEST: Final = 200
_SHORTEST_GUESSED: Final = 5
_CLOSE: Final = 0.86
_CLEARLY_CLOSER: Final = 0.06
_TURNS_MEANING: Final = frozenset(
    """by on at from until to before after next last first previous inherent residual initial
    target current planned actual not no non start end begin day week month year internal
    external in out""".split()  # noqa: SIM905 - words read best as text
)
# What a heading that speaks of keys ends with, whatever they are the keys of.
_OF_KEYS: Final = frozenset({"id", "ref", "reference", "no", "number", "nr", "code", "nummer"})
# Words that fit too many columns to tell one by them.
_TOO_COMMON: Final = frozenset({"date", "name", "type", "kind", "value", "note", "on", "by"})
_MOST_WORDS_TOO_MANY: Final = 1
_FILLERS: Final = frozenset({"the", "of", "a", "an", "our", "please", "current"})
_UNITS: Final = {
    unit: unit_of
    for unit_of, words in {
        "minute": "minute min minuten",
        "hour": "hour hr h stunde std",
        "day": "day d tag jour giorno dia",
        "week": "week wk woche",
        "month": "month mo monat mois mese",
        "year": "year yr y a jahr an ano anno",
    }.items()
    for unit in words.split()
}


@dataclass(frozen=True, slots=True)
class Names:
    """The names under which the columns of a noun come, by how surely they name a field."""

    own: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, tuple[str, ...]]
    own_words: frozenset[str]  # the register's own name says nothing about a column


@cache
def names_of(kind: type[Item]) -> Names:
    """Return every name of every field of a noun."""
    own: dict[str, str] = {}
    synonyms: dict[str, tuple[str, ...]] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    for field, names in column_names(kind).items():
        own[fold_heading(field)] = field
        for name in names:
            _add(synonyms, fold_heading(name), field)
            _add(spellings, spell_heading(name), field)
        _add(spellings, spell_heading(field), field)
    words = spell_heading(f"{kind.register} {kind.plural} {kind.heading()}").split()
    return Names(own, synonyms, spellings, frozenset(words))


@lru_cache(maxsize=4096)
def match_heading(heading: str, kind: type[Item]) -> tuple[MatchedBy, tuple[str, ...]] | None:
    """Return the fields that a heading may name, and how surely; nothing where it names none."""
    names = names_of(kind)
    folded = fold_heading(heading)
    if not folded:
        return None
    if folded in names.own:
        # Its own name first, but another field may go by the same word.
        others = names.synonyms.get(folded, ())
        return MatchedBy.NAME, (names.own[folded], *(f for f in others if f != names.own[folded]))
    if found := names.synonyms.get(folded):
        return MatchedBy.SYNONYM, found
    spelled = spell_heading(heading)
    for words in (spelled, _without(spelled, names.own_words)):
        if fitting := _of_same_unit(names.spellings.get(words, ()), heading):
            return MatchedBy.SPELLING, fitting
    return _match_another_word(spelled, heading, names)


def _match_another_word(
    spelled: str, heading: str, names: Names
) -> tuple[MatchedBy, tuple[str, ...]] | None:
    """Return the field that goes by another word for the heading, where it is only one."""
    others = headings_alike(spell_heading).get(spelled, frozenset())
    fields = {field for other in others for field in names.spellings.get(other, ())}
    fitting = _of_same_unit(tuple(sorted(fields)), heading)
    return (MatchedBy.SYNONYM, fitting) if len(fitting) == 1 else None


@lru_cache(maxsize=4096)
def guess_heading(heading: str, kind: type[Item]) -> str:
    """Return the one field that a heading comes close to, or nothing."""
    names = names_of(kind)
    spelled = spell_heading(heading)
    shortened = _without(spelled, names.own_words | _FILLERS)
    if found := _of_same_unit(names.spellings.get(shortened, ()), heading):
        return found[0] if len(found) == 1 else ""
    return _closest(spelled, heading, names)


def fold_heading(heading: str) -> str:
    """Return a heading without regard to case, line ends, underscores and marks of duty."""
    return " ".join(heading.replace("_", " ").casefold().strip("*: \t\r\n\u00a0").split())


@lru_cache(maxsize=4096)
def spell_heading(heading: str) -> str:
    """Return a heading in plain singular words, without accents and what stands in brackets."""
    heading = heading[:LONGEST]
    heading = heading.replace("(s)", "s")
    bare = _BRACKETED.sub(" ", heading)
    spaced = _CAMEL.sub(" ", bare if bare.strip("*: \t\r\n") else heading)
    words = _NO_WORD.sub(" ", without_accents(spaced).replace("&", " and ")).split()
    return " ".join(map(_singular, words))


def _add(names: dict[str, tuple[str, ...]], name: str, field: str) -> None:
    if name and field not in names.get(name, ()):
        names[name] = (*names.get(name, ()), field)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("dies"):
        return word.removesuffix("ies") + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > len("its"):
        return word.removesuffix("s")
    return word


def _of_same_unit(fields: tuple[str, ...], heading: str) -> tuple[str, ...]:
    """Leave out fields whose unit is not the one in the heading: (years) are no months."""
    bracketed = " ".join(_BRACKETED.findall(heading))
    stated = units_in(bracketed)
    if not stated:
        return fields
    return tuple(field for field in fields if (units_in(field) or stated) & stated)


def units_in(text: str) -> frozenset[str]:
    """Return the units of time that a text names, a field's name among them."""
    words = map(_singular, _NO_WORD.sub(" ", text.casefold()).split())
    return frozenset(_UNITS[word] for word in words if word in _UNITS)


def _without(words: str, left_out: frozenset[str]) -> str:
    return " ".join(word for word in words.split() if word not in left_out)


def ends_like_a_key(heading: str) -> bool:
    """Say whether a heading speaks of the keys of something: Control ID, Doc. No."""
    return spell_heading(heading).rpartition(" ")[2] in _OF_KEYS


def guess_by_part(heading: str, kind: type[Item], free: AbstractSet[str]) -> str:
    """Return the one field whose name is the heading but for one word that changes nothing."""
    words = frozenset(spell_heading(heading).split())
    found: set[str] = set()
    for name, fields in names_of(kind).spellings.items():
        part = frozenset(name.split())
        rest = words - part
        is_telling = part < words and not part <= _TOO_COMMON and _TURNS_MEANING.isdisjoint(rest)
        if is_telling and len(rest) <= _MOST_WORDS_TOO_MANY:
            found |= set(_of_same_unit(fields, heading)) & free
    return found.pop() if len(found) == 1 else ""


def _closest(spelled: str, heading: str, names: Names) -> str:
    if len(spelled) < _SHORTEST_GUESSED:
        return ""
    best: dict[str, float] = {}
    for name, fields in names.spellings.items():
        if len(name) < _SHORTEST_GUESSED or _turns_meaning(spelled, name):
            continue
        matcher = SequenceMatcher(None, spelled, name)
        if matcher.quick_ratio() >= _CLOSE and (ratio := matcher.ratio()) >= _CLOSE:
            for field in _of_same_unit(fields, heading):
                best[field] = max(ratio, best.get(field, 0.0))
    if not best:
        return ""
    field = max(best, key=best.__getitem__)
    rivals = [ratio for other, ratio in best.items() if other != field]
    return field if best[field] - max(rivals, default=0.0) >= _CLEARLY_CLOSER else ""


def _turns_meaning(one: str, other: str) -> bool:
    return not _TURNS_MEANING.isdisjoint(set(one.split()) ^ set(other.split()))
