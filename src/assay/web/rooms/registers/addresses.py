"""Addresses of many items or entries on one page, made without asking for each of them."""

from collections.abc import Callable
from urllib.parse import quote

from assay.web.visit import Visit


def item_addresses(visit: Visit) -> Callable[[str, str], str]:
    """Return what gives the address of an item, by its register's plural and its key."""
    base, carried = _parts(visit, "registers:front")
    return lambda plural, key: f"{base}{plural}/{quote(key, safe='')}/{carried}"


def entry_addresses(visit: Visit) -> Callable[[int], str]:
    """Return what gives the address of an entry, by its number."""
    base, carried = _parts(visit, "ledger:front")
    return lambda seq: f"{base}{seq}/{carried}"


def _parts(visit: Visit, front: str) -> tuple[str, str]:
    base, _, query = visit.url(front).partition("?")
    return base, f"?{query}" if query else ""
