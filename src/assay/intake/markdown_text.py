"""What a reader of Markdown sees of a line of text: no marks, no addresses, no comments."""

import html
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from markdown_it.token import Token

_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_LINE_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Visible(NamedTuple):
    """A text as it is seen, and how many comments in it are not."""

    text: str
    comments: int = 0


def visible_text(tokens: Iterable[Token]) -> Visible:
    """Return what is seen of the parts of one line."""
    seen = [_visible_part(token) for token in tokens]
    return Visible("".join(each.text for each in seen), sum(each.comments for each in seen))


def without_tags(source: str) -> Visible:
    """Return what is seen of HTML."""
    shown, comments = _COMMENT.subn("", source)
    return Visible(html.unescape(_TAG.sub("", _LINE_BREAK.sub("\n", shown))), comments)


def _visible_part(token: Token) -> Visible:
    match token.type:
        case "softbreak":
            return Visible(" ")
        case "hardbreak":
            return Visible("\n")
        case "html_inline":
            return without_tags(token.content)
        case _:
            return Visible(token.content)
