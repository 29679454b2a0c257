"""The line of jobs: putting one in, looking how far it is, asking it to end."""

from typing import Any

from assay.domain.errors import NotFoundError
from assay.ledger.entry import Author
from assay.store.jobs.models import Job


def put_in_line(kind: str, organisation: str, payload: dict[str, Any], *, by: Author) -> Job:
    """Put a piece of work in line; a worker takes it when its turn comes."""
    from assay.actions.jobs.worker import work_of

    work_of(kind)
    return Job.objects.create(
        organisation=organisation,
        kind=kind,
        payload=payload,
        by_name=by.name,
        by_role=by.role,
        by_external=by.external,
    )


def job_of(organisation: str, number: int) -> Job:
    """Return one job of an organisation."""
    job = Job.objects.filter(organisation=organisation, pk=number).first()
    if job is None:
        raise NotFoundError(f"{organisation} has no job {number}.")
    return job


def jobs_of(organisation: str, kind: str = "", most: int = 20) -> list[Job]:
    """Return the latest jobs of an organisation, perhaps of one kind."""
    jobs = Job.objects.filter(organisation=organisation).order_by("-id")
    return list((jobs.filter(kind=kind) if kind else jobs)[:most])


def ask_to_end(job: Job) -> None:
    """Cancel a job: at once where nobody works at it, else at the worker's next step."""
    open_states = Job.objects.filter(pk=job.pk, state__in=[Job.State.QUEUED, Job.State.RUNNING])
    open_states.filter(state=Job.State.QUEUED).update(state=Job.State.CANCELLED)
    open_states.filter(state=Job.State.RUNNING).update(cancel_asked=True)
