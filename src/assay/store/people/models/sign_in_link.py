"""A link that signs somebody in once: only its hash is kept."""

from django.conf import settings
from django.db import models


class SignInLink(models.Model):
    """Made by the command line on the machine of the server, and by nothing else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Its table."""

        db_table = "sign_in_link"

    def __str__(self) -> str:
        return f"for {self.user_id} until {self.expires_at}"
