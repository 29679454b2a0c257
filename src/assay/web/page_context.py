"""What every template is given: the visit, the rooms, the organisations to switch to, the theme."""

from typing import Any

from django.http import HttpRequest

from assay.actions.membership import standings_of
from assay.web.room import all_rooms


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page needs; parts of pages do not pay for it."""
    theme = request.COOKIES.get("assay_theme", "")
    visit = getattr(request, "visit", None)
    return {
        "visit": visit,
        "theme": theme if theme in {"light", "dark"} else "",
        "rooms": [
            room for room in all_rooms() if room.title and visit.standing.may(room.permission)
        ]
        if visit
        else [],
        "my_organisations": visit.mine if visit else _Mine(request),
        "is_part": bool(getattr(request, "htmx", False)),
    }


class _Mine:
    """The organisations of whoever is signed in, asked for only where they are shown."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __iter__(self) -> Any:  # noqa: ANN401 - an iterator of names and standings
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return iter(())
        return iter(standings_of(user))
