"""Reads a column of choices, or of yes and no.

A choice is found under its own name however it is spelled; a word that people
use for it is taken only where it can mean no other choice of the field, and is
said.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from assay.domain.cell_text import PLACEHOLDERS
from assay.intake.plain_letters import without_accents
from assay.intake.registers.value import NOTHING, Unreadable, Value
from assay.intake.registers.words import NO, YES, words_alike
from assay.intake.tables.cell import Cell, show

_NO_WORD: Final = re.compile(r"[\W_]+")
_BLANKS: Final = re.compile(r"\s+")


class ChoiceReader:
    """Reads the cells of one column of choices."""

    def __init__(self, choices: type[StrEnum]) -> None:
        self._values = {choice.value: choice for choice in choices}
        self._spelled = {_spell(choice.value): choice for choice in choices}
        self._spelled |= {
            _spell(choice.name): choice
            for choice in choices
            if _spell(choice.name) not in self._spelled
        }
        self._expected = " or ".join(choice.value for choice in choices)
        self._taken_for: dict[str, str] = {}

    def read(self, cell: Cell) -> Value:
        """Return the choice in a cell."""
        text = show(cell)
        if found := self._values.get(text) or self._spelled.get(_spell(text)):
            return found
        word = _BLANKS.sub(" ", text.casefold())
        if found := self._by_another_word(word):
            self._taken_for.setdefault(text, found.value)
            return found
        return NOTHING if word in PLACEHOLDERS else Unreadable(self._expected)

    def remarks(self) -> Iterable[str]:
        """Yield which words were taken for which choice."""
        for text, choice in self._taken_for.items():
            yield f"'{text}' is read as {choice}"

    def _by_another_word(self, word: str) -> StrEnum | None:
        meant = {
            choice
            for words in words_alike(word)
            for spelled, choice in self._spelled.items()
            if spelled in {_spell(each) for each in words}
        }
        return meant.pop() if len(meant) == 1 else None


class YesNoReader:
    """Reads the cells of one column of yes and no."""

    _expected = "yes or no"

    def read(self, cell: Cell) -> Value:
        """Return whether a cell says yes."""
        if isinstance(cell, bool):
            return cell
        word = show(cell).casefold().strip(".!")
        if word in YES:
            return True
        return False if word in NO else Unreadable(self._expected)

    def remarks(self) -> Iterable[str]:
        """Yield nothing: a yes is a yes."""
        return ()


def _spell(text: str) -> str:
    return _NO_WORD.sub("", without_accents(text))
