"""Tells which encoding of before UTF-8 a text was written in, by the words that it makes.

What a newcomer would get wrong: a file in Windows-1252 hardly ever fails to
decode as something, and most others do not fail as Windows-1252 either.  So
nothing is told by what fails.  A language keeps to the few letters beyond ASCII
that its alphabet has, and to quotation marks and dashes where typists put them;
the same bytes in a wrong encoding do neither.
"""

import codecs
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

# In the order in which they are believed where they read the words equally well.
_LATIN: Final = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
    "iso8859_2": "ISO 8859-2",
    "cp852": "DOS 852",
}
# The letters beyond ASCII of languages that are written with one alphabet each.
_ALPHABETS: Final = tuple(
    map(
        frozenset,
        (
            *("äöüß", "éèêëàâçîïôûùüœæ", "áéíóúüñ", "àèéìíòóù", "áâãàçéêíóôõú", "éëïèöüó"),
            *("åäöøæéü", "áðéíóúýþæö", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž"),
            *("áéíóöőúüű", "čšžćđ", "ăâîșşțţ", "çğıöşüâî", "ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
        ),
    )
)
# Alphabets of their own, which need every word to be in them.
_OTHER_ALPHABETS: Final = {
    "cp1251": ("Windows-1251", "CYRILLIC"),
    "koi8_r": ("KOI8-R", "CYRILLIC"),
    "cp866": ("DOS 866", "CYRILLIC"),
    "cp1253": ("Windows-1253", "GREEK"),
}
# Scripts of two bytes a character: the first bytes of the few thousand that texts are made of.
_EAST_ASIAN: Final = {
    "cp932": ("Shift JIS", frozenset({0x82, 0x83, *range(0x88, 0x98)})),
    "cp949": ("EUC-KR", frozenset(range(0xB0, 0xC9))),
    "gb18030": ("GB 18030", frozenset(range(0xB0, 0xD8))),
    "euc_jp": ("EUC-JP", frozenset({0xA4, 0xA5, *range(0xB0, 0xD0)})),
    "big5": ("Big5", frozenset(range(0xA4, 0xC7))),
}
_BEFORE_A_WORD: Final = frozenset("\u201c\u2018\u201e\u201a«¿¡µ")
_AFTER_A_WORD: Final = frozenset("\u201d\u2019\u201c\u2018»™®…")
_ALONE: Final = frozenset("\u2013—•…€£§©°±×·½µ«»")  # noqa: RUF001 - signs, not letters
_WITHIN_A_WORD: Final = frozenset("\u2019—")

_ALMOST_ALL: Final = 0.9
_MOST: Final = 0.8
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WORDS_LOOKED_AT: Final = 2000
_BYTES_LOOKED_AT: Final = 16_384
# Latin script with accents keeps well below this; any other far above.
_MOSTLY_ACCENTED: Final = 0.6
_FEWEST_LETTERS: Final = 8  # fewer may be a word of nothing but accents
_END_OF_ASCII: Final = 0x80


def likeliest_encoding(content: bytes) -> tuple[str, str]:
    """Return Python's name and people's name of an encoding for bytes that are not UTF-8."""
    words = _WORD.findall(content)[:_WORDS_LOOKED_AT]
    letters = b"".join(words)
    beyond = sum(byte >= _END_OF_ASCII for byte in letters)
    if (
        beyond > len(letters) * _MOSTLY_ACCENTED
        and beyond >= _FEWEST_LETTERS
        and (other := _other_alphabet(words) or _east_asian(content))
    ):
        return other
    best = max(_LATIN, key=lambda encoding: _plausibility(words, encoding))
    return best, _LATIN[best]


def _other_alphabet(words: list[bytes]) -> tuple[str, str] | None:
    shares = {
        encoding: _share_of_script(words, encoding, script)
        for encoding, (_, script) in _OTHER_ALPHABETS.items()
    }
    best = max(shares, key=shares.__getitem__)
    return (best, _OTHER_ALPHABETS[best][0]) if shares[best] >= _ALMOST_ALL else None


def _share_of_script(words: list[bytes], encoding: str, script: str) -> float:
    """Return how much of the words is in small letters of one script, as most of a text is."""
    decoded = [word.decode(encoding, "replace") for word in words]
    text = "".join(decoded)
    in_script = sum(unicodedata.name(char, "").startswith(script) for char in text)
    small = sum(map(str.islower, text))
    oddity = sum(map(_oddity_of_word, decoded))
    return (in_script - oddity) / len(text) if small * 2 > len(text) else 0.0


def _east_asian(content: bytes) -> tuple[str, str] | None:
    shares = {
        encoding: _share_of_first_bytes(content[:_BYTES_LOOKED_AT], encoding, usual)
        for encoding, (_, usual) in _EAST_ASIAN.items()
    }
    best = max(shares, key=shares.__getitem__)
    return (best, _EAST_ASIAN[best][0]) if shares[best] >= _MOST else None


def _share_of_first_bytes(head: bytes, encoding: str, usual: frozenset[int]) -> float:
    try:
        # The head may end within a character, which is no fault of the encoding.
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return 0.0
    letters = Counter(char for char in text if char.isalpha() and not char.isascii())
    found = sum(
        count for char, count in letters.items() if char.encode(encoding, "replace")[0] in usual
    )
    return found / letters.total() if letters else 0.0


def _plausibility(words: Iterable[bytes], encoding: str) -> float:
    decoded = Counter(word.decode(encoding, "replace") for word in words)
    letters: defaultdict[str, float] = defaultdict(float)
    oddity = 0.0
    for word, times in decoded.items():
        # A letter on its own may well be a sign in another encoding.
        weight = times if len(word) > 1 else times / 2
        for char in word:
            if char.isalpha():
                letters[char.lower()] += weight
        oddity += _oddity_of_word(word) * times
    in_one_alphabet = max(sum(letters.get(char, 0.0) for char in each) for each in _ALPHABETS)
    return in_one_alphabet - oddity


def _oddity_of_word(word: str) -> float:
    """Return how little a word looks like one that was typed; signs in their places count for."""
    oddity = 0.0
    for index, char in enumerate(word):
        before, after = word[max(index - 1, 0) : index], word[index + 1 : index + 2]
        if char.isascii():
            continue
        if char == "\ufffd" or unicodedata.category(char) == "Cc":
            oddity += 5
        elif _is_in_its_place(char, before=before.isalpha(), after=after.isalpha()):
            oddity -= 1
        elif char.isalpha():
            oddity += 2 if char.isupper() and before.islower() else 0
        elif before.isalpha() and after.isalpha():
            # A sign within a word is a misread letter.
            oddity += 2
    return oddity


def _is_in_its_place(char: str, *, before: bool, after: bool) -> bool:
    usual = {
        (False, True): _BEFORE_A_WORD,
        (True, False): _AFTER_A_WORD,
        (True, True): _WITHIN_A_WORD,
        (False, False): _ALONE,
    }
    return char in usual[before, after]
