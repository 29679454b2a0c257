"""The Content-Security-Policy of every page: what is not from here does not run and does not load.

No template holds a script or a style of its own; data for scripts stands in
attributes or in ``<script type="application/json">``, which never runs.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


class ContentSecurityMiddleware:
    """Puts the policy on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the policy."""
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        if response.get("Content-Type", "").startswith("text/html"):
            # What somebody read must not be found by the next one at the same machine.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
