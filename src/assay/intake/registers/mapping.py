"""Decides which column is read as which field, and says so.

Two columns may name one field.  Where one of them names it more surely, that
one is taken; a running number gives way to any other key; else nobody can tell,
and it is a problem that a mapping given by the caller solves.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from assay.domain.item import Item
from assay.domain.reading import MatchedBy
from assay.intake.registers.field import fields_of
from assay.intake.registers.guessing import guess_columns
from assay.intake.registers.heading import LONGEST, fold_heading, match_heading, spell_heading
from assay.intake.registers.mapped import Claim, Heading, Mapped

_RUNNING_NUMBER: Final = frozenset({"no", "number", "#", "nr", "num", "n", "lfd nr"})
_SUREST_FIRST: Final = {by: rank for rank, by in enumerate(MatchedBy)}


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
    left += _settle(claims, mapped, kind)
    if with_guesses:
        left = guess_columns(left, kind, mapped)
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
        if len(text) <= LONGEST and (found := match_heading(text, kind)):
            return Claim(heading, text, *found)
    return None


def _settle(claims: list[Claim], mapped: Mapped, kind: type[Item]) -> list[Heading]:
    """Give each column its field, those first that can be only one; return who goes without."""
    required = {name for name, field in fields_of(kind).items() if field.is_required}
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
            needed = tuple(name for name in first.fields if name in required)
            sure = [first._replace(fields=(needed or first.fields)[:1])]
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
    # Its own name may be another field's synonym, and that field may be the one it gets.
    is_own = claim.matched_by is not MatchedBy.NAME or fold_heading(claim.text) == fold_heading(
        name
    )
    by = claim.matched_by if is_own else MatchedBy.SYNONYM
    mapped.add(claim.heading, claim.text, name, by)


def _by_sureness(claim: Claim) -> tuple[int, int]:
    return _SUREST_FIRST[claim.matched_by], claim.heading.column


def _is_running_number(claim: Claim) -> bool:
    return (
        claim.matched_by is not MatchedBy.CALLER
        and (spell_heading(claim.text) or claim.text.strip()) in _RUNNING_NUMBER
    )
