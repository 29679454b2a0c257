"""Hostile and hopeless files are refused by name, and never stop the rest."""

import random
import sys
import warnings
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from assay.intake.documents.read import read_documents
from assay.intake.limits import Limits
from tests.intake.documents.files import (
    archive,
    encrypted_pdf,
    paragraph,
    pdf,
    pdf_of_objects,
    scanned_pdf,
    word,
    word_of,
    word_of_parts,
)

GOOD = b"# Access control\n\nAccess is reviewed quarterly.\n"
WORD = word_of("Access is reviewed quarterly.")
TAGGED = pdf("= Policy\n- Access\n- Leavers\n#table(columns: 2, [a], [b], [c], [d])")
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
LAUGHS = "".join(
    f'<!ENTITY laugh{depth} "{f"&laugh{depth - 1};" * 10 if depth else "ha"}">'
    for depth in range(10)
)


def whole(declarations: str, entity: str) -> bytes:
    """Return a Word file whose text comes out of an entity."""
    text = f"<w:p><w:r><w:t>&{entity};</w:t></w:r></w:p>"
    return word_of_parts(text, before=f"<!DOCTYPE policy [{declarations}]>")


def in_utf_16(content: bytes) -> bytes:
    """Return the same Word file with its main part in another encoding."""
    with ZipFile(BytesIO(content)) as opened:
        members: dict[str, bytes | str] = {name: opened.read(name) for name in opened.namelist()}
        members["word/document.xml"] = opened.read("word/document.xml").decode().encode("utf-16")
    return archive(members)


def with_two_of_a_name() -> bytes:
    stream = BytesIO()
    with warnings.catch_warnings(), ZipFile(stream, "w") as made:
        warnings.simplefilter("ignore")
        made.writestr("word/document.xml", "shown to one program")
        made.writestr("word/document.xml", "shown to another")
    return stream.getvalue()


def with_a_password(content: bytes) -> bytes:
    made = bytearray(content)
    made[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def that_lies_about_its_size(content: bytes) -> bytes:
    made = bytearray(content)
    name = content.rfind(b"word/document.xml")
    made[name - 46 + 24 : name - 46 + 28] = (100).to_bytes(4, "little")
    return bytes(made)


def with_overlapping_files() -> bytes:
    """Return an archive whose directory lists the same packed bytes many times."""
    packed = archive({"a": b"x" * 3_000_000})
    directory = packed.find(b"PK\x01\x02")
    end = packed.find(b"PK\x05\x06")
    entry = packed[directory:end]
    names = [b"%c" % letter for letter in range(ord("a"), ord("z") + 1)]
    entries = b"".join(entry[:46] + name + entry[47:] for name in names)
    count = len(names).to_bytes(2, "little")
    size = len(entries).to_bytes(4, "little")
    tail = packed[end : end + 8] + count * 2 + size + packed[end + 16 :]
    return packed[:directory] + entries + tail


HOSTILE = {
    "bomb.docx": (
        archive({"[Content_Types].xml": "", "word/document.xml": b"\x00" * 20_000_000}),
        (
            "an archive whose word/document.xml unpacks to 1,028 times its size; "
            "expected at most 200 times."
        ),
    ),
    "lying-bomb.docx": (
        that_lies_about_its_size(word_of_parts(paragraph("x" * 3_000_000))),
        "a damaged archive: word/document.xml cannot be unpacked; expected a whole file.",
    ),
    "overlapping-bomb.docx": (
        with_overlapping_files(),
        "an archive whose files overlap; expected an archive as an office program writes it.",
    ),
    "many-files.docx": (
        archive({f"file-{number}": "" for number in range(10_001)}),
        "an archive of 10,001 files; expected at most 10,000.",
    ),
    "large.docx": (
        archive({f"{number}": bytes([number]) * 3_900_000 for number in range(110)}),
        (
            "an archive of 0.4 MB that unpacks to 409.1 MB; "
            "expected one that unpacks to at most 400 MB."
        ),
    ),
    "archive-within.docx": (
        word_of_parts(paragraph("x"), more={"word/inner.zip": archive({"a": "b"})}),
        (
            "an archive within the archive (word/inner.zip); "
            "expected a file without archives inside."
        ),
    ),
    "billion-laughs.docx": (
        whole(LAUGHS, "laugh9"),
        "word/document.xml declares entities (<!DOCTYPE); expected XML without declarations.",
    ),
    "billion-laughs-in-utf-16.docx": (
        in_utf_16(whole(LAUGHS, "laugh9")),
        "word/document.xml declares entities (<!DOCTYPE); expected XML without declarations.",
    ),
    "external-entity.docx": (
        whole('<!ENTITY secret SYSTEM "file:///etc/hostname">', "secret"),
        "word/document.xml declares entities (<!DOCTYPE); expected XML without declarations.",
    ),
    "odd-encoding.docx": (
        word_of_parts(paragraph("x"), before='<?xml version="1.0" encoding="utf-7"?>'),
        "word/document.xml is in the encoding 'utf-7'; expected XML in UTF-8.",
    ),
    "deep.docx": (
        word_of_parts("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000),
        "word/document.xml is XML nested too deeply; expected XML as an office program writes it.",
    ),
    "broken.docx": (
        word_of_parts(paragraph("x")[:-6]),
        (
            "word/document.xml is XML that is broken at line 1; "
            "expected XML as an office program writes it."
        ),
    ),
    "one-paragraph.txt": (
        b"word " * 120_000,
        "one paragraph of 599,999 characters; expected paragraphs of at most 500,000 characters.",
    ),
    "macros.docm": (
        WORD,
        "a Word document with macros; expected the same file saved without macros (.docx).",
    ),
    "macros.docx": (
        word_of_parts(paragraph("x"), more={"word/vbaProject.bin": b"code"}),
        (
            "an office file with macros (word/vbaProject.bin); "
            "expected the same file saved without macros."
        ),
    ),
    "macros-by-type.docx": (
        word_of_parts(
            paragraph("x"), main_type="application/vnd.ms-word.document.macroEnabled.main+xml"
        ),
        "an office file with macros; expected the same file saved without macros.",
    ),
    "traversal.docx": (
        word_of_parts(paragraph("x"), more={"word/../../../etc/job": b"run"}),
        (
            "an archive with a file named 'word/../../../etc/job', outside of its own folder; "
            "expected an archive as an office program writes it."
        ),
    ),
    "absolute.docx": (
        word_of_parts(paragraph("x"), more={"/etc/cron.d/job": b"run"}),
        (
            "an archive with a file named '/etc/cron.d/job', outside of its own folder; "
            "expected an archive as an office program writes it."
        ),
    ),
    "drive.docx": (
        word_of_parts(paragraph("x"), more={"C:\\job": b"run"}),
        (
            "an archive with a file named 'C:\\\\job', outside of its own folder; "
            "expected an archive as an office program writes it."
        ),
    ),
    "two-of-a-name.docx": (
        with_two_of_a_name(),
        (
            "an archive with 2 files word/document.xml; "
            "expected an archive as an office program writes it."
        ),
    ),
    "zip-password.docx": (
        with_a_password(WORD),
        "an archive with a password on [Content_Types].xml; expected a file without a password.",
    ),
    "password.docx": (
        COMPOUND_FILE + "EncryptedPackage".encode("utf-16-le"),
        (
            "an office file that opens only with a password; "
            "expected a Word document without a password."
        ),
    ),
    "word-97.docx": (
        COMPOUND_FILE,
        (
            "an office file of before 2007 under the name of a Word document (.docx); "
            "expected a Word document (.docx)."
        ),
    ),
    "word-97.doc": (
        COMPOUND_FILE,
        "a document of Word 97 to 2003; expected the same file saved as .docx or PDF.",
    ),
    "spreadsheet.docx": (
        word_of_parts(main_type="application/vnd.ms-excel.sheet.main+xml"),
        (
            "an office file of the type 'application/vnd.ms-excel.sheet.main+xml'; "
            "expected a Word document (.docx)."
        ),
    ),
    "holiday.docx": (
        archive({"beach.txt": "sand"}),
        "a ZIP archive; expected a Word document (.docx).",
    ),
    "cut-off.docx": (
        WORD[: len(WORD) // 2],
        "a ZIP archive that is cut off or damaged; expected a whole file.",
    ),
    "empty.docx": (word(), "a document without any text; expected a document with text."),
    "password.pdf": (
        encrypted_pdf(b"secret"),
        "a PDF that opens only with a password; expected a PDF without a password.",
    ),
    "31-bytes.pdf": (
        b"%PDF-1.7 and then nothing more.",
        "a PDF that is cut off or damaged; expected a whole PDF.",
    ),
    "no-pdf.pdf": (b"<html>Not found</html>", "22 bytes that are no PDF; expected a PDF."),
    "cut-off.pdf": (
        pdf("#lorem(500)")[:4_000],
        "a PDF that is cut off or damaged; expected a whole PDF.",
    ),
    "scan.pdf": (
        scanned_pdf(3),
        (
            "a scan: 3 of 3 pages have no text but a picture; "
            "expected a PDF with text in it, or the document that it was printed from."
        ),
    ),
    "blank.pdf": (
        pdf(""),
        "a PDF without any text on its 1 page; expected a PDF with text in it.",
    ),
    "endless.pdf": (
        pdf_of_objects(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>"
        ),
        "a PDF of 1,000,000 pages; expected at most 3,000.",
    ),
    "word.pdf": (WORD, "a Word document (.docx) under the name of a PDF; expected a PDF."),
    "picture.md": (
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        "a picture (PNG) under the name of a Markdown file; expected a Markdown file.",
    ),
    "noise.txt": (
        bytes(range(256)) * 8,
        "bytes that are no text in any encoding; expected text in UTF-8.",
    ),
    "empty.md": (b"", "an empty file; expected a document."),
    "blank.md": (b" \n\n\t\n", "a document without any text; expected a document with text."),
    "~$policy.docx": (
        b"Ana" + b"\x00" * 159,
        "a lock that Word leaves while a document is open; expected no such file.",
    ),
    "policy": (
        b"text",
        "a file without an ending; expected Markdown, plain text, Word (.docx) or PDF.",
    ),
    "policy.xyz": (
        b"text",
        "a file of the kind '.xyz'; expected Markdown, plain text, Word (.docx) or PDF.",
    ),
}

HOSTILE_IN_FRONT = {
    "anchors.md": (
        b"---\na: &a [x, x]\nb: &b [*a, *a]\n---\ntext",
        (
            "anchors.md, line 2: front matter with a YAML anchor or alias (a); "
            "expected each value written out."
        ),
    ),
    "deep-yaml.md": (
        b"---\ntitle: Policy\na: " + b"[" * 10_000 + b"\n---\ntext",
        (
            "deep-yaml.md, line 3: front matter nested more than 10 deep; "
            "expected one 'name: value' a line."
        ),
    ),
    "long-yaml.md": (
        b"---\na: " + b"x" * 200_000 + b"\n---\ntext",
        "long-yaml.md, line 1: front matter of 200,003 characters; expected at most 100,000.",
    ),
    "deep.md": (
        b"> " * 5_000 + b"promise",
        (
            "deep.md, line 1: lists or quotations nested 58 deep; "
            "expected a text nested as people write it."
        ),
    ),
}


@pytest.mark.row("R-309")
def test_each_is_named_with_its_reason_and_the_others_are_read() -> None:
    sources: list[tuple[str, Path | bytes]] = [("first.md", GOOD)]
    sources += [(name, content) for name, (content, _) in HOSTILE.items()]
    sources += [(name, content) for name, (content, _) in HOSTILE_IN_FRONT.items()]
    sources += [("last.md", GOOD)]

    texts, problems = read_documents(sources)

    assert [str(problem) for problem in problems] == [
        *(f"{name}: {sentence}" for name, (_, sentence) in HOSTILE.items()),
        *(sentence for _, sentence in HOSTILE_IN_FRONT.values()),
    ]
    assert list(texts) == ["first.md", "last.md"]


def flate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(1_500)) + packer.flush()
    twice = zlib.compress(packed)
    return pdf_of_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%s\nendstream"
        % (len(twice), twice),
    )


@pytest.mark.row("R-309")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits memory")
def test_a_pdf_that_bursts_in_memory_is_named_and_the_rest_is_read() -> None:
    texts, problems = read_documents(
        [("bomb.pdf", flate_bomb()), ("good.md", GOOD)],
        limits=Limits(seconds=60, memory_mb=512),
    )

    assert [str(problem) for problem in problems] == [
        (
            "bomb.pdf: the reader crashed on it (SIGABRT, as when memory runs out); "
            "expected a file that its reader survives."
        )
    ]
    assert list(texts) == ["good.md"]


@pytest.mark.row("R-309")
def test_a_document_that_takes_too_long_is_named_and_the_rest_is_read() -> None:
    endless = b"".join(b"![[]()" for _ in range(400_000))

    texts, problems = read_documents(
        [("slow.md", endless), ("good.txt", b"Access is reviewed.")],
        limits=Limits(seconds=1.5),
    )

    assert [str(problem) for problem in problems] == [
        (
            "slow.md: reading it took more than 1.5 s and was stopped; "
            "expected a file that can be read in that time."
        )
    ]
    assert list(texts) == ["good.txt"]


def test_the_external_entity_of_a_refused_file_was_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2", encoding="utf-8")
    hostile = whole(f'<!ENTITY secret SYSTEM "{secret.as_uri()}">', "secret")

    texts, problems = read_documents([("policy.docx", hostile)])

    assert texts == {}
    assert "hunter2" not in str(problems)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return the content with some bytes changed, gone or twice there."""
    made = bytearray(content)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(made))
        match chance.randrange(3):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + chance.randrange(1, 40)]
            case _:
                made[at:at] = made[at : at + chance.randrange(1, 80)]
    return bytes(made)


@pytest.mark.row("R-309")
@pytest.mark.parametrize(("name", "whole_file"), [("a.pdf", TAGGED), ("a.docx", WORD)])
def test_whatever_is_damaged_is_read_or_refused_and_fails_no_reader(
    name: str, whole_file: bytes
) -> None:
    chance = random.Random(7)  # noqa: S311 - the same damage every time
    sources = [(f"{number}-{name}", damaged(whole_file, chance)) for number in range(150)]

    texts, problems = read_documents(sources, workers=1)

    refused = {problem.place.file for problem in problems}
    assert set(texts) | refused == {each for each, _ in sources}
    assert [str(problem) for problem in problems if "the reader" in problem.found] == []
