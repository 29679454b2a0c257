"""Parses XML made by strangers: no entities, no network, no depth without end.

What a newcomer would get wrong: leaving entities unresolved is not enough, for
they still burst inside attributes.  Office files never declare any, so a
declaration is refused before the parser sees it; and an encoding in which a
declaration would look otherwise is refused as well.
"""

import re
from collections.abc import Iterator
from typing import Final, Protocol

from lxml import etree

from assay.intake.unreadable import UnreadableFileError

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it

_ENCODINGS: Final = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
_DECLARED_ENCODING: Final = re.compile(rb"""^[^>]{0,80}encoding\s*=\s*["']([^"']{1,40})["']""")
_DECLARATIONS: Final = ("<!DOCTYPE", "<!ENTITY")
_IN_BYTES: Final = tuple(
    (declaration, declaration.encode(encoding))
    for declaration in _DECLARATIONS
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_LONGEST_DECLARATION: Final = max(len(encoded) for _, encoded in _IN_BYTES)
_STARTS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?[ \t\r\n]*<[^\0]|(?:\xff\xfe)?<\0[^\0]|(?:\xfe\xff)?\0<\0[^\0]"
)
_AS_WRITTEN: Final = "XML as an office program writes it"


class _Stream(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def parse_xml(content: bytes, name: str) -> Element:
    """Return the root of one part, or refuse it by name."""
    _refuse_start(content, name)
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
        raise UnreadableFileError(f"{name} is {_fault(error)}", _AS_WRITTEN) from error
    except ValueError as error:
        raise _no_xml(name) from error


def stream_xml(stream: _Stream, name: str, tags: tuple[str, ...]) -> Iterator[Element]:
    """Yield each element of these names as soon as it is whole, and forget it after."""
    elements = etree.iterparse(
        _Screened(stream, name),
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in elements:
            yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(f"{name} is {_fault(error)}", _AS_WRITTEN) from error


def local_name(element: Element) -> str:
    """Return an element's name without its namespace, which two editions write differently."""
    return str(element.tag).rpartition("}")[2]


class _Screened:
    """Hands on a stream after a look at each piece of it, and at where two pieces meet."""

    def __init__(self, stream: _Stream, name: str) -> None:
        self._stream = stream
        self._name = name
        self._before = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, unless they declare what they may not."""
        content = self._stream.read(size)
        if not self._before:
            _refuse_start(content, self._name)
        _refuse_declarations(self._before + content, self._name)
        self._before = content[-_LONGEST_DECLARATION:] or self._before
        return content


def _refuse_start(content: bytes, name: str) -> None:
    if not _STARTS.match(content):
        raise _no_xml(name)
    declared = _DECLARED_ENCODING.match(content)
    if declared and declared[1].decode("latin-1").lower() not in _ENCODINGS:
        raise UnreadableFileError(
            f"{name} is in the encoding {declared[1].decode('latin-1')!r}", "XML in UTF-8"
        )


def _refuse_declarations(content: bytes, name: str) -> None:
    for declaration, encoded in _IN_BYTES:
        if encoded in content:
            raise UnreadableFileError(
                f"{name} declares entities ({declaration})", "XML without declarations"
            )


def _no_xml(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name} is not XML", _AS_WRITTEN)


def _fault(error: etree.XMLSyntaxError) -> str:
    message = str(error).lower()
    if "depth" in message:
        return "XML nested too deeply"
    if "huge" in message or "too long" in message:
        return "XML with one text of more than 10 MB"
    return f"XML that is broken at line {error.lineno}"


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None and parent is not None:
        del parent[0]
