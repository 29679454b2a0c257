"""Makes documents for tests, good ones and hostile ones, without a file of anybody's."""

import struct
import zlib
from collections.abc import Callable
from hashlib import md5
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import typst
from docx.document import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word(write: Callable[[Document], object] = lambda _: None) -> bytes:
    """Return a Word file that python-docx made."""
    document = docx.Document()
    write(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_of(text: str) -> bytes:
    """Return a Word file of one paragraph."""
    return word(lambda document: document.add_paragraph(text))


def archive(members: dict[str, bytes | str]) -> bytes:
    """Return a ZIP archive."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


def word_of_parts(
    body: str = "",
    *,
    main_type: str = MAIN_TYPE,
    family: str = W,
    before: str = "",
    parts: dict[str, str] | None = None,
    more: dict[str, bytes | str] | None = None,
) -> bytes:
    """Return a Word file written by hand: its body, and other parts by their relationship."""
    parts = parts or {}
    related = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind.split("-")[0]}" Target="{kind}.xml"/>'
        for number, kind in enumerate(parts)
    )
    return archive(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="r" '
                f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{_RELATIONSHIPS}">{related}</Relationships>'
            ),
            "word/document.xml": (
                f'{before}<w:document xmlns:w="{family}"><w:body>{body}</w:body></w:document>'
            ),
            **{
                f"word/{kind}.xml": f'<w:part xmlns:w="{family}">{content}</w:part>'
                for kind, content in parts.items()
            },
            **(more or {}),
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of WordprocessingML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(source: str) -> bytes:
    """Return a tagged PDF that Typst made."""
    return typst.compile(source.encode())


def untagged(tagged: bytes) -> bytes:
    """Return a PDF whose tags nobody finds."""
    return tagged.replace(b"/StructTreeRoot", b"/NoStructTreeHe")


def pdf_of_objects(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of numbered objects, the first of which is the catalogue."""
    parts = [b"%PDF-1.7\n"]
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts.extend(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    parts.append(b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (size, trailer))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)


def scanned_pdf(pages: int, *, with_text: int = 0) -> bytes:
    """Return a PDF whose pages are pictures, but for some at its end."""
    picture = zlib.compress(b"\x80" * 100)
    kids = b" ".join(b"%d 0 R" % (5 + page) for page in range(pages + with_text))
    shown = b"q 500 0 0 700 0 0 cm /I Do Q"
    text = b"BT /F 12 Tf 72 700 Td (Access is reviewed.) Tj ET"
    return pdf_of_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages + with_text, kids),
        b"<</Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
        % (len(picture), picture),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[_page(5 + pages + with_text)] * pages,
        *[_page(6 + pages + with_text)] * with_text,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
    )


def _page(content: int) -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
        b"/Resources<</XObject<</I 3 0 R>>/Font<</F 4 0 R>>>>>>" % content
    )


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def encrypted_pdf(password: bytes) -> bytes:
    """Return a PDF that opens only with a password (the standard handler, 40 bits)."""
    padded = (password + _PADDING)[:32]
    owner = _rc4(md5(padded, usedforsecurity=False).digest()[:5], padded)
    identity = b"0123456789abcdef"
    material = padded + owner + struct.pack("<i", -4) + identity
    key = md5(material, usedforsecurity=False).digest()[:5]
    user = _rc4(key, _PADDING)
    return pdf_of_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>"
        % (owner.hex().encode(), user.hex().encode()),
        trailer=b"/Encrypt 4 0 R/ID[<%s><%s>]" % ((identity.hex().encode(),) * 2),
    )


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    swap = 0
    for at in range(256):
        swap = (swap + state[at] + key[at % len(key)]) % 256
        state[at], state[swap] = state[swap], state[at]
    made = bytearray()
    first = second = 0
    for byte in content:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        made.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(made)


def tagged_pdf(texts: dict[bytes, int], *elements: bytes) -> bytes:
    """Return a PDF of one page with marked texts, and a tree of tags written by hand.

    Elements are numbered from 10, the first being the root's child; each text names its own.
    """
    shown = b"".join(
        b"/P <</MCID %d>> BDC BT /F 12 Tf 72 %d Td (%s) Tj ET EMC\n" % (mark, 700 - 30 * mark, text)
        for mark, text in enumerate(texts)
    )
    return pdf_of_objects(
        b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/StructParents 0"
        b"/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/StructTreeRoot/K 10 0 R/ParentTree 7 0 R>>",
        b"<</Nums[0 8 0 R]>>",
        b"[%s]" % b" ".join(b"%d 0 R" % element for element in texts.values()),
        b"null",
        *elements,
    )


def tag(name: bytes, parent: int, kids: bytes) -> bytes:
    """Return an element of a tree of tags."""
    return b"<</Type/StructElem/S/%s/P %d 0 R/Pg 3 0 R/K[%s]>>" % (name, parent, kids)
