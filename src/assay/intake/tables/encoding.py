"""Which characters the bytes of a text file stand for.

Old exports do not say how they were written, and a wrong guess turns every
umlaut into something else without any error.  So an encoding is believed when
the file carries its mark or is valid UTF-8; else the candidates are compared
by what they make of the words in the file, and the choice is said to people.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

# In the order in which they are believed where two read the words equally well.
_OLD: Final = ("cp1252", "mac_roman", "cp850", "cp1250")
_NAMES: Final = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp866": "DOS 866",
}
# The letters beyond ASCII of languages that are written with one: words in the right encoding
# keep to one of these, words in a wrong one hardly ever do.
_ALPHABETS: Final = tuple(
    map(
        frozenset,
        (
            *("äöüß", "éèêëàâçîïôûùüœæ", "áéíóúüñ", "àèéìíòóù", "áâãàçéêíóôõú", "éëïèöüó"),
            *("åäöøæéü", "áðéíóúýþæö", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž"),
            *("áéíóöőúüű", "čšžćđ", "ăâîșşțţ"),
        ),
    )
)
# Alphabets of their own, which need every word to be in them.
_OTHER_ALPHABETS: Final = (
    ("cp1251", "CYRILLIC"),
    ("koi8_r", "CYRILLIC"),
    ("cp866", "CYRILLIC"),
    ("cp1253", "GREEK"),
)
_ASIAN: Final = ["shift_jis", "gb18030", "big5", "euc_kr"]
_ALMOST_ALL: Final = 0.9
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WORDS_LOOKED_AT: Final = 2000
_BYTES_LOOKED_AT: Final = 4096
# Latin script with accents keeps well below this; Greek or Cyrillic far above.
_MOSTLY_ACCENTED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was come by."""

    text: str
    encoding: str
    is_guess: bool = False


def decode_text(content: bytes) -> Decoded:
    """Return the text; what does not fit its encoding becomes U+FFFD, to be named later."""
    if encoding := _marked_encoding(content) or _wide_encoding(content):
        return Decoded(content.decode(encoding, "replace"), _NAMES[encoding])
    try:
        return Decoded(content.decode("utf-8"), _NAMES["utf-8"])
    except UnicodeDecodeError:
        pass
    damaged = content.decode("utf-8", "replace")
    if _is_mostly_valid(damaged):
        return Decoded(damaged, _NAMES["utf-8"])
    encoding = _likeliest_old(content)
    name = _NAMES.get(encoding, encoding.upper().replace("_", "-"))
    return Decoded(content.decode(encoding, "replace"), name, is_guess=True)


def _marked_encoding(content: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")


def _wide_encoding(content: bytes) -> str:
    """Return UTF-16 where every other byte is zero, as in Latin text written so."""
    head = content[: _BYTES_LOOKED_AT // 2 * 2]
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs * _MOSTLY_ACCENTED and not head[::2].count(0):
        return "utf-16-le"
    if pairs and head[::2].count(0) > pairs * _MOSTLY_ACCENTED and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def _is_mostly_valid(damaged: str) -> bool:
    """Say whether as many characters beyond ASCII are whole as broken: UTF-8 that was cut."""
    broken = damaged.count("\ufffd")
    beyond = len(damaged) - len(damaged.encode("ascii", "ignore"))
    return beyond - broken >= broken


def _likeliest_old(content: bytes) -> str:
    words = _WORD.findall(content)[:_WORDS_LOOKED_AT]
    letters = b"".join(words)
    beyond = sum(byte > 0x7F for byte in letters)  # noqa: PLR2004 - the end of ASCII
    if beyond > len(letters) * _MOSTLY_ACCENTED and beyond > len(words):
        by_share = {each: _share_of_script(words, *each) for each in _OTHER_ALPHABETS}
        encoding, _ = likeliest = max(by_share, key=by_share.__getitem__)
        if by_share[likeliest] >= _ALMOST_ALL:
            return encoding
        if (found := from_bytes(content, cp_isolation=_ASIAN).best()) is not None:
            return found.encoding
    return max(_OLD, key=lambda encoding: _plausibility(words, encoding))


def _share_of_script(words: list[bytes], encoding: str, script: str) -> float:
    """Return how much of the words is in small letters of one script, as most of a text is."""
    decoded = [word.decode(encoding, "replace") for word in words]
    text = [char for word in decoded for char in word if not char.isascii()]
    in_script = sum(unicodedata.name(char, "").startswith(script) for char in text)
    small = sum(char.islower() for char in text)
    return (in_script - sum(map(_oddity_of_word, decoded))) / len(text) * (small * 2 > len(text))


def _plausibility(words: list[bytes], encoding: str) -> float:
    decoded = [word.decode(encoding, "replace") for word in words]
    letters = Counter(char.lower() for word in decoded for char in word if char.isalpha())
    in_one_alphabet = max(sum(letters[char] for char in each) for each in _ALPHABETS)
    return in_one_alphabet - sum(map(_oddity_of_word, decoded))


def _oddity_of_word(word: str) -> float:
    oddity = 0.0
    for index, char in enumerate(word):
        before, after = word[index - 1 : index], word[index + 1 : index + 2]
        if char.isascii():
            continue
        if char == "\ufffd" or unicodedata.category(char) == "Cc":
            oddity += 5
        elif char.isalpha():
            oddity += 2 if char.isupper() and before.islower() else 0
        elif before.isalpha() and after.isalpha() and char != "\u2019":
            # A dash stands beside a word; a sign within one is a misread letter.
            oddity += 2
    return oddity
