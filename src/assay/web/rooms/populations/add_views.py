"""Adding a source of records, or correcting one: handed in, looked at, mapped, recorded, frozen."""

from datetime import UTC, datetime
from typing import Any, BinaryIO, Final, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from assay.actions.desk import Desk
from assay.actions.export_upload import (
    MOST_BYTES,
    ExportUpload,
    drop_export,
    exports_of,
    find_export,
    keep_export,
    lay_out_export,
    say_of_export,
    too_large,
)
from assay.actions.record_source import record_source
from assay.domain.errors import UserError
from assay.domain.file import File
from assay.domain.permission import Permission
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.ledger.chain import ConflictError
from assay.web.incoming import TOO_LARGE
from assay.web.rooms.populations.form import first_said, source_of, taken
from assay.web.rooms.populations.looked_at import Looked, look_at
from assay.web.rooms.populations.rows import problem_row
from assay.web.visit import Visit, organisation_page

_LONGEST: Final = 2000
_LONGEST_SEQ: Final = 16
_UPLOAD = Permission.UPLOAD_POPULATIONS


@organisation_page(_UPLOAD, to_change=_UPLOAD)
def hand_in(visit: Visit) -> HttpResponse:
    """Ask for an export or for one that the store keeps; keep it, and show what it says."""
    _ = visit.desk  # of which there is none in the past
    replaced = visit.request.GET.get("source", "")
    if replaced and replaced not in visit.dossier[RecordSource]:
        raise Http404
    error = ""
    if visit.request.method == "POST":
        try:
            upload = _handed_in(visit, replaced)
        except UserError as refused:
            error = str(refused)
        else:
            return HttpResponseRedirect(visit.url("populations:export", upload.token))
    named = {each.file for each in visit.dossier[RecordSource].values()}
    response = visit.render(
        "populations/add.html",
        {
            "error": error,
            "replaced": replaced,
            "most_mb": MOST_BYTES // 2**20,
            "stored": [
                (each.key, each.key not in named)
                for each in sorted(visit.dossier[File].values(), key=lambda each: each.key)
                if each.key.startswith("records/")
            ],
            "waiting": [
                {"token": each.token, "name": each.name, "at": datetime.fromisoformat(each.at)}
                for each in exports_of(visit.organisation, visit.user.pk)
            ],
        },
    )
    response.status_code = 422 if error else 200
    return response


def _handed_in(visit: Visit, replaced: str) -> ExportUpload:
    """Keep what was handed in; refuse it by name where it is none."""
    now = datetime.now(UTC)
    file = visit.request.FILES.get("file")
    if too := visit.request.META.get(TOO_LARGE):
        raise too_large(str(too))
    if file is not None and file.file is not None:
        return keep_export(
            visit.organisation,
            visit.user.pk,
            file.name or "export",
            cast("BinaryIO", file.file),
            now=now,
            source=replaced,
        )
    stored = visit.dossier[File].get(visit.request.POST.get("stored", ""))
    if stored is None:
        raise UserError("Nothing was handed in; expected a file, or one that is kept already.")
    return lay_out_export(visit.organisation, visit.user.pk, stored, now=now, source=replaced)


@organisation_page(_UPLOAD, to_change=_UPLOAD)
def correct(visit: Visit, key: str) -> HttpResponse:
    """Lay out the export of a source, to look at its mapping anew."""
    source = visit.dossier[RecordSource].get(key)
    file = visit.dossier[File].get(source.file) if source else None
    if source is None or file is None:
        raise Http404
    if visit.request.method != "POST":
        return HttpResponseRedirect(visit.url("populations:source", key))
    upload = lay_out_export(
        visit.organisation, visit.user.pk, file, now=datetime.now(UTC), source=key
    )
    return HttpResponseRedirect(visit.url("populations:export", upload.token))


@organisation_page(_UPLOAD, to_change=_UPLOAD)
def export(visit: Visit, token: str) -> HttpResponse:
    """Show what an export would be frozen as; take corrections; record or drop it."""
    _ = visit.desk
    upload = find_export(visit.organisation, visit.user.pk, token)
    if visit.request.method != "POST":
        return _page(visit, upload, look_at(visit.dossier, upload, _said(visit, upload)))
    does = visit.request.POST.get("do", "")
    if does == "drop":
        drop_export(upload)
        messages.info(visit.request, f"{upload.name} is dropped; nothing was recorded.")
        return HttpResponseRedirect(visit.url("populations:front"))
    said = taken(visit.request.POST.dict())
    upload = say_of_export(upload, said)
    if does != "record":
        return HttpResponseRedirect(visit.url("populations:export", token))
    return _record(visit, upload, said)


def _record(visit: Visit, upload: ExportUpload, said: dict[str, str]) -> HttpResponse:
    looked = look_at(visit.dossier, upload, said)
    if not looked.can_be_recorded:
        return _page(visit, upload, looked, "It cannot be frozen like this.", 422)
    told = source_of(visit.dossier, upload, said, looked.readable)
    because = visit.request.POST.get("because", "").strip()[:_LONGEST]
    try:
        record_source(_desk(visit), upload, told.source, because)
    except ConflictError as conflict:
        return _page(visit, upload, looked, str(conflict), 409)
    drop_export(upload)
    messages.success(visit.request, f"{told.source.key} is recorded; its records are being frozen.")
    return HttpResponseRedirect(visit.url("populations:source", told.source.key))


def _desk(visit: Visit) -> Desk:
    """Return the desk at which the form is answered, as of what its sender had read."""
    said = visit.request.POST.get("read_seq", "")
    read = int(said) if said.isascii() and said.isdecimal() and len(said) < _LONGEST_SEQ else None
    return visit.desk_reading(read)


def _said(visit: Visit, upload: ExportUpload) -> dict[str, str]:
    return {**first_said(visit.dossier, upload), **upload.said}


def _page(
    visit: Visit, upload: ExportUpload, looked: Looked, error: str = "", status: int = 200
) -> HttpResponse:
    trial = looked.trial
    context: dict[str, Any] = {
        "upload": upload,
        "said": looked.said,
        "looked": looked,
        "trial": trial,
        "error": error,
        "problems": [problem_row(each) for each in trial.listed],
        "families": [(each.name, each.title) for each in FAMILIES.values()],
        "family": FAMILIES.get(looked.said.get("family", "")),
        "because": visit.request.POST.get("because", ""),
        "read_seq": visit.dossier.length,
    }
    response = visit.render("populations/export.html", context)
    response.status_code = status
    return response
