"""Recognises in prose the things that an organisation has registered by name.

Words are compared, never parts of words, in one form: NFKC, case folded,
accents gone, possessives and plurals brought to the plain word.  A supplier's
legal form belongs to the contract and not to the name: "Acme Ltd." is "ACME
Limited" is "Acme GmbH".  Where names overlap, the longest counts.

What a newcomer would get wrong: not every name is one.  A name counts if at
least one of its words is not generic, or if it tells things apart by a number
("Hall 3", "SYS-03"); so an asset called "Data" or a system called "Email
server" never makes a text specific, while its key still does.  A number alone
names nothing.  Generic are the words of ``generic_words`` and those in which
the standards' stock risks are written.

A text is read once, word by word, and each word is looked up: time grows with
the text and not with the number of names.  Scripts that write no blanks
between words are not taken apart.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assay.checks.facts.generic_words import GENERIC_WORDS
from assay.checks.material import Material
from assay.domain.asset import Asset
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.process import Process
from assay.domain.risk import Risk
from assay.domain.service import Service
from assay.domain.site import Site
from assay.domain.supplier import Supplier
from assay.domain.system import System
from assay.ledger.dossier import Dossier

NAMED_KINDS: tuple[type[Item], ...] = (
    Asset,
    System,
    Supplier,
    Process,
    Person,
    Service,
    Site,
)

INCIDENT = "incident"
"""Incidents have records and no register; what registers refer to as one is known by its key."""

_JOINERS = "'\u2019\u02bc\uff07"
_WORD = re.compile(
    rf"(?<!\w)(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?(?!\w)"  # initials: B.V., S.p.A.
    rf"|[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d]|[{_JOINERS}](?=[^\W_]))*"
)
_POSSESSIVE = re.compile(rf"[{_JOINERS}]s$")
_DROPPED = re.compile(f"[.{_JOINERS}\u00ad\u200b-\u200d\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "\u0131": "i"}
)
_AND = frozenset({"and", "und", "et"})
_LEGAL_FORMS_AS_FOLDED = """
    ltd|limited|plc|llc|llp|lp|inc|incorporated|corp|corporation|co|company|pty|pte|gmbh|mbh
    ag|kg|kgaa|ohg|ug|gbr|ev|eg|se|bv|nv|vof|sa|sas|sarl|sasu|snc|spa|srl|srls|sl|slu|lda
    ltda|ab|as|asa|aps|oy|oyj|hf|ehf|kft|zrt|nyrt|sro|doo|dd|ood|ead|eood|uab|sia|ou|oo
    sp z oo|sp zoo|spzoo|kk|bhd|sdn bhd|pvt|private limited|haftungsbeschrankt
    b v|n v|s a|s l|s p a|s r l|s r o|a s|a g|e v|l l c|p l c
"""
# The longest first: "sp z oo" ends with "oo", which is a form of its own.
_LEGAL_FORMS = sorted(
    (tuple(form.split()) for form in re.split(r"[|\n]", _LEGAL_FORMS_AS_FOLDED) if form.strip()),
    key=lambda form: -len(form),
)


class Name(NamedTuple):
    """A name or key under which a register knows something."""

    register: str
    key: str
    text: str


class Word(NamedTuple):
    """One word of a text in the form in which words are compared, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names something; two things may have the same name."""

    start: int
    end: int
    written: str
    names: tuple[Name, ...]


def normalised_name(text: str) -> str:
    """Return a company's name without legal form, case, accents and punctuation."""
    return " ".join(_without_legal_form([word.text for word in parse_words(text)]))


def parse_words(text: str) -> Iterator[Word]:
    """Yield the words of a text; "and" between names is none."""
    for found in _WORD.finditer(text):
        folded = _folded(found[0])
        if folded and folded not in _AND:
            yield Word(folded, found.start(), found.end())


def name_finder(material: Material) -> "NameFinder":
    """Return what finds the registered names, none of them told by words of the stock texts."""
    stock = {
        _plain(word.text)
        for standard in material.standards
        for risk in standard.stock_risks
        for word in parse_words(risk.text)
    }
    return NameFinder(registered_names(material.dossier), GENERIC_WORDS | stock)


def registered_names(dossier: Dossier) -> Iterator[Name]:
    """Yield the names and keys of everything that an organisation has registered."""
    for kind in NAMED_KINDS:
        for item in dossier[kind].values():
            yield Name(kind.register, item.key, item.label)
            yield Name(kind.register, item.key, item.key)
    for risk in dossier[Risk].values():
        for incident in risk.incidents:
            yield Name(INCIDENT, incident, incident)


class NameFinder:
    """Finds names in texts; made once, used for thousands of texts."""

    def __init__(self, names: Iterable[Name], generic: Collection[str] = GENERIC_WORDS) -> None:
        self._generic = generic
        known: dict[tuple[str, ...], dict[Name, None]] = {}
        for name in names:
            if words := self._words_that_name(name):
                known.setdefault(words, {})[name] = None
        self._known = {words: _one_a_thing(under) for words, under in known.items()}
        self._longest: dict[str, int] = {}
        for words in self._known:
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the places of a text that name something, in order and without overlap."""
        words = list(parse_words(text))
        stems = [_plain(word.text) for word in words]
        mentions = []
        position = 0
        while position < len(words):
            length = self._length_at(stems, position)
            if length:
                start, end = words[position].start, words[position + length - 1].end
                names = self._known[tuple(stems[position : position + length])]
                mentions.append(Mention(start, end, text[start:end], names))
            position += length or 1
        return tuple(mentions)

    def named_in(self, text: str) -> frozenset[tuple[str, str]]:
        """Return what a text names: register and key."""
        return frozenset(
            (name.register, name.key) for mention in self.find(text) for name in mention.names
        )

    def _length_at(self, stems: Sequence[str], position: int) -> int:
        longest = self._longest.get(stems[position], 0)
        for length in range(min(longest, len(stems) - position), 0, -1):
            if tuple(stems[position : position + length]) in self._known:
                return length
        return 0

    def _words_that_name(self, name: Name) -> tuple[str, ...]:
        words = [word.text for word in parse_words(name.text)]
        tries = [words]
        if name.register == Supplier.register:
            # "Data Ltd." is a name as a whole though "Data" is none.
            tries = [_without_legal_form(words), words]
        plain = ([_plain(word) for word in each] for each in tries)
        return next((tuple(each) for each in plain if self._names_something(each)), ())

    def _names_something(self, words: Sequence[str]) -> bool:
        if len(words) > 1 and any(character.isdigit() for word in words for character in word):
            return not all(word.isdigit() for word in words)
        return any(
            len(word) > 1 and not word.isdigit() and word not in self._generic for word in words
        )


def _one_a_thing(names: Iterable[Name]) -> tuple[Name, ...]:
    # An item whose key is also its name is one thing, not two.
    things = {(name.register, name.key): name for name in reversed(list(names))}
    return tuple(sorted(things.values()))


def _without_legal_form(words: list[str]) -> list[str]:
    kept = words[1:] if len(words) > 1 and words[0] == "the" else words
    while form := next(
        (
            form
            for form in _LEGAL_FORMS
            if len(form) < len(kept) and tuple(kept[-len(form) :]) == form
        ),
        None,
    ):
        kept = kept[: -len(form)]
    return kept


@lru_cache(maxsize=100_000)
def _folded(written: str) -> str:
    folded = unicodedata.normalize("NFKC", written).casefold()
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", folded))
    return _DROPPED.sub("", plain).translate(_LETTERS)


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    """Return a word without its plural; both sides are treated alike, so it need not be right."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):  # noqa: PLR2004
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]
