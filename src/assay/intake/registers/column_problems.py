"""Says what is wrong with the columns of a register as a whole, once and not for each row."""

from collections.abc import Iterator, Mapping

from assay.domain.item import Item, column_names
from assay.domain.problem import Place, Problem
from assay.intake.broken_characters import BROKEN_CHARACTER
from assay.intake.registers.field import fields_of, key_instead
from assay.intake.registers.header import Header
from assay.intake.registers.heading import fold_heading
from assay.intake.tables.table import column_letters

_NAMES_SHOWN = 3


def column_problems(
    header: Header, kind: type[Item], place: Place, asked_for: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield which columns are missing, double or not to be found."""
    at_header = Place(place.file, place.sheet, header.last_line)
    for name, claims in header.mapped.rivals.items():
        found = " and ".join(
            f"'{claim.text}' ({column_letters(claim.heading.column)})" for claim in claims
        )
        expected = f"one of them, or a mapping that says which is {name}"
        yield Problem(at_header, f"{found} may both be {name}", expected)
    for name in _fields_without_column(header, kind):
        names = " or ".join(column_names(kind)[name][:_NAMES_SHOWN])
        yield Problem(at_header, f"no column for {name}", f"one called {names}")
    texts = [text for heading in header.headings for text in heading.texts]
    present = {fold_heading(text) for text in texts}
    for heading, name in asked_for.items():
        if fold_heading(heading) not in present:
            found = f"no heading '{heading}', which a mapping reads as {name or 'nothing'}"
            yield Problem(at_header, found, "a mapping of headings that are there")
    for text in texts:
        if BROKEN_CHARACTER in text:
            yield Problem(at_header, f"'{text}'", "text without broken characters")


def lacks_required(header: Header, kind: type[Item]) -> bool:
    """Say whether a column is missing without which no row can be an item.

    A text may be empty where nobody said it; a key, a date or a number may not.
    """
    needed = {
        name
        for name, field in fields_of(kind).items()
        if field.is_required and not field.is_key and not field.may_be_empty
    }
    return not needed <= header.mapped.fields or not _tells_keys(header, kind)


def _tells_keys(header: Header, kind: type[Item]) -> bool:
    sources = {"key", *kind.key_from, *key_instead(kind)}
    return not header.mapped.fields.isdisjoint(sources)


def _fields_without_column(header: Header, kind: type[Item]) -> Iterator[str]:
    if not _tells_keys(header, kind):
        yield "key"
    for name, field in fields_of(kind).items():
        has_column = name in header.mapped.fields or name in header.mapped.rivals
        if field.is_required and not field.is_key and not has_column:
            yield name
