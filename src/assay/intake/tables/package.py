"""Opens a workbook's container and hands out its parts, no more than may be read.

A workbook is a ZIP archive of XML parts.  Parts are read as streams with their
bytes counted, because the sizes that an archive states may be untrue, and a
part of a few kilobytes may unpack to gigabytes.  Paths inside the archive are
only ever looked up in its own list; nothing is written anywhere.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple

from lxml import etree

from assay.intake.tables.table import UnreadableTableError

MOST_BYTES: Final = 400 * 1024 * 1024
_MOST_IN_MEMORY: Final = 32 * 1024 * 1024
_MOST_PARTS: Final = 10_000
_SOUND: Final = "a sound XLSX file"
_MACROS: Final = "vbaproject.bin"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_RAISED_BY_ARCHIVES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
)


class Relationship(NamedTuple):
    """What a part points at: which kind of thing, and where it stands in the archive."""

    kind: str
    path: str


class _CountedStream(io.RawIOBase):
    """Reads a part and stops where all parts together get too long."""

    def __init__(self, stream: io.BufferedIOBase, count: Callable[[int], None]) -> None:
        self._stream = stream
        self._count = count

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, and count them."""
        content = self._stream.read(size)
        self._count(len(content))
        return content


class Package:
    """The parts of one workbook."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _RAISED_BY_ARCHIVES as error:
            raise UnreadableTableError("a damaged workbook", _SOUND) from error
        names = self._archive.namelist()
        if len(names) > _MOST_PARTS:
            raise UnreadableTableError(f"a workbook of {len(names):,} parts", _SOUND)
        # Names are compared as Excel compares them, without regard to case.
        self._names: Mapping[str, str] = {name.lower().lstrip("/"): name for name in names}
        self._bytes_left = MOST_BYTES
        self._refuse_what_is_no_plain_workbook()

    def has(self, path: str) -> bool:
        """Say whether the archive has a part of this path."""
        return path.lower() in self._names

    @contextmanager
    def open(self, path: str) -> Iterator[_CountedStream]:
        """Yield the stream of a part; whatever is wrong with it refuses the workbook."""
        try:
            with self._archive.open(self._names[path.lower()]) as stream:
                yield _CountedStream(stream, self._take)  # type: ignore[arg-type]
        except etree.XMLSyntaxError as error:
            raise UnreadableTableError("a workbook with a part that is no XML", _SOUND) from error
        except _RAISED_BY_ARCHIVES as error:
            raise UnreadableTableError("a damaged workbook", _SOUND) from error

    def parse(self, path: str) -> etree._Element:
        """Return a small part as a tree."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        with self.open(path) as stream:
            content = stream.read(_MOST_IN_MEMORY + 1)
            if len(content) > _MOST_IN_MEMORY:
                raise UnreadableTableError("a workbook with an overlong part", _SOUND)
            root = etree.fromstring(content, parser)
        refuse_declarations(root)
        return root

    def stream(self, path: str, *tags: str) -> Iterator[etree._Element]:
        """Yield each element of these names as soon as it is whole, and forget it after."""
        with self.open(path) as stream:
            elements = etree.iterparse(
                stream, events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                remove_pis=True,
            )  # fmt: skip
            for number, (_, element) in enumerate(elements):
                if not number:
                    refuse_declarations(element)
                yield element
                _forget(element)

    def relationships(self, path: str) -> Mapping[str, Relationship]:
        """Return what a part points at inside the archive, by the name it uses for it."""
        folder, name = posixpath.split(path)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(listed):
            return {}
        found = {}
        for each in self.parse(listed):
            if each.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            kind = each.get("Type", "").rpartition("/")[2]
            found[each.get("Id", "")] = Relationship(kind, target.lstrip("/"))
        return found

    def _take(self, size: int) -> None:
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise UnreadableTableError(
                f"a workbook that unpacks to more than {MOST_BYTES // 2**20} MB",
                "a register in smaller parts",
            )

    def _refuse_what_is_no_plain_workbook(self) -> None:
        if any(name.rpartition("/")[2] == _MACROS for name in self._names):
            raise UnreadableTableError("a workbook with macros", "it saved as XLSX, without them")
        if "xl/workbook.bin" in self._names:
            raise UnreadableTableError("a binary workbook (XLSB)", "it saved as XLSX")
        if "mimetype" in self._names:
            raise UnreadableTableError("an OpenDocument file", "it saved as XLSX or CSV")
        if "word/document.xml" in self._names:
            raise UnreadableTableError("a Word document", "a CSV or XLSX file")
        if not self.has("_rels/.rels"):
            raise UnreadableTableError("a ZIP archive that is no workbook", "a CSV or XLSX file")


def relationship_id(element: etree._Element) -> str:
    """Return the name under which an element points at another part."""
    return element.get(_ID) or element.get(_STRICT_ID) or ""


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, which two editions write differently."""
    return str(element.tag).rpartition("}")[2]


def refuse_declarations(element: etree._Element) -> None:
    """Refuse XML that declares entities: no spreadsheet does, and bombs are made so."""
    if element.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        raise UnreadableTableError("a workbook that declares XML entities", _SOUND)


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None and parent is not None:
        del parent[0]
