"""Background work of an organisation, looked at while it goes on."""

from django.http import HttpResponse, HttpResponseRedirect

from assay.actions.jobs.line import ask_to_end, job_of, jobs_of
from assay.domain.permission import Permission
from assay.web.visit import Visit, organisation_page


@organisation_page()
def front(visit: Visit) -> HttpResponse:
    """List the latest jobs."""
    return visit.render("work/front.html", {"jobs": jobs_of(visit.organisation)})


@organisation_page()
def job(visit: Visit, number: int) -> HttpResponse:
    """Show one job; a part of a page asks each second until it has ended."""
    found = job_of(visit.organisation, number)
    if visit.request.htmx:
        response = visit.render("parts/job.html", {"job": found})
        if not found.is_open:
            # The page that holds it shows what came of it.
            response.headers["HX-Refresh"] = "true"
        return response
    return visit.render("work/job.html", {"job": found})


@organisation_page(to_change=Permission.UPLOAD_POPULATIONS)
def cancel(visit: Visit, number: int) -> HttpResponse:
    """Ask a job to end."""
    ask_to_end(job_of(visit.organisation, number))
    return HttpResponseRedirect(visit.url("work:job", number))
