"""Who belongs to which organisation: asked by every page and every call of the API."""

from dataclasses import dataclass

from assay.domain.permission import Permission, is_external, may, must_be_allowed
from assay.domain.private_notes import Reader
from assay.domain.role_assignment import Role
from assay.ledger.entry import Author
from assay.store.organisations import stored_organisations
from assay.store.people.models import Membership, User


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is at one organisation, and so what they may do there."""

    organisation: str
    role: Role
    author: Author
    membership: Membership

    @property
    def reader(self) -> Reader:
        """Return who reads; a name that somebody chose for themselves makes them no person."""
        return Reader(self.membership.person, self.role)

    def may(self, permission: Permission) -> bool:
        """Say whether the role allows something."""
        return may(self.role, permission)

    def must_be_allowed(self, permission: Permission) -> None:
        """Refuse what the role does not allow."""
        must_be_allowed(self.role, permission)


def standing_of(user: User, organisation: str) -> Standing | None:
    """Return what somebody is at an organisation; nothing where they do not belong to it."""
    membership = Membership.objects.filter(user=user, organisation=organisation).first()
    return _standing(user, membership) if membership else None


def standings_of(user: User) -> list[tuple[str, Standing]]:
    """Return the organisations somebody belongs to, with their names, in order of the name."""
    names = stored_organisations()
    found = [
        (names[membership.organisation], _standing(user, membership))
        for membership in Membership.objects.filter(user=user)
        if membership.organisation in names
    ]
    return sorted(found, key=lambda each: (each[0].casefold(), each[1].organisation))


def let_in(
    email: str, name: str, organisation: str, role: Role, *, person: str = "", by: str = ""
) -> User:
    """Make somebody a member of an organisation, or give a member another role."""
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, name)
    Membership.objects.update_or_create(
        user=user,
        organisation=organisation,
        defaults={
            "role": role.value,
            "external": is_external(role),
            "person": person,
            "added_by": by,
        },
    )
    return user


def _standing(user: User, membership: Membership) -> Standing:
    role = Role(membership.role)
    author = Author(membership.person or user.name, role.value, membership.external)
    return Standing(membership.organisation, role, author, membership)
