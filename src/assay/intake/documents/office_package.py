"""Finds its way in an Office Open XML package: content types and relationships.

What a newcomer would get wrong: parts are found by following relationships,
not by their usual names.  ``word/document.xml`` is a habit of Word, no rule.
"""

import posixpath
from typing import Final

from assay.intake.documents.archives import Archive
from assay.intake.documents.unreadable import UnreadableDocumentError
from assay.intake.documents.xml_parts import Element, parse_xml

_CONTENT_TYPES: Final = "[Content_Types].xml"


class OfficePackage:
    """The parts of one Word, Excel or PowerPoint file."""

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content)
        self._parsed: dict[str, Element] = {}
        if _CONTENT_TYPES not in self._archive.names:
            raise UnreadableDocumentError("a ZIP archive", "a Word document (.docx)")
        self.main_name = next(iter(self._targets("", "officeDocument")), "")
        self.main_type = self._content_type(self.main_name)
        self._refuse_macros()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return self._archive.names

    def main(self) -> Element:
        """Return the part that everything hangs on."""
        if self.main_name not in self._archive.names:
            raise UnreadableDocumentError("an office file without a main part", "a whole file")
        return self._parse(self.main_name)

    def related(self, kind: str, *, to: str | None = None) -> list[Element]:
        """Return the parts that a part (else the main one) names by a kind of relationship."""
        source = self.main_name if to is None else to
        return [self._parse(name) for name in self._targets(source, kind)]

    def content_related(self, kind: str) -> bytes:
        """Return the bytes of the first part of a kind that the main one names, or none."""
        names = self._targets(self.main_name, kind)
        return self._archive.read(names[0]) if names else b""

    def related_to_package(self, kind: str) -> Element | None:
        """Return a part that belongs to the file as a whole, such as its properties."""
        names = self._targets("", kind)
        return self._parse(names[0]) if names else None

    def _parse(self, name: str) -> Element:
        if name not in self._parsed:
            self._parsed[name] = parse_xml(self._archive.read(name), name)
        return self._parsed[name]

    def _targets(self, source: str, kind: str) -> list[str]:
        folder, base = posixpath.split(source)
        relationships = posixpath.join(folder, "_rels", f"{base}.rels")
        if relationships not in self._archive.names:
            return []
        found = (
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            for each in self._parse(relationships)
            # Both families of names (ECMA and ISO strict) end alike.
            if each.get("Type", "").rpartition("/")[2] == kind
            and each.get("TargetMode") != "External"
        )
        return [name for name in found if name in self._archive.names]

    def _content_type(self, name: str) -> str:
        ending = name.rpartition(".")[2].lower()
        by_ending = ""
        for each in self._parse(_CONTENT_TYPES):
            if each.get("PartName", "").lstrip("/") == name:
                return each.get("ContentType", "")
            if each.get("Extension", "").lower() == ending:
                by_ending = each.get("ContentType", "")
        return by_ending

    def _refuse_macros(self) -> None:
        macros = [name for name in self.names if name.lower().endswith("vbaproject.bin")]
        if macros or "macroenabled" in self.main_type.lower():
            where = f" ({macros[0]})" if macros else ""
            raise UnreadableDocumentError(
                f"an office file with macros{where}", "the same file saved without macros"
            )
