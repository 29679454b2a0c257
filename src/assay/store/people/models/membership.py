"""Who belongs to which organisation, in which role."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from assay.domain.role_assignment import Role

ROLES = [(role.value, role.value) for role in Role]


class Membership(models.Model):
    """One person in one role at one organisation.

    The role alone says what may be done, and there is only one role an organisation, so that
    nobody is on both sides.  ``person`` is who of the organisation's people they are: notes of
    a rehearsal are read by the two who were in it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.TextField()
    role = models.CharField(max_length=40, choices=ROLES)
    external = models.BooleanField(default=False)
    person = models.TextField(blank=True, default="")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.TextField(blank=True, default="")
    last_visit_seq = models.BigIntegerField(default=0)
    last_visit_at = models.DateTimeField(null=True)

    class Meta:
        """One role for a person at an organisation."""

        db_table = "membership"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "id"], name="membership_listed")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.organisation} as {self.role}"
