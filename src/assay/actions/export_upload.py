"""An export of records that was handed in and not recorded yet, with what its owner said of it.

It lies under the data directory as a file that readers open, until it is recorded
or dropped; nothing is lost on the way.  Only whoever handed it in sees it.  An
export that the store keeps already is laid out here in the same way, so that
correcting a source and adding one are the same steps.
"""

import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from django.conf import settings

from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.file import File
from assay.store.files import copy_file

MOST_BYTES: Final = 512 * 1024 * 1024
"""An export that is larger comes by ``assay import``."""

MOST_KEPT: Final = 6
"""How many exports somebody may leave lying about."""

KEPT_FOR: Final = timedelta(days=14)

_CHUNK: Final = 1 << 20
_TOKEN: Final = re.compile("[A-Za-z0-9_-]{16,64}")
_UNSAFE: Final = re.compile(r"[^\w.() +-]+")
_LONGEST_NAME: Final = 100


@dataclass(frozen=True)
class ExportUpload:
    """What was handed in, by whom and when, and what its owner said of it.

    ``stored`` is the key of the file where the store keeps it already; ``source`` is
    the key of the source that is being corrected.  ``said`` holds the form, field by field.
    """

    token: str
    organisation: str
    name: str
    owner: int
    at: str
    sha256: str
    size: int
    stored: str = ""
    source: str = ""
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Return the folder in which the export lies, under its own name."""
        return _home(self.organisation) / self.token / "export"

    @property
    def path(self) -> Path:
        """Return where the export lies."""
        return self.folder / self.name


def keep_export(
    organisation: str, owner: int, name: str, content: BinaryIO, *, now: datetime, source: str = ""
) -> ExportUpload:
    """Keep an export that was handed in, until it is recorded or dropped."""
    upload = _begin(organisation, owner, safe_name(name), now, source=source)
    with _dropped_unless_whole(upload):
        _take(content, upload)
        return _end(upload)


@contextmanager
def _dropped_unless_whole(upload: ExportUpload) -> Iterator[None]:
    """Drop what is there of an upload where the block does not come to its end."""
    with ExitStack() as stack:
        stack.callback(drop_export, upload)
        yield
        stack.pop_all()


def lay_out_export(
    organisation: str, owner: int, file: File, *, now: datetime, source: str = ""
) -> ExportUpload:
    """Lay out an export that the store keeps, to be looked at anew."""
    name = safe_name(file.key)
    upload = _begin(organisation, owner, name, now, source=source, stored=file.key)
    with _dropped_unless_whole(upload):
        with upload.path.open("wb") as target:
            copy_file(organisation, file.sha256, target, file.key)
        return _end(upload)


def too_large(name: str) -> RefusedError:
    """Return what is said of an export that is larger than pages take."""
    return RefusedError(
        f"{name}: more than {MOST_BYTES // 2**20} MB; expected less, or the command assay import."
    )


def safe_name(name: str) -> str:
    """Return a file's own name, without folders and without what no folder can hold."""
    own = PurePosixPath(name.replace("\\", "/")).name
    plain = _UNSAFE.sub("_", own).strip(" .") or "export"
    stem, dot, ending = plain.rpartition(".")
    return f"{(stem or plain)[:_LONGEST_NAME]}{dot}{ending[:10]}" if stem else plain[:_LONGEST_NAME]


def find_export(organisation: str, owner: int, token: str) -> ExportUpload:
    """Return an export of somebody; another's is one that does not exist."""
    found = _read(_home(organisation) / token) if _TOKEN.fullmatch(token) else None
    if found is None or found.owner != owner or not found.path.is_file():
        raise NotFoundError(f"export {token[:12]}: it is recorded or dropped, or never was.")
    return found


def exports_of(organisation: str, owner: int) -> list[ExportUpload]:
    """Return what somebody handed in and neither recorded nor dropped, the latest first."""
    found = (_read(folder) for folder in _home(organisation).glob("*"))
    mine = [each for each in found if each is not None and each.owner == owner]
    return sorted(mine, key=lambda each: each.at, reverse=True)


def say_of_export(upload: ExportUpload, said: Mapping[str, str]) -> ExportUpload:
    """Keep what its owner says of an export."""
    told = replace(upload, said=dict(said))
    _write(told)
    return told


def drop_export(upload: ExportUpload) -> None:
    """Let go of an export."""
    shutil.rmtree(upload.folder.parent, ignore_errors=True)


def _begin(
    organisation: str, owner: int, name: str, now: datetime, *, source: str, stored: str = ""
) -> ExportUpload:
    _let_go(organisation, owner, now)
    token = secrets.token_urlsafe(18)
    upload = ExportUpload(token, organisation, name, owner, now.isoformat(), "", 0, stored, source)
    upload.folder.mkdir(mode=0o700, parents=True)
    return upload


def _take(content: BinaryIO, upload: ExportUpload) -> None:
    size = 0
    with upload.path.open("wb") as target:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise too_large(upload.name)
            target.write(chunk)
    if not size:
        raise RefusedError(f"{upload.name}: nothing is in it; expected an export of records.")


def _end(upload: ExportUpload) -> ExportUpload:
    with upload.path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    whole = replace(upload, sha256=digest, size=upload.path.stat().st_size)
    _write(whole)
    return whole


def _home(organisation: str) -> Path:
    return Path(settings.ASSAY_HOME) / "exports" / organisation


def _write(upload: ExportUpload) -> None:
    place = upload.folder.parent / "said.json"
    unfinished = place.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(upload)), encoding="utf-8")
    unfinished.replace(place)


def _read(folder: Path) -> ExportUpload | None:
    try:
        return ExportUpload(**json.loads((folder / "said.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _let_go(organisation: str, owner: int, now: datetime) -> None:
    for at, upload in enumerate(exports_of(organisation, owner)):
        if at >= MOST_KEPT - 1 or now - datetime.fromisoformat(upload.at) > KEPT_FOR:
            drop_export(upload)
