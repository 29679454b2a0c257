"""Somebody who signs in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class People(BaseUserManager["User"]):
    """Finds people by their address, in whatever letters it was typed."""

    def create_user(self, email: str, name: str = "", password: str | None = None) -> "User":
        """Make somebody who can sign in; without a password, by a link, a key or a provider."""
        user = self.model(email=email.strip().lower(), name=name.strip() or email)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return whoever has an address."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person, known by an e-mail address; what they may do is said by memberships.

    There is no superuser: nobody may do everything, least of all whoever runs the server.
    """

    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """One person an address, however it is written."""

        db_table = "person"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="person_once_an_address")
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name, for the parts that ask this way."""
        return self.name

    def clean(self) -> None:
        """Write the address in small letters."""
        super().clean()
        self.email = self.email.strip().lower()

    # Parts that other people wrote ask these of every user.
    def has_perm(self, perm: str, obj: Any = None) -> bool:  # noqa: ANN401, ARG002 - Django's signature
        """Say no: what somebody may do follows from a membership alone."""
        return False
