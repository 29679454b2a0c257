"""Finds characters that were lost or garbled before a text came here.

A broken character (U+FFFD) is what is left of one that could not be decoded;
what it was is lost.  ``MÃ¼ller`` is a text that was decoded wrongly once, bytes
of UTF-8 taken for Windows-1252, and can be guessed back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BROKEN_CHARACTER: Final = "\ufffd"

# What the bytes of UTF-8 look like to somebody who takes them for Windows-1252.
_SECOND_BYTES: Final = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ\u2018\u2019\u201c\u201d•\u2013\u2014˜™š›œžŸ¡-¿"  # noqa: RUF001
GARBLED: Final = re.compile(f"Ã[{_SECOND_BYTES}]|Â[¡-¿]|â€[{_SECOND_BYTES}]")
"""Two or three characters that were one."""

_BROKEN: Final = re.compile(f"{BROKEN_CHARACTER}+|{GARBLED.pattern}")
_MOST_REPORTED: Final = 20
_SHOWN_BESIDE: Final = 20


@dataclass(frozen=True, slots=True)
class BrokenCharacter:
    """Where a character was lost before the file came here."""

    position: int
    found: str
    expected: str


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


def mend_garbled(text: str) -> str:
    """Return the text with what was decoded wrongly once decoded rightly, where that is told."""
    return GARBLED.sub(_decode_again, text)


def _decode_again(garbled: re.Match[str]) -> str:
    try:
        return garbled[0].encode("cp1252").decode("utf-8")
    except ValueError:
        return garbled[0]


def _describe(text: str, broken: re.Match[str]) -> BrokenCharacter:
    line_start = text.rfind("\n", 0, broken.start()) + 1
    first = max(line_start, broken.start() - _SHOWN_BESIDE)
    near = text[first : broken.end() + _SHOWN_BESIDE].partition("\n")[0]
    if broken[0].startswith(BROKEN_CHARACTER):
        return BrokenCharacter(broken.start(), f"a broken character in '{near}'", "whole words")
    meant = _decode_again(broken)
    return BrokenCharacter(
        broken.start(),
        f"'{broken[0]}' in '{near}', a character of UTF-8 taken for two of Windows-1252",
        "whole words" if meant == broken[0] else f"'{meant}'",
    )
