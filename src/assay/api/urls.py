"""The addresses of the API: its operations, its document, and the page that explains it.

Operations say for themselves who calls; the document and the page are behind sign-in.
"""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path, re_path

from assay.api import pages
from assay.api.operator import API

_PATTERNS, _APP, _NAMESPACE = API.urls


def _addresses() -> list[URLPattern]:
    found = [each for each in _PATTERNS if isinstance(each, URLPattern)]
    for each in found:
        if each.name not in {"openapi-json", "api-root"} and each.callback is not None:
            each.callback = login_not_required(each.callback)
    return found


urlpatterns = [
    path("docs/", pages.docs, name="api-docs"),
    path("", (_addresses(), _APP, _NAMESPACE)),
    re_path("", pages.nowhere, name="api-nowhere"),
]
