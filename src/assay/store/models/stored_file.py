"""Files as they were taken in, known by the SHA-256 of their content.

The bytes are in the database and not beside it: they are confirmed by the same
transaction, found by every web machine, and part of every backup.  They are
kept in pieces, so that no size of file has to fit into memory or one column.
"""

from hashlib import sha256

from django.db import models

from assay.ledger.entry import canonical
from assay.store.models.signed import Signed


class StoredFile(Signed):
    """Who first took in some content, and when; each organisation keeps its own.

    ``seal`` is the hash over the whole row, so that an intake that was dated
    back later does not pass.
    """

    pk = models.CompositePrimaryKey("organisation", "sha256")
    organisation = models.TextField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta(Signed.Meta):
        """One row for each content an organisation holds."""

        db_table = "file"

    def __str__(self) -> str:
        return f"{self.organisation} {self.sha256}"

    def seal_due(self) -> str:
        """Return the seal that belongs to what the row says."""
        said = canonical(
            {
                "by": {"external": self.by_external, "name": self.by_name, "role": self.by_role},
                "organisation": self.organisation,
                "recorded_at": self.recorded_at,
                "sha256": self.sha256,
                "size": self.size,
            }
        )
        return sha256(said.encode()).hexdigest()
