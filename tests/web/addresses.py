"""Every page of every room, with arguments that exist in the prepared store."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, reverse

from assay.web.room import room_addresses

SAMPLES: dict[str, tuple[str, tuple[object, ...]]] = {
    "documents:document": ("quillmark", ("PRO-04",)),
    "registers:register": ("quillmark", ("risks",)),
    "registers:item": ("quillmark", ("risks", "R-05")),
    "registers:new": ("quillmark", ("risks",)),
    "registers:change": ("quillmark", ("risks", "R-05")),
    "registers:retire": ("quillmark", ("risks", "R-05")),
    "registers:import": ("quillmark", ("risks",)),
    "stage2:promise": ("quillmark", ("CLM-12",)),
    "stage2:test": ("quillmark", ("deployment-without-change", "CLM-12")),
    "checks:page": ("quillmark", ("deployment-without-change",)),
    "ledger:entry": ("quillmark", (1,)),
    "populations:source": ("quillmark", ("SRC-01",)),
    "populations:correct": ("quillmark", ("SRC-01",)),
}
"""An organisation, and what an address of a room takes."""

NO_PAGES = {
    "documents:file",
    "registers:export",
    "ledger:download",
    "populations:original",
    "work:cancel",
    "people:invite",
    "people:withdraw",
    "people:revoke",
    "people:role",
    "people:remove",
    "people:revoke-mine",
    "people:leave",
}
"""What answers with a file, or answers forms alone."""

ONCE_STARTED = {
    "registers:upload",
    "populations:export",
    "stage2:rehearsal",
    "work:job",
}
"""What there is once somebody has begun something; its own journey looks at it."""


def all_pages() -> Iterator[str]:
    """Yield the path of every page, once, as far as there is a sample of it."""
    for name, taken in _addresses():
        organisation, args = SAMPLES.get(name, ("quillmark", ()))
        if len(args) == taken and name not in NO_PAGES | ONCE_STARTED:
            yield reverse(name, args=[organisation, *args])


def left_out() -> list[str]:
    """Return the names of addresses of which this module says nothing."""
    told = NO_PAGES | ONCE_STARTED | SAMPLES.keys()
    return [name for name, taken in _addresses() if taken and name not in told]


def _addresses() -> Iterator[tuple[str, int]]:
    """Yield each address's name, and how many arguments it takes beside the organisation."""
    for room in room_addresses():
        assert isinstance(room, URLResolver)
        for pattern in room.url_patterns:
            assert isinstance(pattern, URLPattern)
            yield f"{room.namespace}:{pattern.name}", len(pattern.pattern.regex.groupindex)
