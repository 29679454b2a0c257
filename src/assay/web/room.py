"""A room: one part of the application, found by being there.

A room is a package under ``assay.web.rooms`` whose ``__init__`` says what it is
called and whose ``urls`` say what is in it; its addresses begin with the
organisation and the room's name.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, URLResolver, include, path

from assay.domain.permission import Permission


@dataclass(frozen=True, slots=True)
class Room:
    """What the navigation says of a room; without a title it is not in there.

    ``place`` orders the rooms; ``at`` is its part of the address, by itself the package's name.
    """

    title: str
    icon: str
    place: int
    permission: Permission = Permission.READ
    at: str | None = None
    name: str = ""

    @property
    def front(self) -> str:
        """Return the name of the address of its first page."""
        return f"{self.name}:front"


@cache
def all_rooms() -> tuple[Room, ...]:
    """Return the rooms in the order of the navigation."""
    package = import_module("assay.web.rooms")
    found = []
    for module in iter_modules(package.__path__):
        room: Room = import_module(f"{package.__name__}.{module.name}").ROOM
        at = module.name.replace("_", "-") if room.at is None else room.at
        found.append(Room(room.title, room.icon, room.place, room.permission, at, module.name))
    return tuple(sorted(found, key=lambda room: room.place))


def room_addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of all rooms, under the organisation's."""
    addresses: list[URLPattern | URLResolver] = []
    for room in all_rooms():
        module = import_module(f"assay.web.rooms.{room.name}.urls")
        under = f"o/<slug:organisation>/{room.at}/" if room.at else "o/<slug:organisation>/"
        addresses.append(path(under, include((module.urlpatterns, room.name))))
    return addresses
