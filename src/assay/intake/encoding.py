"""Which characters the bytes of a text file stand for.

Old exports do not say how they were written, and a wrong guess turns every
umlaut into something else without any error.  So an encoding is believed when
the file carries its mark or is valid UTF-8; else the candidates are compared
by what they make of the words in the file (``assay.intake.old_encodings``), and
the choice is said to people.  What does not fit becomes U+FFFD, to be named
by ``assay.intake.broken_characters``.
"""

from dataclasses import dataclass
from typing import Final

from assay.intake.broken_characters import BROKEN_CHARACTER
from assay.intake.old_encodings import likeliest_encoding

UTF_8: Final = "UTF-8"

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig", UTF_8),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_BYTES_LOOKED_AT: Final = 4096
_NEARLY_ALL: Final = 0.98
# Blanks, line ends and digits are ASCII in every script's texts.
_LEAST_ASCII: Final = 0.05
# Of other encodings' bytes beyond ASCII, some one in ten makes UTF-8 by chance.
_RARELY_BY_CHANCE: Final = 3


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was in as people call it, and whether that is a guess."""

    text: str
    encoding: str
    is_guess: bool = False


def decode_text(content: bytes) -> Decoded:
    """Return the text of any bytes, whatever its encoding."""
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            return Decoded(content.decode(encoding, "replace"), name)
    if encoding := _wide_encoding(content):
        return Decoded(content.decode(encoding, "replace"), "UTF-16")
    try:
        return Decoded(content.decode("utf-8"), UTF_8)
    except UnicodeDecodeError:
        pass
    damaged = content.decode("utf-8", "replace")
    if _was_once_utf_8(damaged):
        return Decoded(damaged, UTF_8)
    encoding, name = likeliest_encoding(content)
    return Decoded(content.decode(encoding, "replace"), name, is_guess=True)


def _wide_encoding(content: bytes) -> str:
    """Return UTF-16 where it makes text of bytes with zeros among them."""
    head = content[:_BYTES_LOOKED_AT]
    if b"\0" in head:
        for encoding in ("utf-16-le", "utf-16-be"):
            if _is_plain_text(head[: len(head) // 2 * 2].decode(encoding, "replace")):
                return encoding
    return ""


def _is_plain_text(text: str) -> bool:
    # With the bytes the wrong way round, blanks and line ends are no ASCII.
    seen = sum(
        (char.isprintable() and char != BROKEN_CHARACTER) or char in "\t\r\n" for char in text
    )
    ascii_ones = sum(map(str.isascii, text))
    return seen >= len(text) * _NEARLY_ALL and ascii_ones >= len(text) * _LEAST_ASCII


def _was_once_utf_8(damaged: str) -> bool:
    broken = damaged.count(BROKEN_CHARACTER)
    whole = len(damaged) - len(damaged.encode("ascii", "ignore")) - broken
    return whole * _RARELY_BY_CHANCE >= broken
