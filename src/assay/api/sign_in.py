"""Who calls: a token, or somebody who is signed in to the pages.

A browser that is signed in sends its cookie with every request, also with those
that another site made it send; so whoever comes by cookie has to bring the CSRF
token with every change.  A program brings its token, which no other site knows.
"""

from datetime import UTC, datetime
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from assay.actions.api_tokens import bearer_of
from assay.api.refusals import UnsignedCallError

MOST_FAILURES: Final = 20
"""How many wrong tokens an address may send within a minute, before nothing of it is looked at."""

_MINUTE: Final = 60


class TokenAuth(HttpBearer):
    """The token of a program, in the header ``Authorization: Bearer``."""

    openapi_description = "A token, made on the People page. It expires, and can be revoked."

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ANN401 - its signature
        """Return whose token it is, or refuse."""
        failed = f"api-failures:{get_adapter(request).get_client_ip(request)}"
        if cache.get(failed, 0) >= MOST_FAILURES:
            says = "Too many wrong tokens came from this address; try again in a minute."
            raise UnsignedCallError(says, 429)
        bearer = bearer_of(token, now=datetime.now(UTC))
        if bearer is None:
            cache.set(failed, cache.get(failed, 0) + 1, _MINUTE)
            raise UnsignedCallError("The token lets nobody in: none, expired or revoked.")
        request.user = bearer.user
        return bearer


class SessionAuth(APIKeyCookie):
    """Somebody who is signed in to the pages; a change asks for the CSRF token as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:  # noqa: ANN401 - its signature
        """Return who is signed in, before anything is said of CSRF to somebody who is not."""
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ANN401, ARG002 - the same
        """Return who is signed in."""
        return request.user
