"""Recording where a population comes from, and freezing it in the background.

The bytes are on disk before any entry names them.  The file and the source are
said together: an interrupted request leaves neither, and the export that was
handed in is still there.
"""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from assay.actions.checked_out import populations_folder
from assay.actions.desk import Desk
from assay.actions.export_upload import ExportUpload
from assay.actions.jobs.line import put_in_line
from assay.domain.file import File
from assay.domain.permission import Permission, must_be_allowed
from assay.domain.record_source import RecordSource
from assay.domain.role_assignment import Role
from assay.engine.frozen_folder import find_frozen
from assay.engine.population import FrozenPopulation
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author
from assay.store.jobs.models import Job
from assay.store.pen import writing

FREEZE: Final = "freeze"
"""The kind of background work that freezes populations."""

FOLDER: Final = "records/"


def record_source(desk: Desk, upload: ExportUpload, source: RecordSource, because: str = "") -> Job:
    """Keep an export, record its file and its source together, and put freezing in line."""
    must_be_allowed(Role(desk.by.role), Permission.UPLOAD_POPULATIONS)
    dossier = desk.dossier
    key = file_key(dossier, upload)
    if dossier[File].get(key) is None:
        _keep(desk, upload, key)
    named = source.changed(file=key, database="")
    with desk.together():
        if dossier[File].get(key) is None:
            desk.put(File(key=key, sha256=upload.sha256, size=upload.size), because=because)
        if dossier[RecordSource].get(named.key) != named:
            desk.put(named, because=because)
    return ask_to_freeze(dossier.organisation, (named.key,), desk.by)


def file_key(dossier: Dossier, upload: ExportUpload) -> str:
    """Return the key under which an export is or will be kept; another file's is never taken."""
    if upload.stored:
        return upload.stored
    path = PurePosixPath(upload.name)
    number, key = 1, f"{FOLDER}{upload.name}"
    while (there := dossier[File].get(key)) is not None and there.sha256 != upload.sha256:
        number += 1
        key = f"{FOLDER}{path.stem}-{number}{path.suffix}"
    return key


def ask_to_freeze(organisation: str, sources: tuple[str, ...], by: Author) -> Job:
    """Put the freezing of some sources in line, or of all where none is named."""
    return put_in_line(FREEZE, organisation, {"sources": list(sources)}, by=by)


def frozen_of(dossier: Dossier, source: RecordSource) -> FrozenPopulation | None:
    """Return the population of a source as it now reads; nothing where it is not frozen yet."""
    file = dossier[File].get(source.file)
    if file is None or source.database:
        return None
    return find_frozen(source, file.sha256, populations_folder())


def freezing_of(organisation: str, source: str) -> Job | None:
    """Return the latest job that froze, or is to freeze, a source."""
    jobs = Job.objects.filter(organisation=organisation, kind=FREEZE).order_by("-id")[:50]
    return next((job for job in jobs if source in (job.payload.get("sources") or [source])), None)


def _keep(desk: Desk, upload: ExportUpload, key: str) -> None:
    now: datetime = desk.clock()
    with (
        upload.path.open("rb") as content,
        writing(upload.organisation, by=desk.by, recorded_at=now) as pen,
    ):
        pen.keep_stream(upload.sha256, content, key)
