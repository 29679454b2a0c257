"""Work in the background: how far it is, asking it to end, and rehearsals."""

from typing import Annotated, Any

from ninja import Query, Router, Schema, Status
from pydantic import Field

from assay.actions.jobs.line import ask_to_end, job_of, jobs_of, put_in_line
from assay.api.answers import JobLine
from assay.api.caller import Caller, operation
from assay.domain.permission import Permission
from assay.store.jobs.models import Job

router = Router()

Number = Annotated[int, Field(ge=1, le=2**62)]


class Rehearsal(Schema):
    """The seed of a rehearsal: the same seed on the same data gives the same."""

    seed: Annotated[str, Field(min_length=1, max_length=60)]


def job_line(job: Job, *, whole: bool = False) -> dict[str, Any]:
    """Return a job as the API tells it; with what came of it, where that is asked for."""
    return {
        "number": job.pk,
        "kind": job.kind,
        "state": job.state,
        "done": job.done,
        "of": job.of,
        "what": job.what,
        "by": {"name": job.by_name, "role": job.by_role, "external": job.by_external},
        "queued_at": job.queued_at,
        "ended_at": job.ended_at,
        "error": job.error,
        "result": job.result if whole else None,
    }


@operation(router, "GET", "/jobs", answers=list[JobLine])
def list_jobs(
    caller: Caller,
    kind: Annotated[str, Query(max_length=60)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[dict[str, Any]]:
    """List the latest work, without what came of it."""
    return [job_line(job) for job in jobs_of(caller.organisation, kind.replace("\0", ""), limit)]


@operation(router, "GET", "/jobs/{int:number}", answers=JobLine)
def read_job(caller: Caller, number: Number) -> dict[str, Any]:
    """Read how far one piece of work is, and what came of it."""
    return job_line(job_of(caller.organisation, number), whole=True)


@operation(
    router,
    "POST",
    "/jobs/{int:number}/cancel",
    answers=JobLine,
    to=Permission.UPLOAD_POPULATIONS,
    changes=True,
)
def cancel_job(caller: Caller, number: Number) -> dict[str, Any]:
    """Ask a piece of work to end: at once where it waits, else at its next step."""
    ask_to_end(job_of(caller.organisation, number))
    return job_line(job_of(caller.organisation, number))


@operation(
    router, "POST", "/rehearsals", answers={202: JobLine}, to=Permission.REHEARSE, changes=True
)
def rehearse(caller: Caller, said: Rehearsal) -> Status[dict[str, Any]]:
    """Have a simulated auditor do both stages over the same data; the case is never written to."""
    asked = {"seed": said.seed, "day": caller.day.isoformat(), "as_of": ""}
    job = put_in_line("rehearse", caller.organisation, asked, by=caller.standing.author)
    return Status(202, job_line(job))
