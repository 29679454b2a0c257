"""The page that explains the API to whoever is signed in, and the answer to any other address."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from assay.api.operator import API
from assay.api.refusals import NO_SUCH, refusal


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show every operation, from the OpenAPI document itself."""
    document = API.get_openapi_schema()
    return render(
        request,
        "api/docs.html",
        {"parts": _parts(document), "description": document["info"]["description"]},
    )


@login_not_required
@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the answer is always the same
    """Say that there is no such address, in the shape of every error."""
    return JsonResponse(refusal(NO_SUCH), status=404)


def _parts(document: Any) -> list[tuple[str, list[dict[str, Any]]]]:  # noqa: ANN401 - OpenAPI
    parts: dict[str, list[dict[str, Any]]] = {}
    for part, line in _lines(document):
        parts.setdefault(part, []).append(line)
    return list(parts.items())


def _lines(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - OpenAPI
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield (
                operation["tags"][0],
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": operation["summary"],
                    "permission": operation.get("x-permission", ""),
                    "changes": operation.get("x-changes", False),
                    "asked": [
                        each["name"]
                        for each in operation.get("parameters", [])
                        if each["in"] == "query"
                    ],
                },
            )
