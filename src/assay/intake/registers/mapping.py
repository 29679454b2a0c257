"""Decides which column is read as which field, and says so.

Two columns may name one field.  Where one of them names it more surely, that
one is taken; a running number gives way to any other key; else nobody can tell,
and it is a problem that a mapping given by the caller solves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from assay.domain.item import Item
from assay.domain.reading import MappedColumn, MatchedBy
from assay.intake.registers.heading import fold_heading, guess_heading, match_heading, spell_heading
from assay.intake.tables.table import column_letters

_RUNNING_NUMBER: Final = frozenset({"no", "number", "#", "nr", "num", "n", "lfd nr"})
_SUREST_FIRST: Final = {by: rank for rank, by in enumerate(MatchedBy)}
_LONGEST_HEADING: Final = 200


class Heading(NamedTuple):
    """What stands over one column: the texts it may be called by, the likeliest first."""

    column: int
    texts: tuple[str, ...]


class Claim(NamedTuple):
    """A column's claim to be read as one of some fields."""

    heading: Heading
    text: str
    matched_by: MatchedBy
    fields: tuple[str, ...]


@dataclass(slots=True)
class Mapped:
    """Which columns are read as what, which are not, and where that cannot be told."""

    columns: dict[int, MappedColumn] = field(default_factory=dict)
    unmapped: list[Heading] = field(default_factory=list)
    rivals: dict[str, list[Claim]] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that have a column."""
        return frozenset(each.field for each in self.columns.values())


def map_columns(
    headings: Sequence[Heading],
    kind: type[Item],
    asked_for: Mapping[str, str],
    *,
    with_guesses: bool,
) -> Mapped:
    """Return the mapping of columns to fields; ``asked_for`` wins, and "" there means: no field."""
    mapped = Mapped()
    wishes = {fold_heading(heading): name for heading, name in asked_for.items()}
    claims: list[Claim] = []
    left: list[Heading] = []
    for heading in headings:
        claim = _claim(heading, kind, wishes)
        if claim is None:
            left.append(heading)
        elif claim.fields:
            claims.append(claim)
        else:
            mapped.unmapped.append(heading)
    left += _settle(claims, mapped)
    if with_guesses:
        left = _guess(left, kind, mapped)
    mapped.unmapped = sorted([*mapped.unmapped, *left])
    return mapped


def _claim(heading: Heading, kind: type[Item], wishes: Mapping[str, str]) -> Claim | None:
    for text in heading.texts:
        wish = wishes.get(fold_heading(text))
        if wish is not None and (not wish or wish in kind.model_fields):
            return Claim(heading, text, MatchedBy.CALLER, (wish,) if wish else ())
    for text in heading.texts:
        if text in kind.model_fields:
            return Claim(heading, text, MatchedBy.NAME, (text,))
        if len(text) <= _LONGEST_HEADING and (found := match_heading(text, kind)):
            return Claim(heading, text, *found)
    return None


def _settle(claims: list[Claim], mapped: Mapped) -> list[Heading]:
    """Give each column its field, those first that can be only one; return who goes without."""
    left: list[Heading] = []
    taken: set[str] = set()
    while claims:
        open_claims = [
            claim._replace(fields=tuple(name for name in claim.fields if name not in taken))
            for claim in claims
        ]
        left += [claim.heading for claim in open_claims if not claim.fields]
        claims = [claim for claim in open_claims if claim.fields]
        sure = [claim for claim in claims if len(claim.fields) == 1]
        if not sure and claims:
            first = min(claims, key=_by_sureness)
            sure = [first._replace(fields=first.fields[:1])]
        for name in dict.fromkeys(claim.fields[0] for claim in sure):
            taken.add(name)
            _award(name, [claim for claim in sure if claim.fields[0] == name], mapped)
        settled = {claim.heading for claim in sure}
        winners = set(mapped.columns)
        left += [each.heading for each in sure if each.heading.column not in winners]
        claims = [claim for claim in claims if claim.heading not in settled]
    return left


def _award(name: str, claims: list[Claim], mapped: Mapped) -> None:
    if name == "key" and not all(map(_is_running_number, claims)):
        claims = [claim for claim in claims if not _is_running_number(claim)]
    surest = min(map(_by_sureness, claims))[0]
    best = [claim for claim in claims if _by_sureness(claim)[0] == surest]
    if len(best) > 1:
        mapped.rivals[name] = best
        return
    claim = best[0]
    mapped.columns[claim.heading.column] = _column(
        claim.heading, claim.text, name, claim.matched_by
    )


def _guess(left: Iterable[Heading], kind: type[Item], mapped: Mapped) -> list[Heading]:
    """Map what comes close to one field that has no column yet."""
    free = set(kind.model_fields) - mapped.fields - set(mapped.rivals)
    guesses: dict[str, list[tuple[Heading, str]]] = {}
    rest: list[Heading] = []
    for heading in left:
        found = ((guess_heading(text[:_LONGEST_HEADING], kind), text) for text in heading.texts)
        name, text = next(((name, text) for name, text in found if name in free), ("", ""))
        if name:
            guesses.setdefault(name, []).append((heading, text))
        else:
            rest.append(heading)
    for name, guessed in guesses.items():
        if len(guessed) > 1:
            rest += [heading for heading, _ in guessed]
            continue
        heading, text = guessed[0]
        mapped.columns[heading.column] = _column(heading, text, name, MatchedBy.GUESS)
    return rest


def _column(heading: Heading, text: str, name: str, by: MatchedBy) -> MappedColumn:
    return MappedColumn(column_letters(heading.column), text, name, by)


def _by_sureness(claim: Claim) -> tuple[int, int]:
    return _SUREST_FIRST[claim.matched_by], claim.heading.column


def _is_running_number(claim: Claim) -> bool:
    return (
        claim.matched_by is not MatchedBy.CALLER
        and (spell_heading(claim.text) or claim.text.strip()) in _RUNNING_NUMBER
    )
