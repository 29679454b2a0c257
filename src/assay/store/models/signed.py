"""What a row carries besides its own: who wrote it, in which role, and when.

Instants are text in the form in which the hashes cover them: it is equally
long everywhere, sorts as time does, and no driver's time zone touches it.
"""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from assay.ledger.entry import Author

INSTANT_LENGTH = len("2026-01-31T08:30:00.000000Z")


class Signed(models.Model):
    """A row that somebody signs for."""

    recorded_at = models.CharField(max_length=INSTANT_LENGTH)
    by_name = models.TextField()
    by_role = models.TextField()
    by_external = models.BooleanField()

    class Meta:
        """A row without author, role or time is refused by the database."""

        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(class)s_is_signed",
                condition=~models.Q(by_name="")
                & ~models.Q(by_role="")
                & models.Q(Exact(Length("recorded_at"), INSTANT_LENGTH)),
            ),
        )

    @property
    def by(self) -> Author:
        """Return who signed."""
        return Author(self.by_name, self.by_role, self.by_external)
