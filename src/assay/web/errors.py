"""The outermost edge of the pages: what a person can mend is shown as a page, not a traceback."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assay.domain.errors import NotFoundError, RefusedError, UserError
from assay.domain.permission import NotAllowedError
from assay.ledger.chain import ConflictError

_STATUS: tuple[tuple[type[UserError], int, str], ...] = (
    (NotAllowedError, 403, "Your role does not allow this"),
    (NotFoundError, 404, "There is no such thing here"),
    (ConflictError, 409, "Somebody else changed the same item"),
    (RefusedError, 409, "This was refused"),
    (UserError, 422, "This cannot be read"),
)


class ErrorsMiddleware:
    """Turns errors that people can mend into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the views do."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page of an error that somebody can mend."""
        if not isinstance(error, UserError):
            return None
        status, title = next(
            (status, title) for kind, status, title in _STATUS if isinstance(error, kind)
        )
        return error_page(request, status, title, str(error))


def error_page(request: HttpRequest, status: int, title: str, says: str) -> HttpResponse:
    """Return a page that says what went wrong."""
    context = {"title": title, "says": says, "status": status}
    return render(request, "error.html", context, status=status)


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that there is no such page, and nothing about what else there is."""
    return error_page(request, 404, "There is no such page", "Nothing is kept at this address.")


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """Say that the role does not allow it."""
    return error_page(request, 403, "Your role does not allow this", str(exception))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the same
    """Say that a form came from a page that is too old, or from elsewhere."""
    says = "The form was sent from a page that is too old or not ours. Load it again and send it."
    return error_page(request, 403, "The form was not taken", says)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that this was our mistake."""
    says = "Nothing was recorded by this request. Whoever runs the server finds it in the log."
    return error_page(request, 500, "Something broke here", says)
