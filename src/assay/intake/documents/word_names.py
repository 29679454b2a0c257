"""The names of WordprocessingML, in both families: ECMA's, which all write, and ISO strict."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from assay.intake.xml_parts import Element

_ECMA: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DRAWING_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_OFF: Final = {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the full names of one family."""

    family: str

    def __call__(self, name: str) -> str:
        """Return the full name of an element or attribute."""
        return f"{{{self.family}}}{name}"

    def value(self, element: Element | None, attribute: str = "val") -> str:
        """Return an attribute's text, empty where the element or the attribute is not there."""
        return "" if element is None else element.get(self(attribute)) or ""

    def number(self, element: Element | None, attribute: str = "val") -> int | None:
        """Return an attribute's whole number, or nothing where it is none."""
        try:
            return int(self.value(element, attribute))
        except ValueError:
            return None

    def is_on(self, element: Element | None) -> bool:
        """Return whether a property that is either there or switched off holds."""
        return element is not None and self.value(element) not in _OFF


@cache
def _names(family: str) -> Names:
    return Names(family)


def names_of(root: Element | None) -> Names:
    """Return the names of the family that a part is written in."""
    strict = root is not None and str(root.tag).startswith(f"{{{_STRICT}}}")
    return _names(_STRICT if strict else _ECMA)
