"""Finds out how a text file was written down, and where characters broke on the way.

What a newcomer would get wrong: a file in Windows-1252 hardly ever fails to
decode as something, so a detector alone turns an e with an accent into a letter
of another alphabet.  Western Europe is tried first, and believed only where
every character is one that people type there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assay.intake.documents.unreadable import UnreadableDocumentError

_BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OTHER_ENCODINGS: Final = [
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "mac_roman",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
]
_TYPED_IN_WESTERN_EUROPE: Final = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœ"
    "\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u20ac\u2122\xa0\xa3\xa7\xa9\xab\xad\xae"
    "\xb0\xb1\xb5\xb7\xbb\xbc\xbd\xd7"
)
_NAMES: Final = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "mac_roman": "Mac Roman",
    "shift_jis": "Shift JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "euc_kr": "EUC-KR",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
}
# What the bytes of UTF-8 look like to somebody who takes them for Windows-1252.
_SECOND_BYTES: Final = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ\u2018\u2019\u201c\u201d•\u2013\u2014˜™š›œžŸ¡-¿"  # noqa: RUF001
_BROKEN: Final = re.compile(f"\ufffd+|Ã[{_SECOND_BYTES}]|Â[¡-¿]|â€[{_SECOND_BYTES}]")
_MOST_REPORTED: Final = 20
# Of other encodings' bytes beyond ASCII, some one in ten makes UTF-8 by chance.
_RARELY_BY_CHANCE: Final = 3


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file's text, and the encoding where it was not the one that was hoped for."""

    text: str
    guessed: str = ""


@dataclass(frozen=True, slots=True)
class BrokenCharacter:
    """Where a character was lost before the file came here."""

    position: int
    found: str
    expected: str


def decode(content: bytes) -> Decoded:
    """Return the text of a file of text, whatever its encoding."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Decoded(content.decode(encoding, "replace"), _NAMES.get(encoding, ""))
    if b"\x00" in content:
        return _decode_wide(content)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_narrow(content)


def find_broken_characters(text: str) -> Iterator[BrokenCharacter]:
    """Yield the places where characters were lost, line by line, and how many more there are."""
    reported = 0
    seen_up_to = -1
    for broken in _BROKEN.finditer(text):
        if broken.start() <= seen_up_to:
            continue
        line_end = text.find("\n", broken.end())
        seen_up_to = line_end if line_end >= 0 else len(text)
        reported += 1
        if reported <= _MOST_REPORTED:
            yield _describe(text, broken)
    if reported > _MOST_REPORTED:
        rest = reported - _MOST_REPORTED
        yield BrokenCharacter(len(text), f"{rest} more lines with broken characters", "whole words")


def _describe(text: str, broken: re.Match[str]) -> BrokenCharacter:
    line_start = text.rfind("\n", 0, broken.start()) + 1
    near = text[max(line_start, broken.start() - 20) : broken.end() + 20].partition("\n")[0]
    if broken[0].startswith("\ufffd"):
        return BrokenCharacter(broken.start(), f"a broken character in '{near}'", "whole words")
    meant = broken[0].encode("cp1252", "replace").decode("utf-8", "replace")
    return BrokenCharacter(
        broken.start(),
        f"'{broken[0]}' in '{near}', a character of UTF-8 taken for two of Windows-1252",
        "whole words" if "\ufffd" in meant else f"'{meant}'",
    )


def _decode_wide(content: bytes) -> Decoded:
    # Latin text in UTF-16 has its zero bytes all on one side.
    even, odd = content[0::2].count(0), content[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) > len(content) // 8 and min(even, odd) < len(content) // 100 + 1:
        return Decoded(content.decode(encoding, "replace"), _NAMES[encoding])
    raise UnreadableDocumentError("bytes that are no text in any encoding", "text in UTF-8")


def _decode_narrow(content: bytes) -> Decoded:
    replaced = content.decode("utf-8", "replace")
    lost = replaced.count("\ufffd")
    kept = sum(1 for character in replaced if character > "\x7f") - lost
    if kept * _RARELY_BY_CHANCE >= lost:
        return Decoded(replaced)  # UTF-8 that was damaged: each place is reported
    western = content.decode("cp1252", "replace")
    if _reads_as_western(western):
        return Decoded(western, _NAMES["cp1252"])
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=_OTHER_ENCODINGS).best()
    if best is None:
        return Decoded(western, _NAMES["cp1252"])
    return Decoded(str(best), _NAMES.get(best.encoding, best.encoding))


def _reads_as_western(text: str) -> bool:
    beyond_ascii = [character for character in text if character > "\x7f"]
    letters = sum(1 for character in text if character.isalpha())
    accented = sum(1 for character in beyond_ascii if character.isalpha())
    # A word of Russian in Windows-1251 looks like nothing but accents.
    return _TYPED_IN_WESTERN_EUROPE.issuperset(beyond_ascii) and accented * 3 <= letters
