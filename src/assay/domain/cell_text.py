"""How one value is written into one cell of a register, and taken out again.

What Assay writes and what it reads must agree to the character, so both sides
use these functions.  Three things would go wrong without them:

- A spreadsheet runs a cell that begins with ``=`` or ``+`` as a formula.  Such
  text gets a leading apostrophe, the *mark*, which comes off when it is read.
- A list in one cell needs a separator, and an element may hold that separator.
  Then the cell holds a JSON array instead.
- Text may happen to read as something else where it stands: a reference
  ``n/a`` as no reference, a key ``Total`` as a sum under the table.  The mark
  says that it is meant as written.
"""

import json
import re
from collections.abc import Set as AbstractSet
from typing import Final

MARK: Final = "'"

# The four that spreadsheets run, their full-width forms that some locales run
# too, and the mark itself, so that a marked text can always be told from a plain one.
_STARTS: Final = frozenset("=+-@\t\r" + MARK + "\uff1d\uff0b\uff0d\uff20")

PLACEHOLDERS: Final = frozenset(
    {
        "-", "--", "---", "\u2013", "\u2014", "/", ".", "n/a", "n.a.", "n.a", "na", "none", "nil",
        "null", "not applicable", "k.a.", "k. a.", "keine", "keiner", "nicht zutreffend", "s/o",
        "s.o.", "aucun", "aucune", "n.v.t.", "ninguno", "ninguna", "nessuno", "nessuna",
    }
)  # fmt: skip
"""What people write into a cell to say that there is nothing to say, in small letters."""

_TOTALS: Final = frozenset(
    {
        "total", "totals", "grand total", "subtotal", "sub total", "sum", "summe", "gesamt",
        "gesamtsumme", "zwischensumme", "total général", "sous-total", "somme", "suma",
        "totale", "somma", "average", "mean", "mittelwert", "moyenne", "promedio", "media",
        "count", "anzahl",
    }
)  # fmt: skip
# A total may go on: "Total: 12", "Sum (EUR)".
_BEFORE_A_SUM: Final = re.compile(r"([^\W\d_][^\d:=(]*?)\s*(?:[:=(].*|\d+)?", re.DOTALL)
_BULLET: Final = re.compile("[-*\u2022\u2023\u25aa\u25cf\u00b7\u2013][ \t\u00a0]+")
_BETWEEN: Final = re.compile("[;\n]")
_BETWEEN_KEYS: Final = re.compile("[;,\n]")
_NO_WORDS: Final[frozenset[str]] = frozenset()


def mark_text(text: str, words: AbstractSet[str] = _NO_WORDS) -> str:
    """Return the text as a cell holds it; ``words`` are those that would read as something else."""
    return MARK + text if _needs_mark(text, words) else text


def unmark_text(cell: str, words: AbstractSet[str] = _NO_WORDS) -> str:
    """Return the text that a cell holds, exactly one mark off where there is one."""
    # An apostrophe that opens a quotation is the text's own and stays.
    if cell.startswith(MARK) and _needs_mark(cell[1:], words):
        return cell[1:]
    return cell


def mark_key(key: str, *, stands_alone: bool) -> str:
    """Return a key as a cell holds it, marked where its row could be taken for no item."""
    is_plain = not (stands_alone or key.casefold() == "key" or reads_as_total(key))
    return mark_text(key) if is_plain else MARK + key


def unmark_key(cell: str) -> str:
    """Return the key that a cell holds."""
    return cell.removeprefix(MARK)


def reads_as_total(text: str) -> bool:
    """Say whether a text is what the first cell of a sum under a table holds."""
    match = _BEFORE_A_SUM.fullmatch(text.strip())
    return match is not None and match[1].casefold() in _TOTALS


def split_list(cell: str, *, of_keys: bool) -> tuple[str, ...]:
    """Return the elements of a list in one cell; keys may stand between commas too."""
    if cell.startswith("[") and (elements := _parse_array(cell)) is not None:
        return elements
    lines = (_BULLET.sub("", line.strip(), count=1) for line in cell.split("\n"))
    parts = (_BETWEEN_KEYS if of_keys else _BETWEEN).split("\n".join(lines))
    return tuple(part for part in map(str.strip, parts) if part)


def join_list(elements: tuple[str, ...], *, of_keys: bool) -> str:
    """Return a list as one cell holds it: readable where that can be read back, else JSON."""
    plain = "; ".join(elements)
    if split_list(plain, of_keys=of_keys) == elements:
        return plain
    return json.dumps(elements, ensure_ascii=False)


def _needs_mark(text: str, words: AbstractSet[str]) -> bool:
    return bool(text) and (text[0] in _STARTS or text.casefold() in words)


def _parse_array(cell: str) -> tuple[str, ...] | None:
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        return None
    return tuple(found)
