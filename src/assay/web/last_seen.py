"""When somebody was last seen in a session: taken down every few minutes, not at every page.

A page that is only read then writes nothing, and never waits for whoever writes.
"""

import time
from collections.abc import Callable
from typing import Final

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.http import HttpRequest, HttpResponse

EVERY_S: Final = 5 * 60
_SEEN: Final = "seen_at"


class LastSeenMiddleware:
    """Asks allauth's middleware to take somebody down once in a while."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response
        self._taking_down = UserSessionsMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and take down who was here where it is time to."""
        now = int(time.time())
        if not request.user.is_authenticated or now - request.session.get(_SEEN, 0) < EVERY_S:
            return self._answer(request)
        request.session[_SEEN] = now
        answer: HttpResponse = self._taking_down(request)
        return answer
