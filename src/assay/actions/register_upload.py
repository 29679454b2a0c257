"""A register that was handed in and not recorded yet: kept until it is, or until it is dropped.

It lies under the data directory with what its owner said about it: which column
is which field, which cells are corrected.  Only whoever handed it in sees it.
"""

import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.item import Item, registers

MOST_BYTES: Final = 16 * 1024 * 1024
"""A register that is larger comes in parts, or by ``assay import``."""

MOST_KEPT: Final = 20
"""How many uploads somebody may leave lying about."""

KEPT_FOR: Final = timedelta(days=30)

_TOKEN: Final = re.compile("[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class Upload:
    """What was handed in, by whom and when, and what its owner said of its columns and cells."""

    token: str
    organisation: str
    register: str
    name: str
    owner: int
    at: str
    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    corrections: Mapping[str, str] = field(default_factory=dict)  # "row heading" to text

    @property
    def kind(self) -> type[Item]:
        """Return the noun of the register."""
        return registers()[self.register]

    @property
    def corrected_cells(self) -> dict[tuple[int, str], str]:
        """Return the corrections by row and heading."""
        return {
            (int(row), heading): text
            for place, text in self.corrections.items()
            for row, _, heading in (place.partition(" "),)
        }

    def content(self) -> bytes:
        """Return the bytes that were handed in."""
        return (_folder(self) / "content").read_bytes()


def keep_upload(
    organisation: str, kind: type[Item], owner: int, name: str, content: bytes, *, now: datetime
) -> Upload:
    """Keep a register that was handed in, until it is recorded or dropped."""
    if len(content) > MOST_BYTES:
        raise RefusedError(
            f"{name}: {len(content) // 2**20:,} MB; expected at most {MOST_BYTES // 2**20} MB."
        )
    _let_go(organisation, owner, now)
    token = secrets.token_urlsafe(18)
    upload = Upload(token, organisation, kind.register, name[:200], owner, now.isoformat())
    folder = _folder(upload)
    folder.mkdir(mode=0o700, parents=True)
    (folder / "content").write_bytes(content)
    _write(upload)
    return upload


def find_upload(organisation: str, kind: type[Item], owner: int, token: str) -> Upload:
    """Return an upload of somebody; another's is one that does not exist."""
    found = _read(_home(organisation) / token) if _TOKEN.fullmatch(token) else None
    if found is None or found.owner != owner or found.register != kind.register:
        raise NotFoundError(f"upload {token[:12]}: it is recorded or dropped, or never was.")
    return found


def uploads_of(organisation: str, owner: int, kind: type[Item] | None = None) -> list[Upload]:
    """Return what somebody handed in and neither recorded nor dropped, the latest first."""
    found = (_read(folder) for folder in _home(organisation).glob("*"))
    mine = [each for each in found if each is not None and each.owner == owner]
    wanted = [each for each in mine if kind is None or each.register == kind.register]
    return sorted(wanted, key=lambda each: each.at, reverse=True)


def say_of_upload(
    upload: Upload, *, columns: Mapping[str, str], sheet: str, corrections: Mapping[str, str]
) -> Upload:
    """Keep what its owner says of an upload: columns, sheet, corrected cells."""
    said = Upload(
        upload.token,
        upload.organisation,
        upload.register,
        upload.name,
        upload.owner,
        upload.at,
        columns,
        sheet,
        corrections,
    )
    _write(said)
    return said


def drop_upload(upload: Upload) -> None:
    """Let go of an upload."""
    shutil.rmtree(_folder(upload), ignore_errors=True)


def _home(organisation: str) -> Path:
    return Path(settings.ASSAY_HOME) / "uploads" / organisation


def _folder(upload: Upload) -> Path:
    return _home(upload.organisation) / upload.token


def _write(upload: Upload) -> None:
    place = _folder(upload) / "said.json"
    unfinished = place.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(upload)), encoding="utf-8")
    unfinished.replace(place)


def _read(folder: Path) -> Upload | None:
    try:
        return Upload(**json.loads((folder / "said.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _let_go(organisation: str, owner: int, now: datetime) -> None:
    for upload in _too_many(uploads_of(organisation, owner), now):
        drop_upload(upload)


def _too_many(uploads: list[Upload], now: datetime) -> Iterator[Upload]:
    for at, upload in enumerate(uploads):
        if at >= MOST_KEPT - 1 or now - datetime.fromisoformat(upload.at) > KEPT_FOR:
            yield upload
