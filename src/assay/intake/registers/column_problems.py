"""Says what is wrong with the columns of a register as a whole, once and not for each row."""

from collections.abc import Iterator, Mapping

from assay.domain.item import Item, column_names
from assay.domain.problem import Place, Problem
from assay.intake.registers.field import fields_of
from assay.intake.registers.header import Header
from assay.intake.registers.heading import fold_heading
from assay.intake.tables.cell import BROKEN_CHARACTER
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
    """Say whether a column is missing without which no row can be an item."""
    needed = {name for name, field in fields_of(kind).items() if field.is_required}
    if needed - header.mapped.fields:
        return True
    return header.mapped.fields.isdisjoint({"key", *kind.key_from})


def _fields_without_column(header: Header, kind: type[Item]) -> Iterator[str]:
    mapped = header.mapped.fields
    if kind.key_from and mapped.isdisjoint({"key", *kind.key_from}):
        yield "key"
    for name, field in fields_of(kind).items():
        if field.is_required and name not in mapped and name not in header.mapped.rivals:
            yield name
