"""Populations on pages: every source of records, and one with all that can be said of it."""

from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect

from assay.actions.jobs.line import jobs_of
from assay.actions.kept_charts import kept_chart
from assay.actions.kept_results import STAGE2
from assay.actions.record_source import FREEZE, ask_to_freeze, freezing_of, frozen_of
from assay.assessment.asked_families import asked_families
from assay.domain.case import Case
from assay.domain.file import File
from assay.domain.permission import Permission
from assay.domain.problem import Problem
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.engine.freezing import list_unreadable
from assay.engine.frozen_rows import MOST_WEEKS, count_listed, count_weeks, list_rows
from assay.engine.population import FrozenPopulation
from assay.output.charts import week_chart
from assay.standards.load import load_standard
from assay.store.files import copy_file
from assay.store.jobs.models import Job
from assay.web.results import result_for
from assay.web.rooms.populations.rows import (
    asked_rows,
    column_rows,
    missing_columns,
    problem_row,
    source_row,
    title_of,
)
from assay.web.visit import Visit, organisation_page

ON_A_PAGE: Final = 50
FIRST_ROWS: Final = 50


class _Listed(Sequence[Problem]):
    """The cells that cannot be read, of which only the page that is shown is looked up."""

    def __init__(self, frozen: FrozenPopulation) -> None:
        self._frozen, self._count = frozen, count_listed(frozen)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, wanted: Any) -> Any:  # noqa: ANN401 - a place or a stretch of places
        start, stop, _ = wanted.indices(self._count)
        return list_unreadable(self._frozen, limit=stop - start, offset=start)


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """List every source of records, and the families that are asked for and that nobody brings."""
    dossier = visit.dossier
    rows = [
        source_row(dossier, each)
        for each in sorted(dossier[RecordSource].values(), key=lambda each: each.key)
    ]
    case = next(iter(dossier[Case].values()), None)
    standards = [load_standard(name) for name in (case.standards if case else ())]
    open_jobs = [job for job in jobs_of(visit.organisation, FREEZE, 5) if job.is_open]
    return visit.render(
        "populations/front.html",
        {
            "rows": rows,
            "records": sum(row["rows"] or 0 for row in rows),
            "unreadable": sum(row["unreadable"] or 0 for row in rows),
            "waiting": [row for row in rows if _can_be_frozen(row)],
            "missing": asked_rows(asked_families(dossier, standards)),
            "job": open_jobs[0] if open_jobs else None,
            "may": visit.may(Permission.UPLOAD_POPULATIONS),
        },
    )


def _can_be_frozen(row: dict[str, Any]) -> bool:
    return row["rows"] is None and not row["by_database"] and not row["no_file"]


@organisation_page(Permission.UPLOAD_POPULATIONS, to_change=Permission.UPLOAD_POPULATIONS)
def freeze(visit: Visit) -> HttpResponse:
    """Put the freezing of a source in line, or of all."""
    if visit.request.method == "POST":
        key = visit.request.POST.get("source", "")
        if key:
            _known(visit, key)
        ask_to_freeze(visit.organisation, (key,) if key else (), visit.standing.author)
        if key:
            return HttpResponseRedirect(visit.url("populations:source", key))
    return HttpResponseRedirect(visit.url("populations:front"))


@organisation_page()
def source(visit: Visit, key: str) -> HttpResponse:
    """Show one source: its statement, its columns, what cannot be read, its rows and weeks."""
    found = _known(visit, key)
    frozen = frozen_of(visit.dossier, found)
    result = result_for(visit, STAGE2)
    file = visit.dossier[File].get(found.file)
    job = freezing_of(visit.organisation, key)
    return visit.render(
        "populations/source.html",
        {
            "source": found,
            "family": title_of(found.family),
            "row_is": FAMILIES[found.family].row if found.family in FAMILIES else "",
            "file": file,
            "result": result,
            "promises": [
                each for each in result.get("claims", []) if each["family"] == found.family
            ],
            "tests": [
                each
                for each in result.get("tests", [])
                if each["family"] == found.family and not each["claim"]
            ],
            "job": job if job and (not frozen or _is_of(job, key)) else None,
            "may": visit.may(Permission.UPLOAD_POPULATIONS),
            "may_export": visit.may(Permission.EXPORT) and file is not None,
            **(_told(visit, frozen) if frozen else {"told": None}),
        },
    )


def _is_of(job: Job, key: str) -> bool:
    """Say whether a job is at this source; one that freezes all is of none that is frozen."""
    return job.is_open and key in (job.payload.get("sources") or [])


def _told(visit: Visit, frozen: FrozenPopulation) -> dict[str, Any]:
    told = frozen.population
    weeks, outside = count_weeks(frozen)
    pages = Paginator(_Listed(frozen), ON_A_PAGE).get_page(visit.request.GET.get("page"))
    names = {each.name: each for each in told.columns}
    return {
        "told": told,
        "columns": column_rows(frozen),
        "missing": missing_columns(FAMILIES[told.family], names),
        "differs": told.stated is not None and told.stated != told.rows_in,
        "pages": pages,
        "bad": [problem_row(each) for each in pages.object_list],
        "first": list_rows(frozen, limit=FIRST_ROWS),
        "names": list(names),
        "weeks": weeks,
        "outside": outside,
        "gaps": sum(1 for _, many, _ in weeks if not many),
        "most_weeks": MOST_WEEKS,
        "chart": kept_chart(week_chart(weeks)) if weeks else "",
    }


@organisation_page(Permission.EXPORT)
def original(visit: Visit, key: str) -> HttpResponse:
    """Hand out the export as it was taken in, its hash computed again."""
    file = visit.dossier[File].get(_known(visit, key).file)
    if file is None:
        raise Http404
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Nothing is handed out before all of it was found to be what was recorded.
    copy = TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 - the answer closes it
    copy_file(visit.organisation, file.sha256, copy, file.key)
    copy.seek(0)
    answer: Any = FileResponse(
        copy,
        as_attachment=True,
        filename=file.key.rpartition("/")[2],
        content_type="application/octet-stream",
    )
    return answer  # type: ignore[no-any-return] # it streams, and is an answer all the same


def _known(visit: Visit, key: str) -> RecordSource:
    found = visit.dossier[RecordSource].get(key)
    if found is None:
        raise Http404
    return found
