"""Finds its way in an Office Open XML package: content types and relationships.

What a newcomer would get wrong: parts are found by following relationships,
not by their usual names.  ``word/document.xml`` is a habit of Word, no rule.
Paths are only ever looked up in the archive's own list.
"""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from assay.intake.archive import Archive
from assay.intake.unreadable import UnreadableFileError
from assay.intake.xml_parts import Element, parse_xml, stream_xml

_RELATIONSHIPS: Final = "_rels/.rels"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_MACROS: Final = "vbaproject.bin"
WORD_DOCUMENT: Final = "a Word document"
WORKBOOK: Final = "a workbook"
_KINDS: Final = {
    "wordprocessingml": WORD_DOCUMENT,
    "spreadsheetml": WORKBOOK,
    "presentationml": "a presentation",
}


class Relationship(NamedTuple):
    """What a part points at: which kind of thing, and where it stands in the archive."""

    kind: str
    path: str


class OfficePackage:
    """The parts of one Word or Excel file; ``expected`` is what its readers hope for."""

    def __init__(self, content: bytes, *, expected: str) -> None:
        self._archive = Archive(content)
        self._parsed: dict[str, Element] = {}
        if self._archive.has("mimetype"):
            raise UnreadableFileError("an OpenDocument file", expected)
        if not self._archive.has(_RELATIONSHIPS):
            raise UnreadableFileError("a ZIP archive", expected)
        self.main_path = next(iter(self.paths("officeDocument", of="")), "")
        self.main_type = self._content_type(self.main_path)
        if self.main_path.endswith(".bin"):
            raise UnreadableFileError("a binary workbook (XLSB)", expected)
        self._refuse_macros()
        if not self.main_path:
            raise UnreadableFileError("an office file without a main part", "a whole file")

    @property
    def kind(self) -> str:
        """Return what the main part says that the file is, or nothing where it is unheard of."""
        return next((kind for word, kind in _KINDS.items() if word in self.main_type), "")

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return self._archive.names

    def main(self) -> Element:
        """Return the part that everything hangs on."""
        return self.parse(self.main_path)

    def parse(self, path: str) -> Element:
        """Return a part as a tree."""
        if path not in self._parsed:
            self._parsed[path] = parse_xml(self._archive.read(path), path)
        return self._parsed[path]

    def read_related(self, kind: str) -> bytes:
        """Return the bytes of the first part of a kind that the main one names, or none."""
        paths = self.paths(kind)
        return self._archive.read(paths[0]) if paths else b""

    def stream(self, path: str, *tags: str) -> Iterator[Element]:
        """Yield a part's elements of these names, for parts too large to be held whole."""
        with self._archive.open(path) as stream:
            yield from stream_xml(stream, path, tags)

    def paths(self, kind: str, *, of: str | None = None) -> list[str]:
        """Return the parts that a part (else the main one) names by a kind of relationship."""
        source = self.main_path if of is None else of
        return [each.path for each in self.relationships(source).values() if each.kind == kind]

    def related(self, kind: str) -> list[Element]:
        """Return the parts that the main one names by a kind of relationship, as trees."""
        return [self.parse(path) for path in self.paths(kind)]

    def related_to_package(self, kind: str) -> Element | None:
        """Return a part that belongs to the file as a whole, such as its properties."""
        paths = self.paths(kind, of="")
        return self.parse(paths[0]) if paths else None

    def relationships(self, path: str) -> Mapping[str, Relationship]:
        """Return what a part points at inside the archive, by the name it uses for it."""
        folder, base = posixpath.split(path)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self._archive.has(listed):
            return {}
        found: dict[str, Relationship] = {}
        for each in self.parse(listed):
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            target = target.lstrip("/")
            if each.get("TargetMode") != "External" and self._archive.has(target):
                # Both families of names (ECMA and ISO strict) end alike.
                kind = each.get("Type", "").rpartition("/")[2]
                found[each.get("Id", "")] = Relationship(kind, target)
        return found

    def _content_type(self, path: str) -> str:
        if not self._archive.has(_CONTENT_TYPES):
            return ""
        ending = path.rpartition(".")[2].lower()
        by_ending = ""
        for each in self.parse(_CONTENT_TYPES):
            if each.get("PartName", "").lstrip("/").lower() == path.lower():
                return each.get("ContentType", "")
            if each.get("Extension", "").lower() == ending:
                by_ending = each.get("ContentType", "")
        return by_ending

    def _refuse_macros(self) -> None:
        macros = [name for name in self.names if name.lower().endswith(_MACROS)]
        if macros or "macroenabled" in self.main_type.lower():
            where = f" ({macros[0]})" if macros else ""
            raise UnreadableFileError(
                f"an office file with macros{where}", "the same file saved without macros"
            )
