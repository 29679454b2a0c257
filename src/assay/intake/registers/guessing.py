"""Guesses what a column is where its heading is no name of a field.

A guess is always shown as one.  The closest kind comes first: a slip of the
pen, then a heading that ends like that of a key (*Control ID*), then one that
has a word too many (*Next review date*).  Two columns with the same guess
leave it open.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assay.domain.item import Item
from assay.domain.reading import MatchedBy
from assay.intake.registers.heading import LONGEST, ends_like_a_key, guess_by_part, guess_heading
from assay.intake.registers.mapped import Heading, Mapped


@dataclass(frozen=True, slots=True)
class _State:
    """What is still to be guessed."""

    kind: type[Item]
    left: Sequence[Heading]
    free: AbstractSet[str]  # fields without a column
    first_column: int  # of the whole table


def guess_columns(left: Sequence[Heading], kind: type[Item], mapped: Mapped) -> list[Heading]:
    """Map what can be guessed, and return the headings that stay without a field."""
    columns = [*(heading.column for heading in left), *mapped.columns]
    for guess in (_by_closeness, _by_ending, _by_part):
        free = set(kind.model_fields) - mapped.fields - set(mapped.rivals)
        state = _State(kind, left, free, min(columns, default=0))
        guessed = {heading: guess(heading, state) for heading in left}
        names = Counter(name for name, _ in guessed.values())
        for heading, (name, text) in guessed.items():
            if name and names[name] == 1:
                mapped.add(heading, text, name, MatchedBy.GUESS)
        left = [heading for heading in left if heading.column not in mapped.columns]
    return list(left)


def _by_closeness(heading: Heading, state: _State) -> tuple[str, str]:
    guesses = ((guess_heading(text, state.kind), text) for text in _texts(heading))
    return next((guess for guess in guesses if guess[0] in state.free), ("", ""))


def _by_ending(heading: Heading, state: _State) -> tuple[str, str]:
    text = next((text for text in _texts(heading) if ends_like_a_key(text)), "")
    if not text or "key" not in state.free:
        return "", ""
    # Where several end so, only the first column of the table is likely to be the key.
    others = (each for other in state.left if other != heading for each in _texts(other))
    is_likely = heading.column == state.first_column or not any(map(ends_like_a_key, others))
    return ("key", text) if is_likely else ("", "")


def _by_part(heading: Heading, state: _State) -> tuple[str, str]:
    guesses = ((guess_by_part(text, state.kind, state.free), text) for text in _texts(heading))
    return next((guess for guess in guesses if guess[0]), ("", ""))


def _texts(heading: Heading) -> Iterator[str]:
    return (text[:LONGEST] for text in heading.texts)
