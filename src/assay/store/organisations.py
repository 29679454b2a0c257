"""Which organisations the store keeps a ledger of."""

from assay.domain.errors import NotFoundError
from assay.store.models import StoredOrganisation


def stored_organisations() -> dict[str, str]:
    """Return the names of the organisations, by slug."""
    return dict(StoredOrganisation.objects.order_by("slug").values_list("slug", "name"))


def is_kept(organisation: str) -> bool:
    """Say whether the store keeps an organisation's ledger."""
    return StoredOrganisation.objects.filter(slug=organisation).exists()


def must_be_kept(organisation: str) -> None:
    """Refuse an organisation of which the store keeps nothing."""
    if not is_kept(organisation):
        raise NotFoundError(f"the store keeps no organisation {organisation}.")
