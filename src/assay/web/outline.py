"""Headings of a text inside of a page: the page has the first level, and none is left out."""

from collections.abc import Iterable, Iterator
from typing import Final

_OF_THE_TEXT: Final = 2
_DEEPEST: Final = 6


def heading_levels(levels: Iterable[int]) -> Iterator[int]:
    """Say for each heading of a text the level that it has on the page.

    Documents begin at any level and skip some; somebody who hears the page
    would look for the missing ones.
    """
    above: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        yield min(_OF_THE_TEXT + len(above) - 1, _DEEPEST)
