"""A job: a piece of work that outlives the request that asked for it."""

from typing import ClassVar

from django.db import models


class Job(models.Model):
    """What is to be done, how far it has come, and who is at it.

    A worker holds a job by a lease that it renews while it works.  Where a lease
    has run out its worker is gone, and another goes on from the cursor.
    """

    class State(models.TextChoices):
        """Where a job stands."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    organisation = models.TextField()
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    by_name = models.TextField()
    by_role = models.TextField()
    by_external = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    cursor = models.JSONField(null=True)
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)
    what = models.TextField(blank=True, default="")
    cancel_asked = models.BooleanField(default=False)
    attempts = models.IntegerField(default=0)
    worker = models.TextField(blank=True, default="")
    lease_until = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True, default="")
    queued_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Taken by state, oldest first; listed by organisation."""

        db_table = "job"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "id"], name="job_in_line"),
            models.Index(fields=["organisation", "-id"], name="job_listed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Say whether there is still something to wait for."""
        return self.state in {self.State.QUEUED, self.State.RUNNING}
