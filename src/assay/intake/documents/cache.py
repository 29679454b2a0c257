"""Keeps what was read out of a document, so that a second run need not read it again.

What a newcomer would get wrong: this is a convenience and never evidence.  An
entry is found only by the hash of the document's bytes and of the very code
that reads them, is validated like the answer of a worker, and is ignored where
anything about it is odd.  Refusals are not kept: a time limit met on a busy
machine says nothing about the next run.  Whoever doubts it deletes the folder.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from assay.domain import document_text
from assay.intake.documents.transfer import Reading, from_json

_PARSERS: Final = ("lxml", "pypdfium2", "markdown-it-py", "pyyaml")
_FOLDERS: Final = "readings-"


class DocumentCache:
    """Readings kept in a folder that only its user may write to."""

    def __init__(self, folder: Path) -> None:
        self._parent = folder
        self._folder = folder / f"{_FOLDERS}{_fingerprint_of_readers()}"

    def find(self, name: str, content: bytes) -> Reading | None:
        """Return what was read before of the same bytes under such a name, if anything."""
        try:
            reading = from_json(json.loads(self._place(name, content).read_bytes()))
        except (OSError, ValueError, RecursionError):
            return None
        is_of_these_bytes = reading.document and reading.document.sha256 == _hash(content)
        return reading if is_of_these_bytes else None

    def keep(self, name: str, content: bytes, answer: object) -> None:
        """Keep a worker's answer; a full disk or a missing right is no reason to stop."""
        place = self._place(name, content)
        with suppress(OSError):
            if not self._folder.exists():
                self._make_folder()
            unfinished = place.with_name(f"{place.name}.{os.getpid()}")
            unfinished.write_text(json.dumps(answer), encoding="ascii")
            unfinished.replace(place)

    def _make_folder(self) -> None:
        # Documents are confidential, and so is their text.
        self._folder.mkdir(mode=0o700, parents=True)
        for other in self._parent.glob(f"{_FOLDERS}*"):
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)

    def _place(self, name: str, content: bytes) -> Path:
        ending = PurePosixPath(name).suffix.lower()
        # The ending is part of the question: the same bytes read otherwise as Markdown.
        return self._folder / f"{_hash(content + ending.encode())}.json"


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


@cache
def _fingerprint_of_readers() -> str:
    """Return what changes whenever the code that reads documents does."""
    digest = sha256()
    for part in _code_of_readers():
        digest.update(part)
    return digest.hexdigest()[:16]


def _code_of_readers() -> Iterator[bytes]:
    from importlib.metadata import version

    own = Path(__file__).parent
    for file in sorted([*own.glob("*.py"), *own.parent.glob("*.py")]):
        yield file.read_bytes()
    yield Path(document_text.__file__).read_bytes()
    for parser in _PARSERS:
        yield version(parser).encode()
