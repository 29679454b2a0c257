"""The log of histories that were taken in from outside the store.

Imported entries keep their own authors and times, which the store only has on
the word of the folder they came from.  Who brought them, and when, is here.
"""

from django.db import models

from assay.store.models.signed import Signed


class Intake(Signed):
    """One import: the entries it brought, by their numbers, and where they ended."""

    pk = models.CompositePrimaryKey("organisation", "first_seq")
    organisation = models.TextField()
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    last_hash = models.CharField(max_length=64)

    class Meta(Signed.Meta):
        """One row an import that brought anything."""

        db_table = "intake"

    def __str__(self) -> str:
        return f"{self.organisation} {self.first_seq} to {self.last_seq}"
