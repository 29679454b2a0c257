"""A token for a program: only its hash is kept."""

from typing import ClassVar

from django.db import models

from assay.store.people.models.membership import Membership


class ApiToken(models.Model):
    """What a program may do in the name of one membership, and until when.

    A token never may do more than the role of its membership does.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=200)
    token_hash = models.CharField(max_length=64, unique=True)
    scope = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Listed by membership."""

        db_table = "api_token"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["membership", "id"], name="api_token_listed")
        ]

    def __str__(self) -> str:
        return self.name
