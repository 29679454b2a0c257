"""Recording, retiring and bringing back single items, or many of one register at once.

Whoever asks, by a page or by the API, is held against the same table of who may
write what (``assay.domain.register_permission``), change by change.
"""

from collections.abc import Iterable

from assay.actions.desk import Desk
from assay.domain.errors import NotFoundError, RefusedError
from assay.domain.item import AnyItem, Item
from assay.domain.register_permission import must_be_allowed_to_change
from assay.domain.role_assignment import Role
from assay.ledger.chain import ConflictError, conflicts
from assay.ledger.entry import saying


class NothingChangesError(RefusedError):
    """What is to be recorded is what stands already."""


class TakenKeyError(RefusedError):
    """Another item of the register is called so already."""


def add_item(desk: Desk, item: Item, because: str = "") -> None:
    """Record an item that is not in its register."""
    if item.key in desk.dossier[type(item)]:
        raise TakenKeyError(f"{item.plural}: {item.key} is there already; expected another key.")
    _must_be_allowed(desk, [item])
    desk.put(item, because=because)


def change_item(desk: Desk, item: Item, because: str = "") -> None:
    """Record how an item reads from now on, unless somebody else has changed it meanwhile."""
    _must_be_untouched(desk, item)
    if desk.dossier[type(item)].get(item.key) == item:
        raise NothingChangesError(
            f"{item.register} {item.key}: it reads so already; expected a change."
        )
    _must_be_allowed(desk, [item])
    desk.put(item, because=because)


def put_items(desk: Desk, items: Iterable[Item], because: str = "") -> int:
    """Record those of several items that read otherwise than now, all or none; say how many."""
    changed = [item for item in items if desk.dossier[type(item)].get(item.key) != item]
    _must_be_allowed(desk, changed)
    desk.put(*changed, because=because)
    return len(changed)


def retire_item(desk: Desk, kind: type[AnyItem], key: str, because: str) -> None:
    """Record that an item is no longer in its register, and why."""
    _must_have_a_reason(because)
    item = desk.dossier[kind].named(key)
    must_be_allowed_to_change(_role_of(desk), item, None)
    desk.retire(item, because=because)


def bring_back_item(desk: Desk, kind: type[AnyItem], key: str, because: str) -> None:
    """Record that a retired item is in its register again, as it last read, and why."""
    _must_have_a_reason(because)
    if key in desk.dossier[kind]:
        raise TakenKeyError(f"{kind.plural}: {key} is there; expected one that is retired.")
    history = desk.dossier.history(kind, key)
    item = history[-1].before if history else None
    if item is None:
        raise NotFoundError(f"{kind.plural}: {key} was never there; expected one that is retired.")
    must_be_allowed_to_change(_role_of(desk), None, item)
    desk.put(item, because=because)


def _must_be_allowed(desk: Desk, items: Iterable[Item]) -> None:
    role = _role_of(desk)
    for item in items:
        must_be_allowed_to_change(role, desk.dossier[type(item)].get(item.key), item)


def _must_be_untouched(desk: Desk, item: Item) -> None:
    """Refuse a conflict before it is asked what the role may do: their change is not this one."""
    since = desk.dossier.entries[desk.read_seq or 0 : desk.dossier.length]
    if clashes := conflicts([saying(item)], since):
        raise ConflictError(clashes)


def _must_have_a_reason(because: str) -> None:
    if not because.strip():
        raise RefusedError("because: nothing stands there; expected the reason.")


def _role_of(desk: Desk) -> Role:
    if desk.by.role not in {role.value for role in Role}:
        raise RefusedError(
            f"role: {desk.by.role!r} is none; expected one such as {Role.ISMS_LEAD}."
        )
    return Role(desk.by.role)
