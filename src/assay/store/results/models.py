"""A kept result: what an assessment came to, for one state of the ledger and the records.

It is no evidence and nothing depends on it: whoever empties the table waits a
little for the next page.  ``made_of`` names everything that went into it, so a
result is never shown for a state that it does not belong to.
"""

from typing import ClassVar

from django.db import models


class KeptResult(models.Model):
    """One result, and the state that it was made of."""

    organisation = models.TextField()
    kind = models.CharField(max_length=40)
    as_of = models.DateField()
    seq = models.BigIntegerField()
    made_of = models.CharField(max_length=64)
    body = models.JSONField()
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One result a state; the newest of a kind is looked for first."""

        db_table = "kept_result"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "as_of", "made_of"], name="kept_result_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "kind", "as_of", "-seq"], name="kept_result_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation} as of {self.as_of}"
