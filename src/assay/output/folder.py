"""A ledger as a folder: the registers to read and edit, the history, and the files.

Reading the folder again gives the same ledger, entry for entry.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from assay.domain.case import Case
from assay.domain.errors import RefusedError
from assay.domain.file import File
from assay.ledger.dossier import Dossier
from assay.ledger.entry import render_entry
from assay.output.tables import render_register

# These two are not tables: cases stand in assay.toml, files are the folder's own.
NOT_TABLES = frozenset({Case.register, File.register})

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def render_folder(
    dossier: Dossier, read_file: Callable[[File], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the folder that holds a ledger: its path and its bytes."""
    yield "assay.toml", render_manifest(dossier)
    for register in dossier.registers:
        if register.kind.register not in NOT_TABLES:
            content = render_register(register.values(), register.kind)
            yield f"registers/{register.kind.plural}.csv", content
    yield "ledger.jsonl", render_ledger(dossier)
    for file in dossier[File].values():
        yield _safe_path(file.key), read_file(file)


def render_ledger(dossier: Dossier) -> bytes:
    """Return every entry, one a line, each as it was hashed."""
    lines = (f"{render_entry(dossier.entries[position])}\n" for position in range(dossier.length))
    return "".join(lines).encode()


def render_manifest(dossier: Dossier) -> bytes:
    """Return ``assay.toml``."""
    lines = [f"organisation = {_toml(dossier.organisation)}"]
    for case in dossier[Case].values():
        key = case.key if _BARE.fullmatch(case.key) else _toml(case.key)
        lines += ["", f"[case.{key}]"]
        lines += [
            f"{name} = {_toml(value)}"
            for name, value in case.model_dump(exclude_defaults=True).items()
            if name != "key"
        ]
    return ("\n".join(lines) + "\n").encode()


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(each) for each in value)}]"
    # TOML escapes what JSON does, and DEL besides.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _safe_path(key: str) -> str:
    path = PurePosixPath(key)
    inside = path.parts[:1] in {("documents",), ("records",)} and ".." not in path.parts
    if not inside or len(path.parts) < 2 or path.as_posix() != key:  # noqa: PLR2004
        raise RefusedError(
            f"file {key}: it would not stand in documents/ or records/; "
            "expected a path such as documents/POL-01.md."
        )
    return key


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files into a folder that holds nothing yet, and return how many."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder}: there is something there; expected an empty folder or none.")
    count = 0
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        count += 1
    return count
