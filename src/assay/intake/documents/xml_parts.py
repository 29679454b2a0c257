"""Parses XML made by strangers: no entities, no network, no depth without end.

What a newcomer would get wrong: leaving entities unresolved is not enough, for
they still burst inside attributes.  Office files never declare any, so a
declaration is refused before the parser sees it.
"""

import re
from typing import Final

from lxml import etree

from assay.intake.documents.unreadable import UnreadableDocumentError

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it

_ENCODINGS: Final = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
_DECLARED_ENCODING: Final = re.compile(rb"""^[^>]{0,80}encoding\s*=\s*["']([^"']{1,40})["']""")
_DECLARATIONS: Final = ("<!DOCTYPE", "<!ENTITY")
_WELL_FORMED: Final = "XML as an office program writes it"


def parse_xml(content: bytes, name: str) -> Element:
    """Return the root of one part, or refuse it by name."""
    _refuse_declarations(content, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocumentError(f"{name} is {_fault(error)}", _WELL_FORMED) from error
    except ValueError as error:
        raise UnreadableDocumentError(f"{name} is not XML", _WELL_FORMED) from error


def _refuse_declarations(content: bytes, name: str) -> None:
    encodings = ("utf-16-le", "utf-16-be") if b"\x00" in content[:4] else ("ascii",)
    for declaration in _DECLARATIONS:
        if any(declaration.encode(encoding) in content for encoding in encodings):
            raise UnreadableDocumentError(
                f"{name} declares entities ({declaration})", "XML without declarations"
            )
    declared = _DECLARED_ENCODING.match(content)
    if declared and declared[1].decode("latin-1").lower() not in _ENCODINGS:
        raise UnreadableDocumentError(
            f"{name} is in the encoding {declared[1].decode('latin-1')!r}", "XML in UTF-8"
        )


def _fault(error: etree.XMLSyntaxError) -> str:
    message = str(error).lower()
    if "depth" in message:
        return "XML nested too deeply"
    if "huge" in message or "too long" in message:
        return "XML with one text of more than 10 MB"
    return f"XML that is broken at line {error.lineno}"
