"""What checks need of an organisation in the store: its dossier, its texts, its records counted.

Readers take files apart in a process of their own, so the files of a state are
laid out in a folder under the data directory first, once a state.  It is a
convenience and never evidence: each file is verified when it is laid out, and
the folder may be deleted at any time.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.conf import settings

from assay.actions.desk import AnyLedger
from assay.assessment.readiness import Readiness, stage1_readiness
from assay.assessment.stage1 import Stage1, assess_stage1
from assay.checks.material import Material
from assay.domain.case import Case
from assay.domain.file import File
from assay.domain.problem import Problem
from assay.domain.record_source import RecordSource
from assay.engine.counted_records import count_all_records
from assay.intake.documents.read import read_documents
from assay.ledger.days import end_of, zone_of
from assay.ledger.dossier import Dossier
from assay.standards.load import DEFAULT_PROFILE, load_profile, load_standard
from assay.store.files import copy_file

MOST_LAID_OUT = 4
"""How many states of one organisation's files are kept laid out."""

DOCUMENTS = "documents/"


@dataclass(frozen=True)
class CheckedOut:
    """An organisation's material as of a day, and what Stage 1 makes of it."""

    material: Material
    stage1: Stage1
    readiness: Readiness
    problems: tuple[Problem, ...]


class _Asked:
    """What is asked for; equal where the answer has to be."""

    def __init__(self, dossier: Dossier, day: date) -> None:
        self.dossier, self.day = dossier, day
        last = dossier.entries[dossier.length - 1].hash if dossier.length else ""
        self._same = (dossier.organisation, dossier.length, last, day)

    def __hash__(self) -> int:
        return hash(self._same)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._same == other._same


def check_out(dossier: Dossier, day: date) -> CheckedOut:
    """Return the material of a dossier as of a day with its Stage 1, from memory where known."""
    return _checked_out(_Asked(dossier.as_recorded, day))


def dossier_of_day(ledger: AnyLedger, as_of: date | None) -> Dossier:
    """Return what a ledger says now, or said at the end of a day where the organisation works."""
    now = ledger.dossier()
    if as_of is None:
        return now
    return ledger.dossier(end_of(as_of, zone_of(now)))


def populations_folder() -> Path:
    """Return the folder under which frozen records, and what was counted of them, are kept."""
    return Path(settings.ASSAY_HOME) / "populations"


def lay_out(dossier: Dossier) -> Path:
    """Return a folder in which the files of a dossier lie, as the folder of an export has them."""
    files = sorted(dossier[File].values(), key=lambda file: file.key)
    named = "\n".join(f"{file.sha256} {file.key}" for file in files)
    state = sha256(named.encode()).hexdigest()[:16]
    home = Path(settings.ASSAY_HOME) / "laid-out" / dossier.organisation
    folder = home / state
    if not (folder / ".whole").exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file in files:
            _lay(dossier.organisation, file, folder)
        (folder / ".whole").touch()
        _let_go(home, folder)
    return folder


@lru_cache(maxsize=8)
def _checked_out(asked: _Asked) -> CheckedOut:
    dossier, day = asked.dossier, asked.day
    folder = lay_out(dossier)
    kept_in = Path(settings.ASSAY_HOME) / "readings"
    texts, unread = read_documents(_documents(dossier, folder), cache=kept_in)
    # Without an environment: no organisation here may name a database that is another's.
    counted = count_all_records(folder, dossier[RecordSource].values(), populations_folder())
    case = next(iter(dossier[Case].values()), None)
    material = Material(
        dossier,
        day,
        tuple(load_standard(name) for name in (case.standards if case else ())),
        load_profile((case.profile if case else "") or DEFAULT_PROFILE),
        texts,
        counted.summaries,
    )
    stage1 = assess_stage1(material)
    readiness = stage1_readiness(stage1, material)
    return CheckedOut(material, stage1, readiness, (*unread, *counted.problems))


def _documents(dossier: Dossier, folder: Path) -> list[tuple[str, Path]]:
    return [
        (file.key, folder / file.key)
        for file in dossier[File].values()
        if file.key.startswith(DOCUMENTS) and (folder / file.key).exists()
    ]


def _lay(organisation: str, file: File, folder: Path) -> None:
    parts = PurePosixPath(file.key).parts
    if not parts or file.key.startswith("/") or ".." in parts:
        return  # a key of a hostile history; no reader asks for it
    place = folder.joinpath(*parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.name}.unfinished")
    with unfinished.open("wb") as target:
        copy_file(organisation, file.sha256, target, file.key)
    unfinished.replace(place)


def _let_go(home: Path, but: Path) -> None:
    others: Iterable[Path] = (each for each in home.iterdir() if each != but)
    oldest_first = sorted(others, key=lambda each: each.stat().st_mtime)
    for folder in oldest_first[: -MOST_LAID_OUT + 1 or None]:
        shutil.rmtree(folder, ignore_errors=True)
