"""The log of who let whom in, as what, and who was sent away; it only grows."""

from typing import ClassVar

from django.db import models


class AccessLog(models.Model):
    """One thing that was done about access to an organisation, and who did it."""

    organisation = models.TextField()
    recorded_at = models.DateTimeField()
    by_name = models.TextField()
    by_role = models.TextField()
    did = models.CharField(max_length=40)
    about = models.TextField()
    said = models.TextField(blank=True, default="")

    class Meta:
        """Listed by organisation, the newest first; triggers refuse any change of a row."""

        db_table = "access_log"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-id"], name="access_log_listed")
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.did} {self.about}"
