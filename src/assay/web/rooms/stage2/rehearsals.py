"""Rehearsals: asked for with a seed, done in the background, read as a draft report."""

from django.http import HttpResponse, HttpResponseRedirect

from assay.actions.jobs.line import job_of, jobs_of, put_in_line
from assay.actions.kept_results import STAGE2
from assay.domain.permission import Permission
from assay.web.finding_rows import finding_groups
from assay.web.results import result_for
from assay.web.rooms.stage2.views import show
from assay.web.visit import Visit, organisation_page

KIND = "rehearse"
LONGEST_SEED = 60


@organisation_page(to_change=Permission.REHEARSE)
def rehearsals(visit: Visit) -> HttpResponse:
    """List the rehearsals, and let somebody ask for one."""
    if visit.request.method == "POST":
        seed = visit.request.POST.get("seed", "").strip()[:LONGEST_SEED] or "1"
        asked = {"seed": seed, "day": visit.day.isoformat(), "as_of": ""}
        job = put_in_line(KIND, visit.organisation, asked, by=visit.standing.author)
        return HttpResponseRedirect(visit.url("stage2:rehearsal", job.pk))
    jobs = [
        {
            "number": job.pk,
            "seed": job.payload.get("seed", ""),
            "day": job.payload.get("day", ""),
            "state": job.state,
            "by": job.by_name,
            "at": job.queued_at,
            "outcome": ((job.result or {}).get("stage2") or {}).get("label", ""),
        }
        for job in jobs_of(visit.organisation, KIND)
    ]
    may = visit.may(Permission.REHEARSE)
    return show(visit, "rehearsals", result_for(visit, STAGE2), jobs=jobs, may=may)


@organisation_page()
def rehearsal(visit: Visit, number: int) -> HttpResponse:
    """Show one rehearsal: its progress, then its draft report."""
    job = job_of(visit.organisation, number)
    told = job.result or {}
    return visit.render(
        "stage2/rehearsal.html",
        {
            "job": job,
            "told": told,
            "stages": [
                (stage, title, told[stage], finding_groups(told[stage]["findings"]))
                for stage, title in (("stage1", "Stage 1"), ("stage2", "Stage 2"))
                if stage in told
            ],
        },
    )
