"""Documents that describe themselves: Markdown whose front matter gives them a key.

A team that keeps its policies in git has no second list of them.  What a
register says of a document stands; front matter speaks for those it leaves out.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from assay.domain.document import Document
from assay.domain.document_text import DocumentText
from assay.domain.problem import Place, Problem
from assay.domain.reading import RegisterReading
from assay.intake.registers.read import parse_register
from assay.intake.tables.delimited import decode_delimited

_FOUND_IN = "front matter"
_KEY = "document id"


@dataclass(frozen=True, slots=True)
class SelfDescribed:
    """The documents that no register lists, as they describe themselves."""

    readings: tuple[RegisterReading[Document], ...]
    problems: tuple[Problem, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents themselves."""
        return tuple(item for reading in self.readings for item in reading.items)


def documents_by_front_matter(
    texts: Mapping[str, DocumentText], listed: Collection[str]
) -> SelfDescribed:
    """Read the front matter of documents whose key no register lists."""
    readings = tuple(
        reading
        for path, text in texts.items()
        if (key := _key_in(text)) and key not in listed
        for reading in [_read(path, text)]
    )
    return SelfDescribed(
        readings, tuple(problem for reading in readings for problem in reading.problems)
    )


def _key_in(text: DocumentText) -> str:
    return _said(text).get(_KEY, "")


def _said(text: DocumentText) -> dict[str, str]:
    return {
        statement.name.replace("_", " "): statement.text
        for statement in text.declared
        if statement.found_in == _FOUND_IN
    }


def _read(path: str, text: DocumentText) -> RegisterReading[Document]:
    # One row of a register, so that front matter knows the same names and dates.
    said = _said(text) | {"file": path}
    sheet = io.StringIO()
    csv.writer(sheet).writerows([said.keys(), said.values()])
    row = decode_delimited(path, sheet.getvalue().encode())
    reading = parse_register(row, Document, columns={_KEY: "key"})
    return replace(reading, problems=tuple(_at_field(reading.problems, path)))


def _at_field(problems: tuple[Problem, ...], path: str) -> Iterator[Problem]:
    for problem in problems:
        yield replace(problem, place=Place(path, column=problem.place.column))
