"""The one table that holds what everybody says: the entries of all ledgers.

Never alter this table without need: on SQLite Django builds an altered table
anew, which copies every ledger and drops the triggers on the way.
"""

from django.db import models

from assay.store.models.signed import Signed


class StoredEntry(Signed):
    """One entry of one organisation's ledger, as ``assay.ledger.entry`` seals it."""

    pk = models.CompositePrimaryKey("organisation", "seq")
    organisation = models.TextField()
    seq = models.BigIntegerField()
    register = models.TextField()
    key = models.TextField()
    body = models.TextField(null=True)  # noqa: DJ001 - nothing is not the same as empty: retired
    because = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(Signed.Meta):
        """Reads go by seq, the primary key, or by instant."""

        db_table = "entry"
        indexes = (models.Index(fields=["organisation", "recorded_at"], name="entry_as_of"),)

    def __str__(self) -> str:
        return f"{self.organisation} {self.seq}: {self.register} {self.key}"
