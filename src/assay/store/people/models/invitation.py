"""An invitation to an organisation: only its hash is kept."""

from typing import ClassVar

from django.db import models

from assay.store.people.models.membership import ROLES


class Invitation(models.Model):
    """Somebody is asked to join in a role; the link works once and until a date."""

    organisation = models.TextField()
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=40, choices=ROLES)
    external = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.TextField()
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Listed by organisation."""

        db_table = "invitation"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "id"], name="invitation_listed")
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.organisation} as {self.role}"
