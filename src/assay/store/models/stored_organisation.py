"""The organisations whose ledgers the store keeps."""

from django.db import models

from assay.store.models.signed import Signed


class StoredOrganisation(Signed):
    """One organisation; everything else about it is in its ledger."""

    slug = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta(Signed.Meta):
        """One row an organisation."""

        db_table = "organisation"

    def __str__(self) -> str:
        return self.name
